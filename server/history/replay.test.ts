import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { parseAddress } from '../../shared/net/address.ts';
import type { Event } from '../demo/cluster/storage.ts';
import { type Demo, startDemo } from '../demo/startDemo.ts';
import { view } from '../demo/view/view.ts';
import { systemClock } from '../kubernetes/clock.ts';
import { connectTo } from '../kubernetes/connection.ts';
import { startReading } from '../kubernetes/reading.ts';
import { Store } from '../store/store.ts';
import { historyAt } from './historyAt.ts';
import { hexOf } from './holdings.ts';
import { Recorder } from './recorder.ts';

const kinds = ['Node', 'Service', 'Pod'] as const;

interface Held {
  readonly holder: string;
  readonly from: number;
  to: number | null;
}

interface Written {
  readonly metadata: { readonly uid: string; readonly name: string; readonly namespace?: string };
  readonly spec: { readonly hostNetwork?: boolean; readonly clusterIPs?: readonly string[]; readonly externalIPs?: readonly string[] };
  readonly status: {
    readonly phase?: string;
    readonly podIPs?: readonly { readonly ip: string }[];
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string }[] };
  };
}

/** What an object holds, read from its JSON alone: "role address". */
function holdsOf(kind: string, { spec, status }: Written): string[] {
  const hex = (text: string) => {
    const address = parseAddress(text);
    return address ? hexOf(address) : '';
  };
  const ended = status.phase === 'Succeeded' || status.phase === 'Failed';
  const pod = kind === 'Pod' && !ended && spec.hostNetwork !== true ? (status.podIPs ?? []).map(({ ip }) => `podIP ${hex(ip)}`) : [];
  const node = kind === 'Node' ? (status.addresses ?? []).map(({ address }) => `nodeAddress ${hex(address)}`) : [];
  const service =
    kind === 'Service'
      ? [
          ...(spec.clusterIPs ?? []).map((ip) => `clusterIP ${hex(ip)}`),
          ...(spec.externalIPs ?? []).map((ip) => `externalIP ${hex(ip)}`),
          ...(status.loadBalancer?.ingress ?? []).map(({ ip = '' }) => `loadBalancer ${hex(ip)}`),
        ]
      : [];
  return [...new Set([...pod, ...node, ...service])].filter((text) => !text.endsWith(' '));
}

/** The demo's own log of who held what, kept event by event. */
function logOf(demo: Demo): Map<string, Held[]> {
  const { storage, seed } = demo.cluster;
  const log = new Map<string, Held[]>();
  const note = (kind: (typeof kinds)[number], before: Written | undefined, after: Written | undefined): void => {
    const now = Date.now();
    const holder = ({ metadata: { uid, name, namespace } }: Written) =>
      `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name} ${uid}`;
    const was = before ? holdsOf(kind, before).map((held) => ({ held, holder: holder(before) })) : [];
    const is = after ? holdsOf(kind, after).map((held) => ({ held, holder: holder(after) })) : [];
    const same = (a: { held: string; holder: string }, b: { held: string; holder: string }) => a.held === b.held && a.holder === b.holder;
    for (const one of was) {
      const open = log.get(one.held)?.find(({ holder: whose, to }) => whose === one.holder && to === null);
      if (open && !is.some((other) => same(one, other))) open.to = now;
    }
    for (const one of is)
      if (!was.some((other) => same(one, other)))
        log.set(one.held, [...(log.get(one.held) ?? []), { holder: one.holder, from: now, to: null }]);
  };
  const written = (object: Event['object']) => view(seed, object) as unknown as Written;
  for (const kind of kinds) {
    for (const object of storage.list(kind)) note(kind, undefined, written(object));
    let seen = storage.version;
    storage.subscribe(kind, () => {
      for (const { type, before, object, version } of storage.eventsAfter(kind, seen, 1000) as Event[]) {
        note(kind, before && written(before), type === 'DELETED' ? undefined : written(object));
        seen = version;
      }
    });
  }
  return log;
}

