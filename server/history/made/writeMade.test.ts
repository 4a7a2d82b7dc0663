import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Family } from '../../../shared/net/address.ts';
import { parseAddressRangeLax } from '../../../shared/net/addressRange.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { ManualClock } from '../../demo/clock.ts';
import type { CniName } from '../../demo/cni/cnis.ts';
import { startDemo } from '../../demo/startDemo.ts';
import { systemClock } from '../../kubernetes/clock.ts';
import { connectTo } from '../../kubernetes/connection.ts';
import { startReading } from '../../kubernetes/reading.ts';
import { Model } from '../../model/model.ts';
import { kinds } from '../../records/records.ts';
import { Store } from '../../store/store.ts';
import { noon } from '../../testing/serve.ts';
import { historyAt } from '../historyAt.ts';
import { blockOfKey, hexOf } from '../holdings.ts';
import { Recorder } from '../recorder.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Shape {
  readonly families: readonly Family[];
  readonly seed?: number;
  readonly nodes?: number;
  readonly pods?: number;
  readonly services?: number;
  readonly empty?: boolean;
  readonly cni?: readonly CniName[];
}

/** A demo cluster of a shape, read and sampled once, with a made past of so many days. */
async function madeOf(shape: Shape, days: number) {
  const demo = await startDemo({
    nodes: 6,
    pods: 150,
    services: 30,
    churn: 0,
    ...shape,
    families: [...shape.families],
    clock: new ManualClock(noon),
  });
  const clock = { ...systemClock, now: () => noon, elapsed: () => 0 };
  const connection = connectTo(demo.url, { product: 'test' });
  const store = new Store(noon);
  const log = pino({ level: 'silent' });
  const reading = startReading({ connection, store, clock, log });
  const model = new Model(store);
  const pools = () => model.pools({ limit: 1000 }).items;
  const history = historyAt('memory', () => noon);
  const recorder = new Recorder({
    ...{ store, pools, history, log, identity: () => 'demo', madeDays: days },
    clock: { ...clock, timer: () => () => {} },
    kept: { tenancies: 1e12, bytes: 1e12 },
    created: (id) => ({ blocks: model.created(id, 'blocks') ?? [], addresses: model.created(id, 'addresses') ?? [] }),
  });
  await expect.poll(() => kinds.every((kind) => store.reading(kind).state !== 'syncing'), { timeout: 30_000, interval: 10 }).toBe(true);
  await recorder.settle();
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'recording', error: null });
  if (!recorder.standing) throw new Error('it runs');
  const { cluster, since } = recorder.standing;
  return {
    ...{ history, model, cluster, since, pools: pools() },
    async stop() {
      await recorder.stop();
      model.stop();
      await reading.stop();
      connection.close();
      await demo.stop();
    },
  };
}

type Made = Awaited<ReturnType<typeof madeOf>>;

const spaces = [
  { first: '0'.repeat(8), last: 'f'.repeat(8) },
  { first: '0'.repeat(32), last: 'f'.repeat(32) },
];
const blockSpaces = [12, 36].map((digits) => ({ first: '0'.repeat(digits), last: 'f'.repeat(digits) }));

/** What the map counts in each pool at a moment: addresses and node blocks. */
async function mapped({ history, cluster, pools }: Made, at: number) {
  const moment = { at, made: at < noon };
  const held = (await Promise.all(spaces.map((range) => history.heldAddresses(cluster, moment, range, 65_536)))).flat();
  const blocks = (await Promise.all(blockSpaces.map((range) => history.blocks(cluster, moment, range, 10_000, [])))).flat();
  const networks = blocks.map(({ address }) => hexOf(blockOfKey(address)));
  return new Map(
    pools.map((pool) => {
      const ranges = hexRanges(pool);
      const within = (address: string) =>
        ranges.some(({ first, last }) => address.length === first.length && first <= address && address <= last);
      return [
        pool.id,
        { addresses: held.filter(({ address }) => within(address)).length, cut: pool.blocks ? networks.filter(within).length : 0 },
      ] as const;
    }),
  );
}

function hexRanges({ family, ranges }: Pool) {
  return ranges
    .flatMap((text) => parseAddressRangeLax(text) ?? [])
    .map(({ first, last }) => ({ first: hexOf({ family, value: first }), last: hexOf({ family, value: last }) }));
}

const large = { nodes: 24, pods: 480, services: 80 };
const shapes: readonly (readonly [string, Shape, number])[] = [
  ['IPv4 first', { families: ['IPv4', 'IPv6'] }, 56],
  ['IPv4 alone', { families: ['IPv4'], seed: 4 }, 16],
  ['IPv6 first', { families: ['IPv6', 'IPv4'], seed: 2 }, 20],
  ['IPv6 alone', { families: ['IPv6'], seed: 3 }, 16],
  ['nodes with one family beside those with two', { families: ['IPv4', 'IPv6'], ...large }, 10],
  ['no load balancers, and few days', { families: ['IPv4', 'IPv6'], seed: 5, cni: [] }, 3],
];

