import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { Model } from '../model/model.ts';
import type { NodeRecord, PodRecord } from '../records/records.ts';
import type { Store } from '../store/store.ts';
import { noon } from '../testing/serve.ts';
import { smallCluster } from '../testing/smallCluster.ts';
import { HistoryError, type HistoryStore, type Tenancy } from './history.ts';
import { Recorder } from './recorder.ts';
import { SqlHistory } from './sqlHistory.ts';
import { SqliteDatabase } from './sqlite/sqliteDatabase.ts';

const minute = 60_000;
const day = 86_400_000;
const kinds = ['Node', 'Service', 'Pod'] as const;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A clock in the test's hand; jump() puts its time of day alone forward or back. */
class Clock {
  passed = 0;
  jumped = 0;
  readonly now = () => noon + this.passed + this.jumped;
  readonly elapsed = () => this.passed;
  #ticks: (() => void)[] = [];
  /** Nothing happens by itself: of all timers, tick() lets go off the one that notes that the program runs. */
  readonly timer = (milliseconds: number, callback: () => void) => {
    if (milliseconds === 500) this.#ticks = [callback];
    return () => {};
  };
  tick() {
    for (const callback of this.#ticks.splice(0)) callback();
  }
  jump(milliseconds: number) {
    this.jumped += milliseconds;
  }
}

function stage() {
  const folder = mkdtempSync(join(tmpdir(), 'cidrscape-recorder-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'history.db');
  const clock = new Clock();
  const store = smallCluster();
  const model = new Model(store);
  ends.push(() => model.stop());
  const log: string[] = [];
  const open = () => new SqlHistory(new SqliteDatabase({ file, now: clock.now }));
  const record = (history: HistoryStore = open(), of: Store = store) => {
    const recorder = new Recorder({
      store: of,
      pools: () => model.pools({ limit: 1000 }).items,
      history,
      clock,
      log: pino({}, { write: (line: string) => void log.push(JSON.parse(line).msg) }),
      identity: () => 'uid',
      kept: { tenancies: 30 * day, bytes: 1e9 },
    });
    ends.push(() => recorder.stop());
    return { recorder, history };
  };
  /** Time passes, heard of by every kind. */
  const pass = (milliseconds: number) => {
    clock.passed += milliseconds;
    for (const kind of kinds) store.setReading(kind, { lastEvent: clock.now() });
  };
  pass(0);
  return { file, clock, store, log, record, open, pass };
}

const template = smallCluster().get('Pod', 'shop/web-1-0') as PodRecord;
const pod = (name: string, ip: string, rest: Partial<PodRecord> = {}): PodRecord => ({
  ...template,
  name,
  uid: `uid-${name}`,
  podIPs: [ip],
  createdAt: 0,
  ...rest,
});

const held = async (history: HistoryStore, hex: string) =>
  (await history.tenanciesOf(1, hex, noon + 100 * day, 100)).map(({ object, as, from, to }) => ({ object, as, from, to })).reverse();
const span = (tenancy: Pick<Tenancy, 'from' | 'to'>) => [
  tenancy.from.earliest && tenancy.from.earliest - noon,
  tenancy.from.latest - noon,
  tenancy.to && [tenancy.to.earliest && tenancy.to.earliest - noon, tenancy.to.latest - noon],
];

test('what is held at the start is held since the object was made at the earliest, since now at the latest', async () => {
  const { record } = stage();
  const { recorder, history } = record();
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'recording', error: null, since: noon });
  const [web] = await held(history, '0af40002');
  expect(web).toEqual({ object: 'Pod shop/web-0-0', as: 'podIP', from: { earliest: noon - day, latest: noon }, to: null });
  expect((await held(history, 'c0a80a0a')).map(({ object, as }) => [object, as])).toEqual([['Node worker-0', 'nodeAddress']]);
  expect((await held(history, '0a600001')).map(({ object, as }) => [object, as])).toEqual([['Service default/kubernetes', 'clusterIP']]);
});

test('a pod that is older than its node has had its address since the node was there at the earliest', async () => {
  const { record, store } = stage();
  const node = store.get('Node', template.nodeName) as NodeRecord;
  store.apply([{ put: { ...node, createdAt: noon - 3 * minute } }, { put: pod('old', '10.244.0.9', { createdAt: noon - day }) }]);
  const { recorder, history } = record();
  await recorder.settle();
  expect((await held(history, '0af40009')).map(({ from }) => from)).toEqual([{ earliest: noon - 3 * minute, latest: noon }]);
});

test('the blocks of a node are written as its addresses are: since when, until when, and whose', async () => {
  const { record, store, pass } = stage();
  const { recorder, history } = record();
  await recorder.settle();
  const [block, other] = ['000af4010018', '000af4630018'];
  expect((await held(history, block)).map(({ object, as }) => [object, as])).toEqual([['Node worker-1', 'podCIDR']]);
  const node = store.get('Node', 'worker-1') as NodeRecord;
  pass(minute);
  store.apply([{ put: { ...node, zone: 'elsewhere' } }]);
  await recorder.settle();
  expect((await held(history, block)).map(({ to }) => to)).toEqual([null]);
  store.apply([{ put: { ...node, podCIDRs: ['10.244.99.0/24'] } }]);
  await recorder.settle();
  expect((await held(history, block)).map(span)).toEqual([[-day, 0, [60_000, 60_000]]]);
  expect((await held(history, other)).map(span)).toEqual([[60_000, 60_000, null]]);
});

test('a pod that comes and goes held its address exactly from then to then, and so did the next one', async () => {
  const { record, store, pass } = stage();
  const { recorder, history } = record();
  await recorder.settle();
  pass(minute);
  store.apply([{ put: pod('a', '10.244.0.9') }]);
  pass(1000);
  await recorder.settle();
  store.apply([{ remove: { kind: 'Pod', key: 'shop/a' } }, { put: pod('b', '10.244.0.9') }]);
  pass(1000);
  store.apply([{ put: pod('b', '10.244.0.9', { phase: 'Succeeded' }) }]);
  await recorder.settle();
  const was = await held(history, '0af40009');
  expect(was.map(({ object }) => object)).toEqual(['Pod shop/a', 'Pod shop/b']);
  expect(was.map(span)).toEqual([
    [60_000, 60_000, [61_000, 61_000]],
    [61_000, 61_000, [62_000, 62_000]],
  ]);
});

test('another object of the same name is another tenancy', async () => {
  const { record, store, pass } = stage();
  const { recorder, history } = record();
  await recorder.settle();
  pass(minute);
  store.apply([{ put: pod('a', '10.244.0.9') }]);
  store.apply([{ put: pod('a', '10.244.0.9', { uid: 'another' }) }]);
  await recorder.settle();
  expect((await held(history, '0af40009')).map(({ to }) => to !== null)).toEqual([true, false]);
});

test('a pod on the host network holds no address of its own', async () => {
  const { record, store, pass } = stage();
  const { recorder, history } = record();
  await recorder.settle();
  pass(minute);
  store.apply([{ put: pod('a', '192.168.10.10', { hostNetwork: true }) }]);
  await recorder.settle();
  expect((await held(history, 'c0a80a0a')).map(({ object }) => object)).toEqual(['Node worker-0']);
});

test('what happened while the product was away lies between the last that was seen and the first look, and a mark says so', async () => {
  const { record, store, pass } = stage();
  const first = record();
  await first.recorder.settle();
  pass(minute);
  store.apply([{ put: pod('a', '10.244.0.9') }]);
  await first.recorder.settle();
  await first.recorder.stop();
  pass(10 * minute);
  store.apply([{ remove: { kind: 'Pod', key: 'shop/a' } }, { put: pod('b', '10.244.0.9') }]);
  store.apply([{ put: pod('c', '10.244.0.10', { createdAt: noon + 5 * minute }) }]);
  const second = record();
  await second.recorder.settle();
  expect((await held(second.history, '0af40009')).map(span)).toEqual([
    [60_000, 60_000, [60_000, 660_000]],
    [60_000, 660_000, null],
  ]);
  expect((await held(second.history, '0af4000a')).map(span)).toEqual([[300_000, 660_000, null]]);
  expect((await held(second.history, '0af40002')).length).toBe(1);
  expect(await second.history.marks(1, { from: 0, to: noon + day })).toEqual([
    { kind: 'restart', from: noon + minute, until: noon + 11 * minute, note: '' },
  ]);
});

test('while the cluster cannot be reached there is no sample, and what is learned afterwards lies in between', async () => {
  const { record, store, pass, clock } = stage();
  const { recorder, history } = record();
  await recorder.settle();
  pass(minute);
  await recorder.settle();
  for (const kind of kinds) store.setReading(kind, { state: 'stale', connected: false });
  for (let i = 0; i < 3; i++) {
    clock.passed += 5 * minute;
    await recorder.settle();
  }
  store.apply([{ put: pod('a', '10.244.0.9') }]);
  for (const kind of kinds) store.setReading(kind, { state: 'synced', connected: true, lastEvent: clock.now() });
  store.apply([{ remove: { kind: 'Pod', key: 'shop/web-0-0' } }]);
  await recorder.settle();
  const sampled = async () =>
    (await history.samples(1, 'service/kubernetes/10.96.0.0-20', 300, { from: noon, to: noon + day }))?.map(
      ({ at }) => (at - noon) / minute,
    );
  expect(await sampled()).toEqual([0]); // what came meanwhile may not have been told yet
  clock.passed += 5000;
  await recorder.settle();
  expect(await sampled()).toEqual([0, 15]);
  expect((await held(history, '0af40009')).map(span)).toEqual([[60_000, 960_000, null]]);
  expect((await held(history, '0af40002')).map(span)).toEqual([[-day, 0, [60_000, 960_000]]]);
  expect(await history.marks(1, { from: 0, to: noon + day })).toEqual([
    { kind: 'unreachable', from: noon + minute, until: noon + 16 * minute, note: 'Node, Service, Pod' },
  ]);
});

test('what is heard after the process was stopped lies between when it ran last and now; numbers wait until that is told', async () => {
  const { record, store, pass, clock } = stage();
  const { recorder, history } = record();
  await recorder.settle();
  for (let i = 0; i < 20; i++) {
    pass(500);
    clock.tick();
  }
  store.apply([{ put: pod('exact', '10.244.0.8') }]);
  await recorder.settle();
  const slept = 40 * minute;
  pass(slept);
  store.apply([{ put: pod('late', '10.244.0.9') }]);
  clock.tick();
  store.apply([{ put: pod('later', '10.244.0.10') }, { remove: { kind: 'Pod', key: 'shop/web-0-0' } }]);
  await recorder.settle();
  const [from, until] = [10_000, 10_000 + slept];
  expect((await held(history, '0af40008')).map(span)).toEqual([[from, from, null]]);
  expect((await held(history, '0af40009')).map(span)).toEqual([[from, until, null]]);
  expect((await held(history, '0af4000a')).map(span)).toEqual([[from, until, null]]);
  expect((await held(history, '0af40002')).map(span)).toEqual([[-day, 0, [from, until]]]);
  expect(await history.marks(1, { from: 0, to: noon + day })).toEqual([
    { kind: 'asleep', from: noon + from, until: noon + until, note: '' },
  ]);
  const range = { from: noon, to: noon + day };
  const sampled = async () =>
    (await history.samples(1, 'service/kubernetes/10.96.0.0-20', 300, range))?.map(({ at }) => (at - noon) / minute);
  expect(await sampled()).toEqual([0]);
  for (let i = 0; i < 240; i++) {
    pass(500);
    clock.tick();
  }
  store.apply([{ put: pod('soon', '10.244.0.11') }]);
  await recorder.settle();
  expect(await sampled()).toEqual([0, 40]);
  expect((await held(history, '0af4000b')).map(span)).toEqual([[until + 120_000, until + 120_000, null]]);
});

test('a clock that is put forward or back is marked, and a time never lies before one that was used', async () => {
  const { record, store, pass, clock } = stage();
  const { recorder, history } = record();
  await recorder.settle();
  pass(minute);
  store.apply([{ put: pod('a', '10.244.0.9') }]);
  await recorder.settle();
  clock.jump(-40_000);
  pass(1000);
  store.apply([{ remove: { kind: 'Pod', key: 'shop/a' } }]);
  await recorder.settle();
  const [a] = await held(history, '0af40009');
  expect(a?.to?.latest).toBe(noon + 60_000);
  expect(await history.marks(1, { from: 0, to: noon + day })).toMatchObject([{ kind: 'clock-jump', note: '-40 s' }]);
});

test('a clock that jumps far ahead removes nothing until it has been there for an hour', async () => {
  const { record, store, pass, clock } = stage();
  const { recorder, history } = record();
  await recorder.settle();
  pass(minute);
  store.apply([{ put: pod('a', '10.244.0.9') }]);
  await recorder.settle();
  store.apply([{ remove: { kind: 'Pod', key: 'shop/a' } }]);
  await recorder.settle();
  clock.jump(400 * day);
  for (const after of [minute, 57 * minute]) {
    pass(after);
    await recorder.settle();
    expect((await history.tenanciesOf(1, '0af40009', noon + 999 * day, 9)).length).toBe(1);
  }
  pass(5 * minute);
  await recorder.settle();
  expect((await history.tenanciesOf(1, '0af40009', noon + 999 * day, 9)).length).toBe(0);
});

test('with a clock that is behind what was written last, what has gone meanwhile ends, and never before it began', async () => {
  const { record, store, pass, clock } = stage();
  const first = record();
  await first.recorder.settle();
  pass(minute);
  store.apply([{ put: pod('a', '10.244.0.9') }]);
  await first.recorder.settle();
  await first.recorder.stop();
  clock.jump(-2 * day);
  pass(minute);
  store.apply([{ remove: { kind: 'Pod', key: 'shop/a' } }, { remove: { kind: 'Pod', key: 'shop/web-0-0' } }]);
  const second = record();
  await second.recorder.settle();
  expect((await held(second.history, '0af40009')).map(span)).toEqual([[60_000, 60_000, [60_000, 60_000]]]);
  expect((await held(second.history, '0af40002')).map(span)).toEqual([[-day, 0, [0, 0]]]);
});

test('samples are taken every five minutes, at the start of the step, and a pool of which nothing is known says null', async () => {
  const { record, store, pass } = stage();
  const { recorder, history } = record();
  for (let i = 0; i < 12; i++) {
    await recorder.settle();
    pass(minute);
  }
  store.setReading('ServiceCIDR', { state: 'synced' });
  const range = { from: noon, to: noon + day };
  const pods = (await history.samples(1, 'service/kubernetes/10.96.0.0-20', 300, range)) ?? [];
  expect(pods.map(({ at }) => (at - noon) / minute)).toEqual([0, 5, 10]);
  expect(pods[0]).toMatchObject({ total: '4096', usable: '4094', inUse: '3', limit: 'addresses', count: 1, made: false });
});

/** An engine that fails when it is told to. */
function failing(history: HistoryStore) {
  const fails = { error: undefined as HistoryError | undefined };
  const proxy = new Proxy(history, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'close') return value.bind(target);
      return (...args: unknown[]) => (fails.error ? Promise.reject(fails.error) : value.apply(target, args));
    },
  });
  return { fails, history: proxy };
}

