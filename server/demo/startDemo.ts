import type { Family } from '../../shared/net/address.ts';
import { type Clock, systemClock } from './clock.ts';
import { defaultCluster } from './cluster/defaultCluster.ts';
import type { DemoCluster } from './cluster/demoCluster.ts';
import { Refused } from './cluster/refused.ts';
import { type CniName, cniNames, isCniName } from './cni/cnis.ts';
import { ApiServer } from './serve/apiServer.ts';

export interface DemoOptions {
  readonly port: number; // 0: any free one
  readonly nodes: number;
  readonly pods: number;
  readonly services: number;
  readonly seed: number;
  readonly churn: number; // events a second; 0: none
  readonly families: readonly Family[]; // primary first
  readonly empty: boolean;
  readonly cni: readonly string[]; // whose objects it has besides its own; see cniNames
  readonly token: string; // '' where anybody may read
  readonly clock?: Clock;
  readonly eventWindow?: number;
}

export const demoDefaults: DemoOptions = {
  port: 0,
  nodes: 60,
  pods: 2000,
  services: 280,
  seed: 1,
  churn: 3,
  families: ['IPv4', 'IPv6'],
  empty: false,
  cni: ['metallb', 'kubeadm'], // nearly every cluster that runs on its own machines has these
  token: '',
};

export interface Demo {
  readonly url: string;
  readonly cluster: DemoCluster; // to change it, and to know the truth
  readonly server: ApiServer; // to play faults
  stop(): Promise<void>;
}

/** A demo cluster that is served. Errors: Refused where the sizes do not fit each other, those of listen. */
export async function startDemo(wanted: Partial<DemoOptions> = {}): Promise<Demo> {
  const options = { ...demoDefaults, ...wanted };
  const clock = options.clock ?? systemClock;
  const cluster = defaultCluster({ ...options, cni: options.cni.map(known), now: () => clock.now() });
  const server = new ApiServer({ cluster, clock, token: options.token, port: options.port });
  await server.start();
  const stopChurn = startChurn(cluster, clock, options.churn);
  return {
    get url() {
      return server.url;
    },
    cluster,
    server,
    async stop() {
      stopChurn();
      await server.stop();
    },
  };
}

function known(name: string): CniName {
  if (!isCniName(name)) throw new Refused(422, 'Invalid', `"${name}" is none of ${cniNames.join()}`);
  return name;
}

const mostAtOnce = 500; // events: what did not fit waits for the next turn

/** Steps so often that about so many events happen a second; returns the undo. */
function startChurn(cluster: DemoCluster, clock: Clock, eventsPerSecond: number): () => void {
  if (eventsPerSecond <= 0) return () => undefined;
  const period = Math.max(50, 1000 / eventsPerSecond);
  let credit = 0;
  let last = clock.now();
  let cancel = (): void => undefined;
  const turn = (): void => {
    const now = clock.now();
    // A clock that jumps (a laptop that slept) is not caught up with.
    credit = Math.min(mostAtOnce, credit + (eventsPerSecond * Math.max(0, now - last)) / 1000);
    last = now;
    while (credit >= 1) {
      const made = cluster.step();
      if (made === 0) break;
      credit -= made;
    }
    cancel = clock.after(period, turn);
  };
  cancel = clock.after(period, turn);
  return () => cancel();
}