/** The product as far as its history, on a file. */
async function start(url: string, file: string) {
  const connection = connectTo(url, { product: 'test' });
  const store = new Store(Date.now());
  const log = pino({ level: 'silent' });
  const reading = startReading({ connection, store, log });
  const history = historyAt({ file }, Date.now);
  const recorder = new Recorder({
    store,
    pools: () => [],
    history,
    clock: { ...systemClock, timer: () => () => {} }, // its beats are the test's
    log,
    identity: () => store.get('Namespace', 'kube-system')?.uid ?? null,
    kept: { tenancies: 1e12, bytes: 1e12 },
  });
  return {
    history,
    recorder,
    /** Until the store has what the cluster has. */
    async caughtUp({ cluster: { storage, seed } }: Demo) {
      await expect
        .poll(
          () =>
            kinds.every(
              (kind) =>
                store.reading(kind).state === 'synced' &&
                store.count(kind) === storage.count(kind) &&
                [...store.all(kind)].every((record) => {
                  const key = record.namespace === '' ? record.name : `${record.namespace}/${record.name}`;
                  const object = storage.get(kind, key);
                  return (
                    object &&
                    record.resourceVersion === (view(seed, object) as { metadata: { resourceVersion: string } }).metadata.resourceVersion
                  );
                }),
            ),
          { timeout: 30_000, interval: 20 },
        )
        .toBe(true);
      await recorder.settle();
      expect(recorder.state).toMatchObject({ state: 'recording', error: null });
    },
    async stop() {
      await recorder.stop();
      await reading.stop();
      connection.close();
    },
  };
}

test('tenancies equal the demo’s own log of events, address by address, through restarts of the product', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-replay-'));
  const demo = await startDemo({ nodes: 8, pods: 150, services: 30, churn: 0 });
  try {
    const log = logOf(demo);
    const file = join(folder, 'history.db');
    const away: [from: number, to: number][] = [];
    let down = 0;
    let product: Awaited<ReturnType<typeof start>> | undefined;
    for (let life = 0; life < 5; life++) {
      away.push([down, Date.now()]);
      product = await start(demo.url, file);
      await product.caughtUp(demo);
      for (let i = 0; i < 6; i++) {
        for (let n = 0; n < 30; n++) demo.cluster.step();
        await product.caughtUp(demo);
      }
      if (life === 4) break;
      down = Date.now();
      await product.stop();
      for (let n = 0; n < 100; n++) demo.cluster.step();
    }
    if (!product?.recorder.standing) throw new Error('it runs');
    const { cluster } = product.recorder.standing;
    // What came and went while the product was away, nobody can know of.
    const seen = ({ from, to }: Held) => to === null || !away.some(([begin, end]) => from >= begin && to <= end);
    let compared = 0;
    for (const [held, all] of log) {
      const [as, address] = held.split(' ') as [string, string];
      const expected = all.filter(seen);
      const recorded = (await product.history.tenanciesOf(cluster, address, 1e15, 1000)).filter((one) => one.as === as).reverse();
      const name = ({ object, uid }: { object: string; uid: string }) => `${object} ${uid}`;
      expect(recorded.map(name).sort(), held).toEqual(expected.map(({ holder }) => holder).sort());
      for (const { holder, from, to } of expected) {
        const one = recorded.find((other) => name(other) === holder);
        if (!one) throw new Error(`${held}: ${holder}`);
        expect(one.from.latest).toBeGreaterThanOrEqual(from);
        expect(one.from.earliest ?? 0).toBeLessThanOrEqual(from + 5_000); // what the watch takes, and seconds that objects are dated in
        expect(one.to === null).toBe(to === null);
        if (!one.to || to === null) continue;
        expect(one.to.latest).toBeGreaterThanOrEqual(to);
        expect(one.to.earliest ?? 0).toBeLessThanOrEqual(to + 5_000);
        expect(one.to.latest).toBeGreaterThanOrEqual(one.from.latest);
      }
      compared += expected.length;
    }
    expect(compared).toBeGreaterThan(500);
    expect((await product.history.marks(cluster, { from: 0, to: 1e15 })).filter(({ kind }) => kind === 'restart').length).toBe(4);
    await product.stop();
  } finally {
    await demo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
