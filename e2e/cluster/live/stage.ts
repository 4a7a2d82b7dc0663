import type { Api } from '../api.ts';
import type { Delays } from '../delays.ts';
import type { Mortal } from '../mortal.ts';
import type { Product } from '../product.ts';
import type { Report } from '../report.ts';
import type { World } from '../world.ts';

/** What each act of the live part is given. */
export interface Stage {
  readonly api: Api;
  readonly product: Product;
  readonly report: Report;
  readonly world: World;
  readonly delays: Delays;
  /** A testcluster program that restarts its API server on SIGUSR1; undefined where there is none. */
  readonly restartPid: number | undefined;
  /** The control plane itself, where it may be killed and started again. */
  readonly plane: Mortal | undefined;
  /** One more product on the same cluster, with these flags; whoever asks for it stops it. */
  readonly another: (flags: readonly string[]) => Promise<Product>;
  /** The shape that the cluster was started from; undefined for a cluster of anybody's. */
  readonly shapeFile: string | undefined;
}
