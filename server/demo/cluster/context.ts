import type { Random } from '../random.ts';
import type { Storage } from './storage.ts';

/** What every controller of one cluster shares. */
export interface Context {
  readonly seed: number;
  readonly storage: Storage;
  readonly random: Random;
  readonly now: () => number; // milliseconds since 1970
  readonly nextSerial: () => number;
}