test.each(shapes)('map and chart count the same in each hour: %s', async (_, shape, days) => {
  const made = await madeOf(shape, days);
  const { history, cluster, pools } = made;
  try {
    const { tenancies: since } = await history.extent(cluster);
    expect(Math.round((noon - since) / day)).toBeGreaterThanOrEqual(Math.min(29, days) - 1);
    const steps = await Promise.all(
      ([300, 3600] as const).map(async (step) => {
        const samples = await Promise.all(pools.map(({ id }) => history.samples(cluster, id, step, { from: 0, to: noon })));
        return new Map(samples.flat().flatMap((sample) => (sample ? [[`${sample.pool} ${sample.at}`, sample] as const] : [])));
      }),
    );
    let compared = 0;
    const differ: string[] = [];
    for (let at = Math.ceil(since / hour) * hour; at < noon; at += hour) {
      for (const [id, { addresses, cut }] of await mapped(made, at)) {
        const [exact, whole] = steps.map((samples) => samples.get(`${id} ${at}`));
        const sample = exact ?? whole;
        if (!sample) throw new Error(`${id} has no sample at ${new Date(at).toISOString()}`);
        compared++;
        const { inUse, inUseLeast, blocks } = sample;
        const isIn = (count: number, least: unknown, most: unknown) => Number(least) <= count && count <= Number(most);
        if (isIn(addresses, inUseLeast, inUse) && isIn(cut, exact ? (blocks?.handedOut ?? 0) : 0, blocks?.handedOut ?? 0)) continue;
        differ.push(`${id} ${new Date(at).toISOString()}: map ${addresses} (${cut}), chart ${inUseLeast}-${inUse} (${blocks?.handedOut})`);
      }
    }
    expect(differ).toEqual([]);
    expect(compared).toBeGreaterThan(Math.min(29, days) * 24);
  } finally {
    await made.stop();
  }
});

/** The days of a pool, in order. */
async function daysOf({ history, cluster }: Made, { id }: Pool) {
  return (await history.samples(cluster, id, 86_400, { from: 0, to: noon - day })) ?? [];
}

function podPools({ pools }: Made) {
  const [v4, v6] = (['IPv4', 'IPv6'] as const).map((family) => pools.find((pool) => pool.kind === 'pod' && pool.family === family));
  if (!v4 || !v6) throw new Error('there are two');
  return { v4, v6 };
}

test('pods with two families grew alike in both', async () => {
  const made = await madeOf({ families: ['IPv4', 'IPv6'] }, 56);
  try {
    const { v4, v6 } = podPools(made);
    const counts = async (pool: Pool) => (await daysOf(made, pool)).map(({ at, inUse, inUseLeast }) => [at, inUse, inUseLeast]);
    expect(await counts(v6)).toEqual(await counts(v4));
    expect(new Set((await counts(v4)).map(([, inUse]) => inUse)).size).toBeGreaterThan(5);
  } finally {
    await made.stop();
  }
});

test('nodes with IPv6 alone begin on the day on which they came, and those with IPv4 alone were there before', async () => {
  const made = await madeOf({ families: ['IPv4', 'IPv6'], ...large }, 56);
  try {
    const { v4, v6 } = podPools(made);
    const [four, six] = await Promise.all([daysOf(made, v4), daysOf(made, v6)]);
    const ahead = (age: number) => {
      const at = Math.floor((noon - age * day) / day) * day;
      const on = (days: typeof four) => days.find((sample) => sample.at === at)?.blocks?.handedOut ?? 0;
      return on(six) - on(four);
    };
    expect([ahead(55), ahead(41), ahead(39), ahead(2)]).toEqual([-4, -4, -1, -1]);
  } finally {
    await made.stop();
  }
});

test.each([[['IPv4', 'IPv6'] as const], [['IPv6'] as const]])('a cluster just made has no past (%j)', async (families) => {
  const made = await madeOf({ families, empty: true }, 56);
  try {
    expect(made.since).toBe(noon);
    for (const { id } of made.pools)
      for (const step of [300, 3600, 86_400] as const)
        expect((await made.history.samples(made.cluster, id, step, { from: 0, to: noon + day }))?.map(({ made }) => made)).toEqual([false]);
    expect((await made.history.extent(made.cluster)).tenancies).toBe(noon);
  } finally {
    await made.stop();
  }
});