test('while the engine takes nothing it says so, and writes all of it afterwards', async () => {
  const { record, store, pass, open, log } = stage();
  const { fails, history } = failing(open());
  const { recorder } = record(history);
  await recorder.settle();
  pass(minute);
  fails.error = new HistoryError('full', 'the disk is full');
  store.apply([{ put: pod('a', '10.244.0.9') }]);
  await recorder.settle();
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'failing', error: 'the disk is full' });
  expect(log).toEqual(['history is not written: the disk is full']);
  fails.error = undefined;
  pass(minute);
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'recording', error: null });
  expect((await held(history, '0af40009')).map(span)).toEqual([[60_000, 60_000, null]]);
});

test('samples that could not be written are a gap with a mark, those that waited a minute are none', async () => {
  const { record, pass, open } = stage();
  const { fails, history } = failing(open());
  const { recorder } = record(history);
  await recorder.settle();
  for (const away of [minute, 17 * minute]) {
    pass(minute);
    fails.error = new HistoryError('gone', 'no answer');
    await recorder.settle();
    pass(away);
    fails.error = undefined;
    await recorder.settle();
    await recorder.settle();
  }
  const samples = (await history.samples(1, 'service/kubernetes/10.96.0.0-20', 300, { from: noon, to: noon + day })) ?? [];
  expect(samples.map(({ at }) => (at - noon) / minute)).toEqual([0, 20]);
  const marks = await history.marks(1, { from: 0, to: noon + day });
  expect(marks).toEqual([{ kind: 'not-written', from: noon + 5 * minute, until: noon + 20 * minute, note: '' }]);
});

