import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type Cidr, parseCidr } from '../../shared/net/cidr.ts';
import type { Cell, MapAnswer } from '../../shared/wire/map.ts';
import { type Demo, startDemo } from '../demo/startDemo.ts';
import { view } from '../demo/view/view.ts';
import { systemClock } from '../kubernetes/clock.ts';
import { connectTo } from '../kubernetes/connection.ts';
import { startReading } from '../kubernetes/reading.ts';
import { Model } from '../model/model.ts';
import { kinds } from '../records/records.ts';
import { Store } from '../store/store.ts';
import { noon } from '../testing/serve.ts';
import { historyAt } from './historyAt.ts';
import { addressesAt, mapAt } from './mapAt.ts';
import { Recorder } from './recorder.ts';

const minute = 60_000;
const watched = ['Node', 'Service', 'Pod', 'IPAddress', 'EndpointSlice'] as const;
/** Of the past nobody says these. */
const onlyNow = new Set(['leaked', 'terminating']);

/** A cell as far as it can be known of the past; holders in any order. Pods on the host network have their node's address, which is the node's. */
function known({ holders, more, flags, pools, ...cell }: Cell) {
  const ofNodes = pools.every((pool) => pool.startsWith('node/'));
  return {
    ...cell,
    pools,
    flags: flags.filter((flag) => !onlyNow.has(flag)),
    more: ofNodes ? 0 : more,
    holders: holders
      .filter(({ kind }) => !ofNodes || (kind === 'Node' && cell.inUse === '1')) // of several nodes, those pods leave no room in the list
      .map((one) => JSON.stringify(one))
      .sort(),
  };
}

/** Cells one by one: like ones in a row may differ in what is not known any more. */
function cellByCell(answer: Omit<MapAnswer, 'revision'>) {
  return answer.cells.flatMap((cell) =>
    Array.from({ length: cell.count }, (_, i) => ({ ...known(cell), index: cell.index + i, count: 1, cidr: '' })),
  );
}

const caughtUp = async ({ cluster: { storage, seed } }: Demo, store: Store) =>
  expect
    .poll(
      () =>
        watched.every(
          (kind) =>
            store.reading(kind).state === 'synced' &&
            store.count(kind) === storage.count(kind) &&
            [...store.all(kind)].every((record) => {
              const object = storage.get(kind, record.namespace === '' ? record.name : `${record.namespace}/${record.name}`);
              const written = object && (view(seed, object) as { metadata: { resourceVersion: string } });
              return written?.metadata.resourceVersion === record.resourceVersion;
            }),
        ),
      { interval: 10 },
    )
    .toBe(true);

test.each([
  [['IPv4', 'IPv6'] as const, 1],
  [['IPv6', 'IPv4'] as const, 2],
  [['IPv6'] as const, 3],
])('the map at a moment is what the map showed then, cell by cell (%j)', async (families, seed) => {
  let time = noon;
  const clock = { ...systemClock, now: () => time, elapsed: () => time - noon };
  const demo = await startDemo({
    nodes: 6,
    pods: 120,
    services: 30,
    churn: 0,
    families: [...families],
    seed,
    clock: { now: () => time, after: () => () => {} },
  });
  const connection = connectTo(demo.url, { product: 'test' });
  const store = new Store(time);
  const log = pino({ level: 'silent' });
  const reading = startReading({ connection, store, clock, log });
  const model = new Model(store);
  const history = historyAt('memory', () => time);
  const recorder = new Recorder({
    store,
    pools: () => model.pools({ limit: 1000 }).items,
    history,
    clock: { ...clock, timer: () => () => {} },
    log,
    identity: () => 'demo',
    kept: { tenancies: 1e12, bytes: 1e12 },
  });
  try {
    await caughtUp(demo, store);
    await expect.poll(() => kinds.every((kind) => store.reading(kind).state !== 'syncing')).toBe(true);
    time += minute;
    await recorder.settle();
    const taken: { at: number; cidr: Cidr; bits: number; live: Omit<MapAnswer, 'revision'>; held: unknown }[] = [];
    for (let round = 0; round < 12; round++) {
      time += minute;
      for (let n = 0; n < 25; n++) demo.cluster.step();
      await caughtUp(demo, store);
      for (const kind of ['Node', 'Service', 'Pod'] as const) store.setReading(kind, { lastEvent: time });
      await recorder.settle();
      time += minute;
      for (const pool of model.pools({ limit: 1000 }).items) {
        const cidr = parseCidr(pool.cidr) as Cidr;
        const inner = model.pool(pool.id, { limit: 1 });
        const block = inner && 'blocks' in inner ? model.poolBlocks(pool.id, { limit: 1 })?.items[0]?.cidr : undefined;
        for (const [prefix, bits] of [
          [cidr, 8],
          [cidr, 5],
          ...(block === undefined ? [] : ([[parseCidr(block) as Cidr, 8]] as const)),
        ] as const) {
          const live = model.map(prefix, { bits });
          const wide = (prefix.family === 'IPv4' ? 32 : 128) - prefix.prefixLength > 16;
          if (live) taken.push({ at: time, cidr: prefix, bits, live, held: wide ? null : model.mapAddresses(prefix).held });
        }
      }
    }
    time += minute;
    await recorder.settle();
    expect(recorder.state).toMatchObject({ state: 'recording', error: null });
    if (!recorder.standing) throw new Error('it runs');
    const { cluster } = recorder.standing;
    const extent = await history.extent(cluster);
    let cells = 0;
    for (const { at, cidr, bits, live, held } of taken) {
      const then = await mapAt({ history, model }, cluster, extent, at, cidr, { bits });
      if (!then) throw new Error('there is one');
      const asked = `${live.cidr} bits ${bits} after ${(at - noon) / minute} minutes`;
      expect(cellByCell(then), asked).toEqual(cellByCell(live));
      expect({ ...then, cells: 0, past: 0 }, asked).toEqual({ ...live, cells: 0, past: 0 });
      expect(then.past).toMatchObject({ at: new Date(at).toISOString(), made: false, exact: true, marks: [] });
      if (held !== null) expect((await addressesAt({ history, model }, cluster, extent, at, cidr)).held, asked).toEqual(held);
      cells += then.cells.length;
    }
    expect(cells).toBeGreaterThan(300);
    expect(new Set(taken.map(({ live }) => JSON.stringify(live))).size).toBeGreaterThan(10); // it did change
  } finally {
    await recorder.stop();
    model.stop();
    await reading.stop();
    connection.close();
    await demo.stop();
  }
});
