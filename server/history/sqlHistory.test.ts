import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Batch, Ending, HistoryStore, Sample, Tenancy } from './history.ts';
import { migrations } from './migrations.ts';
import { PostgresDatabase } from './postgres/postgresDatabase.ts';
import { SqlHistory } from './sqlHistory.ts';
import { SqliteDatabase } from './sqlite/sqliteDatabase.ts';
import { type PostgresServer, startPostgres, whyNoPostgres } from './testing/engines.ts';

const noon = 1_795_435_200_000; // 2026-11-23T12:00:00Z
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const folder = mkdtempSync(join(tmpdir(), 'cidrscape-history-'));
const noPostgres = whyNoPostgres();
let postgres: PostgresServer | undefined;
beforeAll(async () => {
  if (noPostgres === null) postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const pod = (address: string, uid: string, from: number, rest: Partial<Tenancy> = {}): Tenancy => ({
  address,
  as: 'podIP',
  object: `Pod shop/${uid}`,
  uid,
  from: { earliest: from, latest: from },
  to: null,
  made: false,
  ...rest,
});
const ending = (address: string, uid: string, at: number, rest: Partial<Ending> = {}): Ending => ({
  address,
  as: 'podIP',
  uid,
  to: { earliest: at, latest: at },
  ...rest,
});
const batch = (rest: Partial<Batch>): Batch => ({ endings: [], tenancies: [], marks: [], seen: null, ...rest });
const sample = (at: number, inUse: string | null, rest: Partial<Sample> = {}): Sample => ({
  pool: 'pod/a/10.244.0.0-16',
  at,
  family: 'IPv4',
  total: '65536',
  usable: '65534',
  handedOut: '768',
  recorded: null,
  inUse,
  inUseLeast: inUse,
  blocks: { prefixLength: 24, total: 256, handedOut: 3 },
  limit: 'blocks',
  count: 1,
  made: false,
  imported: 0,
  ...rest,
});
const kept = { tenancies: 30 * day, bytes: 1e9 };

let databases = 0;
/** A fresh place; each call of the function is one more process that opens it. */
const engines: Readonly<Record<string, () => Promise<() => HistoryStore>>> = {
  async sqlite() {
    const file = join(folder, `${++databases}`, 'history.db');
    return () => new SqlHistory(new SqliteDatabase({ file, now: () => noon }));
  },
  async postgresql() {
    if (!postgres) throw new Error('PostgreSQL was not started');
    const url = await postgres.database(`history_${++databases}`);
    return () => new SqlHistory(new PostgresDatabase({ url }));
  },
};

describe.each(Object.entries(engines))('%s', (engine, place) => {
  beforeEach((context) => {
    if (engine === 'postgresql' && noPostgres !== null) context.skip(noPostgres);
  });
  const open: HistoryStore[] = [];
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
  });
  const opened = async (at: Promise<() => HistoryStore>) => {
    const store = (await at)();
    open.push(store);
    expect(await store.open()).toBe('');
    return store;
  };
  const fresh = async () => {
    const store = await opened(place());
    const { cluster } = await store.standing('uid-of-kube-system', noon);
    return { store, cluster };
  };

  let runs = 0;

  /** Who held an address, without the numbers that an engine gives. */
  const held = async (store: HistoryStore, cluster: number, address: string, before: number, most = 9) =>
    (await store.tenanciesOf(cluster, address, before, most)).map(({ id: _, ...tenancy }) => tenancy);

  /** The same place without the history around it. */
  const databaseOf = (store: HistoryStore) =>
    engine === 'sqlite'
      ? new SqliteDatabase({ file: store.where, now: () => noon })
      : new PostgresDatabase({ url: store.where.replace('//', '//cidrscape:secret@') });

  test('it says what it is and where, without the password', async () => {
    const { store } = await fresh();
    expect(store.engine).toBe(engine);
    expect(store.where).not.toContain('secret');
    expect(await store.bytes()).toBeGreaterThan(1000);
  });

  test('a cluster begins when it is first asked for, and is found again by another process', async () => {
    const where = place();
    const first = await opened(where);
    const standing = await first.standing('a', noon);
    expect(standing).toEqual({ cluster: standing.cluster, since: noon, seen: null });
    await first.write(standing.cluster, batch({ seen: noon + 5 }));
    await first.write(standing.cluster, batch({ seen: noon + 4 }));
    const second = await opened(where);
    expect(await second.standing('a', noon + hour)).toEqual({ ...standing, seen: noon + 5 });
    expect((await second.standing('b', noon)).cluster).not.toBe(standing.cluster);
  });

  test('processes that open an empty place at once all find it ready', async () => {
    const where = await place();
    const stores = [where(), where(), where()];
    open.push(...stores);
    expect(await Promise.all(stores.map((store) => store.open()))).toEqual(['', '', '']);
    const standings = await Promise.all(stores.map((store) => store.standing('a', noon)));
    expect(new Set(standings.map(({ cluster }) => cluster)).size).toBe(1);
  });

  test('a history of an older version is brought forward with what it holds', async () => {
    const database =
      engine === 'sqlite'
        ? new SqliteDatabase({ file: join(folder, `${++databases}`, 'history.db'), now: () => noon })
        : new PostgresDatabase({ url: (await postgres?.database(`history_${++databases}`)) ?? '' });
    await database.open();
    const run = (...all: string[]) => database.run(all.map((sql) => ({ sql, values: [] })));
    await run('CREATE TABLE history_version (version integer NOT NULL)', 'INSERT INTO history_version (version) VALUES (1)');
    await run(...(migrations[0]?.(database.dialect) ?? []));
    await run(`INSERT INTO history_cluster (identity, since) VALUES ('a', ${noon - 90 * day})`);
    const old = (hex: string, to: string) => `INSERT INTO history_tenancy
      (cluster, address, role, object, uid, from_earliest, from_latest, to_earliest, to_latest, made)
      VALUES (1, ${database.dialect.unhex(`'${hex}'`)}, 'podIP', 'Pod shop/a', 'a', ${noon - 50 * day}, ${noon - 50 * day}, ${to}, ${to}, 0)`;
    await run(old('0af40005', String(noon - 20 * day)), old('0af40006', 'NULL'));
    const store = new SqlHistory(database);
    open.push(store);
    await store.open();
    const { cluster } = await store.standing('a', noon);
    expect(await store.extent(cluster)).toEqual({
      since: noon - 90 * day,
      recorded: noon - 90 * day,
      tenancies: noon - 20 * day,
      blocks: noon,
      seen: null,
    });
    const all = { first: '0af40000', last: '0af4ffff' };
    expect((await store.heldCells(cluster, { at: noon - 30 * day, made: false }, all, 4))[0]?.addresses).toBe(2);
    await store.standing('a', noon + day);
    expect((await store.extent(cluster)).blocks).toBe(noon);
  });

  test('who held an address, the latest first, with what is not known of it', async () => {
    const { store, cluster } = await fresh();
    const early = pod('0af40005', 'a', noon, { from: { earliest: null, latest: noon } });
    await store.write(cluster, batch({ tenancies: [early, pod('0af40006', 'x', noon)] }));
    await store.write(cluster, batch({ endings: [ending('0af40005', 'a', noon + 9, { to: { earliest: noon + 2, latest: noon + 9 } })] }));
    await store.write(cluster, batch({ tenancies: [pod('0af40005', 'b', noon + 10, { to: { earliest: noon + 20, latest: noon + 20 } })] }));
    await store.write(cluster, batch({ tenancies: [pod('0af40005', 'c', noon + 30)] }));
    expect(await held(store, cluster, '0af40005', noon + hour)).toEqual([
      pod('0af40005', 'c', noon + 30),
      pod('0af40005', 'b', noon + 10, { to: { earliest: noon + 20, latest: noon + 20 } }),
      { ...early, to: { earliest: noon + 2, latest: noon + 9 } },
    ]);
    expect((await store.tenanciesOf(cluster, '0af40005', noon + 30, 1)).map(({ uid }) => uid)).toEqual(['b']);
    const other = await store.standing('other', noon);
    expect(await store.tenanciesOf(other.cluster, '0af40005', noon + hour, 10)).toEqual([]);
  });

  test('pages of any size have each tenancy once, however many began at the same moment', async () => {
    const { store, cluster } = await fresh();
    const starts = [0, 0, 0, 1, 2, 2, 2, 2, 2, 3, 4, 4];
    const all = starts.map((after, i) => pod('0af40005', `p${i}`, noon + after));
    // Written in another order than they began.
    await store.write(cluster, batch({ tenancies: all.toSorted((a, b) => a.uid.localeCompare(b.uid)) }));
    await store.write(cluster, batch({ tenancies: [pod('0af40006', 'other', noon + 2)] }));
    const whole = (await store.tenanciesOf(cluster, '0af40005', noon + hour, 99)).map(({ uid }) => uid);
    expect([...whole].sort()).toEqual(all.map(({ uid }) => uid).sort());
    for (const size of [1, 2, 3, 5, 12]) {
      const walked: string[] = [];
      for (let place = { at: noon + hour, id: 0 }; ; ) {
        const page = await store.tenanciesOf(cluster, '0af40005', place.at, size, place.id);
        const last = page.at(-1);
        if (!last) break;
        walked.push(...page.map(({ uid }) => uid));
        place = { at: last.from.latest, id: last.id };
      }
      expect([size, walked]).toEqual([size, whole]);
    }
  });

  test('an IPv6 address and an IPv4 address are two, whatever their bytes', async () => {
    const { store, cluster } = await fresh();
    await store.write(cluster, batch({ tenancies: [pod('fd000096000000000000000000000037', 'a', noon), pod('fd000096', 'b', noon)] }));
    expect((await store.tenanciesOf(cluster, 'fd000096000000000000000000000037', noon + 1, 9)).map(({ uid }) => uid)).toEqual(['a']);
    expect((await store.tenanciesOf(cluster, 'fd000096', noon + 1, 9)).map(({ uid }) => uid)).toEqual(['b']);
  });

  test('what is written twice, or again by a replica that is a little later, is there once', async () => {
    const { store, cluster } = await fresh();
    const whole = pod('0af40007', 'b', noon, { to: { earliest: noon + 9, latest: noon + 9 } });
    const first = batch({ tenancies: [pod('0af40005', 'a', noon), whole], seen: noon });
    await store.write(cluster, first);
    await store.write(cluster, first);
    await store.write(cluster, batch({ tenancies: [pod('0af40005', 'a', noon + 300), pod('0af40007', 'b', noon + 300)] }));
    await store.write(cluster, batch({ endings: [ending('0af40005', 'a', noon + 1000)] }));
    await store.write(cluster, batch({ endings: [ending('0af40005', 'a', noon + 1300)] }));
    expect(await held(store, cluster, '0af40005', noon + hour)).toEqual([
      pod('0af40005', 'a', noon, { to: { earliest: noon + 1000, latest: noon + 1000 } }),
    ]);
    expect(await held(store, cluster, '0af40007', noon + hour)).toEqual([whole]);
  });

  test('a Service that gives an address back and gets it again held it twice', async () => {
    const { store, cluster } = await fresh();
    const web = (from: number) => pod('c0a80a01', 'web', from, { as: 'loadBalancer', object: 'Service shop/web' });
    await store.write(cluster, batch({ tenancies: [web(noon)] }));
    const gone = ending('c0a80a01', 'web', noon + 100, { as: 'loadBalancer' });
    await store.write(cluster, batch({ endings: [gone], tenancies: [web(noon + 100)] }));
    const both = await store.tenanciesOf(cluster, 'c0a80a01', noon + hour, 9);
    expect(both.map(({ from, to }) => [from.latest - noon, to && to.latest - noon])).toEqual([
      [100, null],
      [0, 100],
    ]);
  });

  test('two replicas that write the same at the same moment double nothing', async () => {
    const where = await place();
    const replicas = [where(), where()];
    open.push(...replicas);
    for (const replica of replicas) await replica.open();
    const { cluster } = await (replicas[0] as HistoryStore).standing('a', noon);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => i).flatMap((i) =>
        replicas.map(async (replica, lag) => {
          const at = noon + i * 300_000;
          await replica.writeSamples(cluster, at, [sample(at, String(i))]);
          await replica.write(cluster, batch({ tenancies: [pod('0af40005', `p${i}`, at + lag)], seen: at }));
          await replica.write(cluster, batch({ endings: [ending('0af40005', `p${i}`, at + 100 + lag)] }));
        }),
      ),
    );
    const [store] = replicas as [HistoryStore];
    const written = await store.tenanciesOf(cluster, '0af40005', noon + day, 100);
    expect(written.map(({ uid }) => uid).sort()).toEqual(Array.from({ length: 20 }, (_, i) => `p${i}`).sort());
    const range = { from: noon, to: noon + day };
    expect((await store.samples(cluster, 'pod/a/10.244.0.0-16', 300, range))?.map(({ inUse }) => inUse)).toEqual(
      Array.from({ length: 20 }, (_, i) => String(i)),
    );
    expect((await store.samples(cluster, 'pod/a/10.244.0.0-16', 3600, range))?.map(({ count, inUse }) => [count, inUse])).toEqual([
      [12, '11'],
      [8, '19'],
    ]);
  });

  test('samples come back as they were, numbers of IPv6 whole, and what was not known is not 0', async () => {
    const { store, cluster } = await fresh();
    const six = sample(noon, null, {
      pool: 'pod/b/fd00--48',
      family: 'IPv6',
      total: (1n << 80n).toString(),
      usable: null,
      handedOut: null,
      recorded: '0',
      blocks: { prefixLength: 128, total: 2 ** 80, handedOut: null },
    });
    const without = sample(noon, '7', { pool: 'node/c', blocks: null, limit: 'addresses' });
    await store.writeSamples(cluster, noon, [six, without]);
    const range = { from: noon, to: noon + 1 };
    expect(await store.samples(cluster, 'pod/b/fd00--48', 300, range)).toEqual([six]);
    expect(await store.samples(cluster, 'pod/b/fd00--48', 86_400, { from: noon - day, to: noon + day })).toEqual([
      { ...six, at: noon - 12 * hour },
    ]);
    expect(await store.samples(cluster, 'node/c', 300, range)).toEqual([without]);
    expect(await store.samples(cluster, 'node/c', 300, { from: noon + 1, to: noon + hour })).toEqual([]);
    expect(await store.samples(cluster, 'node/d', 300, range)).toBeUndefined();
  });

  test('hours and days are what their samples make of them, in whatever order these come; where there are none, there is no row', async () => {
    const { store } = await fresh();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.record({ slot: fc.integer({ min: 0, max: 1200 }), inUse: fc.option(fc.nat(99)) }), {
          maxLength: 12,
          selector: ({ slot }) => slot,
        }),
        async (taken) => {
          const { cluster } = await store.standing(`run-${++runs}`, noon);
          const begin = noon - 12 * hour; // midnight
          for (const { slot, inUse } of taken) {
            const at = begin + slot * 300_000;
            await store.writeSamples(cluster, at, [sample(at, inUse === null ? null : String(inUse))]);
          }
          for (const step of [3600, 86_400] as const) {
            const groups = Map.groupBy(taken, ({ slot }) => Math.floor((slot * 300) / step));
            const want = [...groups]
              .sort(([a], [b]) => a - b)
              .map(([group, of]) => {
                const known = of.flatMap(({ inUse }) => inUse ?? []);
                const text = (value: number) => (known.length === 0 ? null : String(value));
                return [begin + group * step * 1000, text(Math.max(...known)), text(Math.min(...known)), of.length];
              });
            const rows = await store.samples(cluster, 'pod/a/10.244.0.0-16', step, { from: begin, to: begin + 9 * day });
            expect((rows ?? []).map(({ at, inUse, inUseLeast, count }) => [at, inUse, inUseLeast, count])).toEqual(want);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('an hour whose samples are removed already stays what it was, when a clock that was put back comes to it', async () => {
    const { store, cluster } = await fresh();
    const old = noon - 20 * day;
    for (let i = 0; i < 3; i++) await store.writeSamples(cluster, old + i * 300_000, [sample(old + i * 300_000, String(50 - i))]);
    while (await store.prune(cluster, noon, kept));
    await store.writeSamples(cluster, old + 900_000, [sample(old + 900_000, '1')]);
    for (const step of [3600, 86_400] as const) {
      const rows = await store.samples(cluster, 'pod/a/10.244.0.0-16', step, { from: old - day, to: old + day });
      expect(rows?.map(({ inUse, inUseLeast, count }) => [inUse, inUseLeast, count])).toEqual([['50', '48', 3]]);
    }
  });

  test('the pools that ever were sampled, of one cluster, the last known first', async () => {
    const { store, cluster } = await fresh();
    const other = await store.standing('other', noon);
    expect(await store.pools(cluster)).toEqual([]);
    await store.writeSamples(cluster, noon, [sample(noon, '1', { pool: 'a' })]);
    await store.writeSamples(cluster, noon + hour, [sample(noon + hour, '1', { pool: 'b' })]);
    await store.writeSamples(other.cluster, noon, [sample(noon, '1', { pool: 'c' })]);
    expect(await store.pools(cluster)).toEqual(['b', 'a']);
  });

  test('an hour and a day hold the most that was taken and the least in use, as soon as there is a sample of them', async () => {
    const { store, cluster } = await fresh();
    for (const [after, inUse] of [
      [0, '9'],
      [5, '10'],
      [55, '3'],
      [60, '4'],
    ] as const)
      await store.writeSamples(cluster, noon + after * minute, [sample(noon + after * minute, inUse)]);
    const range = { from: noon - day, to: noon + day };
    const hours = await store.samples(cluster, 'pod/a/10.244.0.0-16', 3600, range);
    expect(hours?.map(({ at, inUse, inUseLeast, count }) => [at - noon, inUse, inUseLeast, count])).toEqual([
      [0, '10', '3', 3],
      [hour, '4', '4', 1],
    ]);
    const days = await store.samples(cluster, 'pod/a/10.244.0.0-16', 86_400, range);
    expect(days?.map(({ at, inUse, inUseLeast, count }) => [at - noon, inUse, inUseLeast, count])).toEqual([[-12 * hour, '10', '3', 4]]);
  });

  test('marks are kept once, and found by what they touch', async () => {
    const { store, cluster } = await fresh();
    const mark = { kind: 'unreachable', from: noon, until: noon, note: '' } as const;
    await store.write(cluster, batch({ marks: [mark] }));
    await store.write(cluster, batch({ marks: [{ ...mark, until: noon + hour, note: 'Pod' }] }));
    expect(await store.marks(cluster, { from: noon + minute, to: noon + day })).toEqual([{ ...mark, until: noon + hour, note: 'Pod' }]);
    expect(await store.marks(cluster, { from: noon + 2 * hour, to: noon + day })).toEqual([]);
  });

  describe('who held what in a prefix at a moment', () => {
    const at = (moment: number, made = false) => ({ at: moment, made });
    const all = { first: '0af40000', last: '0af4ffff' };
    const cell = (digits: string, addresses: number, rest: object = {}) => ({
      digits,
      addresses,
      unsure: 0,
      conflicts: 0,
      holdings: addresses,
      ...rest,
    });

    test('counted by the first digits of the addresses, from the moment it began until the one it ended', async () => {
      const { store, cluster } = await fresh();
      const until = (to: number) => ({ to: { earliest: to, latest: to } });
      await store.write(
        cluster,
        batch({
          tenancies: [
            pod('0af40005', 'a', noon, until(noon + 10)),
            pod('0af40006', 'b', noon + 5),
            pod('0af40105', 'c', noon + 10),
            pod('0af50005', 'outside', noon),
            pod('0af40000000000000000000000000005', 'the other family', noon),
          ],
        }),
      );
      expect(await store.heldCells(cluster, at(noon - 1), all, 6)).toEqual([]);
      expect(await store.heldCells(cluster, at(noon), all, 6)).toEqual([cell('0af400', 1)]);
      expect(await store.heldCells(cluster, at(noon + 9), all, 6)).toEqual([cell('0af400', 2)]);
      expect(await store.heldCells(cluster, at(noon + 10), all, 6)).toEqual([cell('0af400', 1), cell('0af401', 1)]);
      expect(await store.heldCells(cluster, at(noon + 10), all, 1)).toEqual([cell('0', 2)]);
      const six = { first: '0af4'.padEnd(32, '0'), last: '0af4'.padEnd(32, 'f') };
      expect(await store.heldCells(cluster, at(noon), six, 32)).toEqual([cell('0af40000000000000000000000000005', 1)]);
      expect(await store.heldCells(999, at(noon), all, 6)).toEqual([]);
    });

    test('where the moment lies between bounds, the address counts and is not sure; in a past that is made up, all is', async () => {
      const { store, cluster } = await fresh();
      await store.write(
        cluster,
        batch({
          tenancies: [
            pod('0af40005', 'came', noon, { from: { earliest: noon - 10, latest: noon } }),
            pod('0af40006', 'went', noon - 100, { to: { earliest: noon - 10, latest: noon } }),
            pod('0af40007', 'always', noon, { from: { earliest: null, latest: noon } }),
            pod('0af40008', 'both', noon - 100),
            pod('0af40008', 'maybe', noon - 100, { to: { earliest: null, latest: noon } }),
          ],
        }),
      );
      const digits = (moment: number) => store.heldCells(cluster, at(moment), all, 8);
      expect(await digits(noon - 11)).toEqual([
        cell('0af40006', 1),
        cell('0af40007', 1, { unsure: 1 }),
        cell('0af40008', 1, { holdings: 2 }),
      ]);
      expect((await digits(noon - 5)).map(({ digits: one, unsure }) => [one, unsure])).toEqual([
        ['0af40005', 1],
        ['0af40006', 1],
        ['0af40007', 1],
        ['0af40008', 0],
      ]);
      expect((await digits(noon)).map(({ digits: one, unsure }) => [one, unsure])).toEqual([
        ['0af40005', 0],
        ['0af40007', 0],
        ['0af40008', 0],
      ]);
      expect((await store.heldCells(cluster, at(noon - 5, true), all, 4)).map(({ unsure }) => unsure)).toEqual([0]);
      const rows = await store.holders(cluster, at(noon - 5), [{ first: '0af40008', last: '0af40008' }]);
      expect(rows.map(({ object, sure }) => [object, sure])).toEqual([
        ['Pod shop/both', true],
        ['Pod shop/maybe', false],
      ]);
    });

    test('two that should not share an address are a conflict, load balancers and what is not sure are none', async () => {
      const { store, cluster } = await fresh();
      const service = (address: string, uid: string, as: string) => pod(address, uid, noon, { as, object: `Service shop/${uid}` });
      await store.write(
        cluster,
        batch({
          tenancies: [
            pod('0af40001', 'a', noon),
            pod('0af40001', 'b', noon),
            pod('0af40002', 'c', noon),
            service('0af40002', 'd', 'clusterIP'),
            service('0af40003', 'e', 'loadBalancer'),
            service('0af40003', 'f', 'loadBalancer'),
            pod('0af40004', 'g', noon),
            pod('0af40004', 'h', noon + 9, { from: { earliest: noon, latest: noon + 9 } }),
          ],
        }),
      );
      const found = await store.heldAddresses(cluster, at(noon), all, 9);
      expect(found.map(({ address, conflict }) => [address, conflict])).toEqual([
        ['0af40001', true],
        ['0af40002', true],
        ['0af40003', false],
        ['0af40004', false],
      ]);
      expect(await store.heldAddresses(cluster, at(noon), all, 2)).toEqual(found.slice(0, 2));
      expect(await store.heldCells(cluster, at(noon), all, 6)).toEqual([cell('0af400', 4, { conflicts: 2, holdings: 8 })]);
    });

    test('the holders of each range that is asked for, at most 64 of each', async () => {
      const { store, cluster } = await fresh();
      const shared = Array.from({ length: 70 }, (_, i) =>
        pod('0af40005', `s${i}`, noon, { as: 'loadBalancer', object: `Service shop/s${i}` }),
      );
      await store.write(cluster, batch({ tenancies: [...shared, pod('0af40006', 'x', noon), pod('0af40107', 'y', noon)] }));
      const rows = await store.holders(cluster, at(noon), [
        { first: '0af40005', last: '0af40005' },
        { first: '0af40100', last: '0af401ff' },
      ]);
      expect(rows.length).toBe(65);
      expect(rows.at(-1)).toEqual({ address: '0af40107', as: 'podIP', object: 'Pod shop/y', sure: true });
      expect(await store.holders(cluster, at(noon), [])).toEqual([]);
    });

    test('node blocks stand apart from addresses, within a range and by name', async () => {
      const { store, cluster } = await fresh();
      const block = (key: string, uid: string, from = noon) => pod(key, uid, from, { as: 'podCIDR', object: `Node ${uid}` });
      await store.write(
        cluster,
        batch({
          tenancies: [
            block('000af4000018', 'n0'),
            block('000af4010018', 'n1', noon + 5),
            block('000af4000010', 'wide'),
            pod('0af40005', 'a', noon),
          ],
        }),
      );
      const range = { first: '000af4000010', last: '000af4ffff20' };
      const nodes = async (moment: number, most = 9, named: string[] = []) =>
        (await store.blocks(cluster, at(moment), range, most, named)).map(({ address, object }) => [address, object]);
      expect(await nodes(noon)).toEqual([
        ['000af4000010', 'Node wide'],
        ['000af4000018', 'Node n0'],
      ]);
      expect((await nodes(noon + 5)).length).toBe(3);
      expect((await nodes(noon + 5, 1)).length).toBe(1);
      const inner = { first: '000af4000018', last: '000af400ff20' };
      expect((await store.blocks(cluster, at(noon), inner, 9, ['000af4000010'])).map(({ object }) => object)).toEqual([
        'Node wide',
        'Node n0',
      ]);
      expect(await store.heldCells(cluster, at(noon), all, 4)).toEqual([cell('0af4', 1)]);
    });
  });

  test('the pools of a moment are those of the last samples before it, and none where there is a gap', async () => {
    const { store, cluster } = await fresh();
    await store.writeSamples(cluster, noon, [sample(noon, '1'), sample(noon, '2', { pool: 'b' })]);
    await store.writeSamples(cluster, noon + 5 * minute, [sample(noon + 5 * minute, '3')]);
    const pools = async (at: number) => (await store.poolsAt(cluster, at)).samples.map(({ pool, inUse }) => [pool, inUse]);
    expect((await pools(noon + 4 * minute)).sort()).toEqual([
      ['b', '2'],
      ['pod/a/10.244.0.0-16', '1'],
    ]);
    expect(await pools(noon + 6 * minute)).toContainEqual(['pod/a/10.244.0.0-16', '3']);
    expect(await pools(noon - 30 * day)).toEqual([]);
  });

  test('how far back all is known moves when tenancies that had ended are removed', async () => {
    const { store, cluster } = await fresh();
    const begun = { since: noon, recorded: noon, tenancies: noon, blocks: noon, seen: null };
    expect(await store.extent(cluster)).toEqual(begun);
    await store.prune(cluster, noon + 40 * day, kept);
    expect(await store.extent(cluster)).toEqual(begun);
    const ended = (uid: string, to: number) => pod('0af40005', uid, noon, { to: { earliest: to, latest: to } });
    await store.write(cluster, batch({ tenancies: [ended('a', noon + day), ended('b', noon + 2 * day), ended('c', noon + 20 * day)] }));
    await store.prune(cluster, noon + 33 * day, kept);
    expect((await store.extent(cluster)).tenancies).toBe(noon + 2 * day);
    await store.prune(cluster, noon + 33 * day, { ...kept, bytes: 0 });
    expect((await store.extent(cluster)).tenancies).toBe(noon + 20 * day);
    await store.recordingBegins(cluster, noon + 21 * day);
    expect(await store.extent(cluster)).toMatchObject({ recorded: noon + 21 * day, tenancies: noon + 21 * day, since: noon });
    await store.write(cluster, batch({ seen: noon + 22 * day }));
    await store.recordingBegins(cluster, noon + 30 * day);
    expect((await store.extent(cluster)).tenancies).toBe(noon + 21 * day);
    await store.tenanciesMade(cluster, noon - 9 * day);
    expect(await store.extent(cluster)).toMatchObject({ tenancies: noon - 9 * day, blocks: noon - 9 * day, recorded: noon + 21 * day });
  });

  test('who held what is known from the first recording on, however early the cluster was known from an import', async () => {
    const { store, cluster } = await fresh();
    await store.writeMade(cluster, 86_400, [sample(noon - 60 * day, '1', { imported: 1 })]);
    await store.recordingBegins(cluster, noon + day);
    const begun = { recorded: noon + day, tenancies: noon + day, blocks: noon + day };
    expect(await store.extent(cluster)).toEqual({ ...begun, since: noon - 60 * day, seen: null });
    await store.write(cluster, batch({ seen: noon + 2 * day }));
    await store.recordingBegins(cluster, noon + 3 * day);
    expect(await store.extent(cluster)).toEqual({ ...begun, since: noon - 60 * day, seen: noon + 2 * day });
  });

  test('those that have not ended are read page by page', async () => {
    const { store, cluster } = await fresh();
    const tenancies = Array.from({ length: 5 }, (_, i) => pod(`0af4000${i}`, `p${i}`, noon));
    await store.write(cluster, batch({ tenancies }));
    await store.write(cluster, batch({ endings: [ending('0af40002', 'p2', noon + 1)] }));
    const first = await store.openTenancies(cluster, 0, 3);
    const rest = await store.openTenancies(cluster, first.at(-1)?.id ?? 0, 3);
    expect([first.length, rest.length]).toEqual([3, 1]);
    expect([...first, ...rest].map(({ uid }) => uid).sort()).toEqual(['p0', 'p1', 'p3', 'p4']);
    const [last] = [...first, ...rest].filter(({ uid }) => uid === 'p4');
    expect(last).toEqual({ id: last?.id, address: '0af40004', as: 'podIP', object: 'Pod shop/p4', uid: 'p4', from: noon });
  });

  test('what is too old goes in small steps, what has not ended stays', async () => {
    const { store, cluster } = await fresh();
    const old = Array.from({ length: 2500 }, (_, i) =>
      pod((i + 1).toString(16).padStart(8, '0'), `p${i}`, noon - 40 * day, { to: { earliest: null, latest: noon - 31 * day } }),
    );
    await store.write(cluster, batch({ tenancies: old }));
    await store.write(cluster, batch({ tenancies: [pod('00000001', 'still', noon - 40 * day)] }));
    await store.write(
      cluster,
      batch({ tenancies: [pod('00000001', 'young', noon - day, { to: { earliest: null, latest: noon - hour } })] }),
    );
    const many = Array.from({ length: 1200 }, (_, i) => sample(noon - 20 * day - i * 300_000, '1'));
    await store.writeMade(cluster, 300, many);
    await store.writeMade(cluster, 3600, [sample(noon - 370 * day, '1'), sample(noon - 360 * day, '2')]);
    await store.writeMade(cluster, 86_400, [sample(noon - 900 * day, '3')]);
    const took: boolean[] = [];
    do took.push(await store.prune(cluster, noon, kept));
    while (took.at(-1));
    expect(took).toEqual([...Array.from({ length: 10 }, () => true), false]);
    expect((await store.tenanciesOf(cluster, '00000001', noon, 9)).map(({ uid }) => uid)).toEqual(['young', 'still']);
    const all = { from: 0, to: noon };
    const left = (step: 300 | 3600 | 86_400) => store.samples(cluster, 'pod/a/10.244.0.0-16', step, all);
    expect([(await left(300))?.length, (await left(3600))?.length, (await left(86_400))?.length]).toEqual([0, 1, 1]);
  });

  test('too much goes too, the oldest first', async () => {
    const { store, cluster } = await fresh();
    const many = (from: number) =>
      Array.from({ length: 2000 }, (_, i) =>
        pod((i + 1).toString(16).padStart(8, '0'), `p${from + i}`, noon + from + i, { to: { earliest: null, latest: noon + from + i } }),
      );
    await store.write(cluster, batch({ tenancies: many(0) }));
    await store.write(cluster, batch({ tenancies: many(10_000) }));
    await store.prune(cluster, noon, { ...kept, bytes: 100 });
    expect((await store.tenanciesOf(cluster, '00000001', noon + day, 9)).map(({ uid }) => uid)).toEqual(['p10000']);
    expect((await store.tenanciesOf(cluster, '000007d0', noon + day, 9)).map(({ uid }) => uid)).toEqual(['p11999', 'p1999']);
  });

  test('deleting blocks no answer: each is given between two steps', async () => {
    const { store, cluster } = await fresh();
    for (let n = 0; n < 5; n++) {
      const old = Array.from({ length: 1000 }, (_, i) =>
        pod((i + 1).toString(16).padStart(8, '0'), `p${n}-${i}`, 1, { to: { earliest: 1, latest: 2 + n } }),
      );
      await store.write(cluster, batch({ tenancies: old }));
    }
    const order: string[] = [];
    const pruning = (async () => {
      while (await store.prune(cluster, noon, kept));
      order.push('pruned');
    })();
    const asked = store.tenanciesOf(cluster, '00000001', noon, 9).then(() => order.push('answered'));
    await Promise.all([pruning, asked]);
    expect(order).toEqual(['answered', 'pruned']);
  });

  test('what is stored is read without being written to, and a cluster that is new stays unknown', async () => {
    const { store, cluster } = await fresh();
    await store.write(cluster, batch({ tenancies: [pod('0af40002', 'a', noon)], seen: noon }));
    await store.openToRead();
    expect(await store.known('nobody')).toBeUndefined();
    expect((await store.tenanciesOf(cluster, '0af40002', noon + 1, 9)).map(({ uid }) => uid)).toEqual(['a']);
  });

  test('names of any kind come back as they are', async () => {
    const { store, cluster } = await fresh();
    const uid = `'"\\;\u{1F600} DROP TABLE history_tenancy; --`;
    const odd = pod('0af40005', uid, noon, { object: `Pod a/${uid}` });
    await store.write(cluster, batch({ tenancies: [odd] }));
    expect(await held(store, cluster, '0af40005', noon + 1)).toEqual([odd]);
  });

  test('what was imported says so, in every step that holds some of it, and never takes the place of what was counted', async () => {
    const { store, cluster } = await fresh();
    const imported = (at: number, inUse: string, rest: Partial<Sample> = {}) => sample(at, inUse, { imported: 1, ...rest });
    await store.writeSamples(cluster, noon + 5 * minute, [sample(noon + 5 * minute, '8')]);
    const past = [imported(noon, '9'), imported(noon + 5 * minute, '1')];
    for (const _ of [1, 2]) {
      await store.writeMade(cluster, 300, past);
      await store.writeMade(cluster, 3600, [imported(noon, '1', { count: 2, imported: 2 }), imported(noon - hour, '7')]);
    }
    const range = { from: noon - day, to: noon + day };
    const rows = async (step: 300 | 3600 | 86_400) =>
      (await store.samples(cluster, 'pod/a/10.244.0.0-16', step, range))?.map(({ at, inUse, count, imported }) => [
        (at - noon) / minute,
        inUse,
        count,
        imported,
      ]);
    expect(await rows(300)).toEqual([
      [0, '9', 1, 1],
      [5, '8', 1, 0],
    ]);
    expect(await rows(3600)).toEqual([
      [-60, '7', 1, 1],
      [0, '8', 1, 0],
    ]);
    expect(await rows(86_400)).toEqual([[-720, '8', 1, 0]]);
    await store.writeSamples(cluster, noon + 10 * minute, [sample(noon + 10 * minute, '2')]);
    expect(await rows(3600)).toEqual([
      [-60, '7', 1, 1],
      [0, '9', 3, 1],
    ]);
    expect(await rows(86_400)).toEqual([[-720, '9', 4, 2]]);
    expect((await store.standing('uid-of-kube-system', noon)).since).toBe(noon - hour);
  });

  test('what was imported can be removed, of one cluster and one time, and nothing that was counted goes with it', async () => {
    const { store, cluster } = await fresh();
    const other = await store.standing('other', noon);
    const imported = (at: number) => sample(at, '1', { imported: 1 });
    for (const of of [cluster, other.cluster]) await store.writeMade(of, 300, [imported(noon - 10 * minute), imported(noon)]);
    await store.writeSamples(cluster, noon + 5 * minute, [sample(noon + 5 * minute, '8')]);
    await store.removeImported(cluster, { from: noon, to: noon + day });
    const left = async (of: number, step: 300 | 3600) =>
      (await store.samples(of, 'pod/a/10.244.0.0-16', step, { from: 0, to: noon + day }))?.map(({ at, count }) => [
        (at - noon) / minute,
        count,
      ]);
    expect(await left(cluster, 300)).toEqual([
      [-10, 1],
      [5, 1],
    ]);
    expect(await left(cluster, 3600)).toEqual([[0, 2]]);
    expect(await left(other.cluster, 300)).toEqual([
      [-10, 1],
      [0, 1],
    ]);
  });

  test('tables of version 1 are brought up to date: what they hold was counted', async () => {
    const where = await place();
    const store = where();
    open.push(store);
    const database = databaseOf(store);
    await database.open();
    const { integer } = database.dialect;
    const before = [`CREATE TABLE history_version (version ${integer} NOT NULL)`, ...(migrations[0]?.(database.dialect) ?? [])];
    await database.run(
      [
        ...before,
        'INSERT INTO history_version (version) VALUES (1)',
        "INSERT INTO history_cluster (identity, since) VALUES ('a', 5)",
        "INSERT INTO history_pool (cluster, name, family) VALUES (1, 'p', 'IPv4')",
        "INSERT INTO history_sample VALUES (1, 1, 300, 300000, '256', '254', NULL, NULL, '7', '7', NULL, NULL, NULL, 'addresses', 1, 0)",
      ].map((sql) => ({ sql, values: [] })),
    );
    await database.close();
    expect(await store.open()).toBe('');
    const { cluster } = await store.standing('a', noon);
    expect(await store.samples(cluster, 'p', 300, { from: 0, to: noon })).toMatchObject([{ inUse: '7', count: 1, imported: 0 }]);
  });

  test('tables of a newer version are refused, and left alone', async () => {
    const where = await place();
    const store = where();
    open.push(store);
    await store.open();
    const database = databaseOf(store);
    await database.open();
    await database.run([{ sql: 'INSERT INTO history_version (version) VALUES ($1)', values: [99] }]);
    await database.close();
    await expect(where().open()).rejects.toMatchObject({ fault: 'newer', message: expect.stringContaining('version 99') });
    await expect(where().open()).rejects.toMatchObject({ fault: 'newer' });
  });
});