test('more than can wait is let go, looked up when the engine is back, and marked', { timeout: 300_000 }, async () => {
  const { record, store, pass, open } = stage();
  const { fails, history } = failing(open());
  const { recorder } = record(history);
  await recorder.settle();
  pass(minute);
  await recorder.settle();
  fails.error = new HistoryError('gone', 'no answer');
  store.apply([{ put: pod('kept', '10.244.0.9') }, { remove: { kind: 'Pod', key: 'shop/web-0-0' } }]);
  for (let i = 0; i < 31_000; i++) {
    store.apply([{ put: pod('flap', '10.244.0.10') }]);
    store.apply([{ remove: { kind: 'Pod', key: 'shop/flap' } }]);
  }
  pass(minute);
  fails.error = undefined;
  await recorder.settle();
  expect((await held(history, '0af40009')).map(span)).toEqual([[60_000, 120_000, null]]);
  expect((await held(history, '0af40002')).map(span)).toEqual([[-day, 0, [60_000, 120_000]]]);
  expect(await history.marks(1, { from: 0, to: noon + day })).toMatchObject([{ kind: 'not-written', from: noon + 60_000 }]);
});

test('what a newer version wrote is refused once, and nothing is tried again', async () => {
  const { record, open, pass } = stage();
  const { fails, history } = failing(open());
  fails.error = new HistoryError('newer', 'too new');
  const { recorder } = record(history);
  await recorder.settle();
  fails.error = undefined;
  pass(minute);
  await recorder.settle();
  expect(recorder.state).toMatchObject({ state: 'refused', error: 'too new' });
});

test('nothing is written before it is known which cluster it is; all was looked at once every kind was read', async () => {
  const { store, clock, open } = stage();
  let identity: string | null = null;
  const history = open();
  const recorder = new Recorder({
    store,
    pools: () => [],
    history,
    clock,
    log: pino({ level: 'silent' }),
    identity: () => identity,
    kept: { tenancies: day, bytes: 1e9 },
  });
  ends.push(() => recorder.stop());
  let hasLooked = false;
  void recorder.looked.then(() => {
    hasLooked = true;
  });
  await recorder.settle();
  expect([recorder.state.state, recorder.standing, hasLooked]).toEqual(['starting', undefined, false]);
  identity = 'uid';
  store.setReading('Pod', { state: 'syncing' });
  await recorder.settle();
  expect([recorder.state.state, recorder.standing?.cluster, hasLooked]).toEqual(['recording', 1, false]);
  store.setReading('Pod', { state: 'synced' });
  await recorder.settle();
  expect(hasLooked).toBe(true);
});

test('after an import, who held what is known from the first look on; an import beside it puts back when its history begins', async () => {
  const { clock, record, open, pass } = stage();
  const other = open();
  ends.push(() => other.close());
  await other.open();
  const { cluster } = await other.standing('uid', clock.now());
  pass(day);
  const { recorder, history } = record();
  await recorder.settle();
  const first = noon + day;
  expect(await history.extent(cluster)).toMatchObject({ since: noon, recorded: first, tenancies: first, blocks: first });
  const [pool] = (await history.poolsAt(cluster, first)).samples;
  const [like] = (await history.samples(cluster, pool?.pool ?? '', 300, { from: 0, to: first + day })) ?? [];
  if (!like) throw new Error('a sample was taken');
  await other.writeMade(cluster, 86_400, [{ ...like, at: noon - 50.5 * day, imported: 1 }]);
  pass(2 * minute);
  await recorder.settle();
  await recorder.settle();
  expect([recorder.state.since, recorder.standing?.since]).toEqual([noon - 50.5 * day, noon - 50.5 * day]);
});
