import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cidr, parseCidr } from '../../shared/net/cidr.ts';
import { type MapAnswer, mapAddresses, mapAnswer } from '../../shared/wire/map.ts';
import { Model } from '../model/model.ts';
import type { NodeRecord, PodRecord, ServiceRecord } from '../records/records.ts';
import { noon, type Served, serve } from '../testing/serve.ts';
import { smallCluster } from '../testing/smallCluster.ts';
import { historyAnswers } from './answers.ts';
import type { HeldRow, HistoryStore } from './history.ts';
import { historyAt } from './historyAt.ts';
import { blockKey, podCIDR } from './holdings.ts';
import { mapAt } from './mapAt.ts';
import { Recorder } from './recorder.ts';

const minute = 60_000;
const time = (minutes: number) => new Date(noon + minutes * minute).toISOString();

let served: Served;
let model: Model;
const ends: (() => unknown)[] = [];

/**
 * An hour of the small cluster: at minute 10 a pod comes to worker-0, at 20 it goes, at 30 worker-2 goes with its block and its pods,
 * from 40 to 50 nothing is heard, and then another pod is there; at 55 two Services have one address.
 */
beforeAll(async () => {
  let passed = 0;
  const store = smallCluster();
  model = new Model(store);
  const history = historyAt('memory', () => noon + passed);
  const clock = { now: () => noon + passed, elapsed: () => passed, timer: () => () => {} };
  const recorder = new Recorder({
    store,
    pools: () => model.pools({ limit: 1000 }).items,
    history,
    clock,
    log: pino({ level: 'silent' }),
    identity: () => 'uid',
    kept: { tenancies: 1e12, bytes: 1e9 },
  });
  ends.push(
    () => recorder.stop(),
    () => model.stop(),
  );
  const kinds = ['Node', 'Service', 'Pod'] as const;
  const pass = async (minutes: number) => {
    await recorder.settle();
    passed = minutes * minute;
    for (const kind of kinds) store.setReading(kind, { lastEvent: noon + passed });
  };
  await pass(10);
  const web = store.get('Pod', 'shop/web-0-0') as PodRecord;
  const pod = (name: string, ip: string) => ({ put: { ...web, name, uid: name, podIPs: [ip], createdAt: 0 } });
  store.apply([pod('late', '10.244.0.9')]);
  await pass(20);
  store.apply([{ remove: { kind: 'Pod', key: 'shop/late' } }]);
  await pass(30);
  const gone = store.get('Node', 'worker-2') as NodeRecord;
  store.apply([
    { remove: { kind: 'Node', key: gone.name } },
    ...[0, 1].map((n) => ({ remove: { kind: 'Pod', key: `shop/web-2-${n}` } }) as const),
  ]);
  await pass(40);
  await recorder.settle();
  store.setReading('Pod', { connected: false });
  passed = 50 * minute;
  store.apply([pod('unheard', '10.244.0.10')]);
  for (const kind of kinds) store.setReading(kind, { connected: true, lastEvent: noon + passed });
  await pass(55);
  const service = store.get('Service', 'shop/old') as ServiceRecord;
  store.apply([{ put: { ...service, name: 'twin', uid: 'twin', createdAt: 0 } }]);
  await pass(60);
  await recorder.settle();
  const isPool = (id: string) => model.pool(id, { limit: 1 }) !== undefined;
  served = await serve({ store, model: () => model, history: historyAnswers({ history, recorder, store, isPool, model, now: clock.now }) });
  ends.push(() => served.stop());
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const ask = (query: string) => served.ask(`/api/v1/map${query}`);
const mapThen = async (cidr: string, minutes: number, rest = '') =>
  mapAnswer.parse((await ask(`?cidr=${cidr}&at=${time(minutes)}${rest}`)).json());
const used = ({ cells }: MapAnswer) =>
  cells.map(({ cidr, inUse, holders }) => [
    cidr,
    inUse,
    holders
      .map(({ name }) => name)
      .sort()
      .join(),
  ]);

test('a cell is as it was: from when the pod had its address until it gave it up', async () => {
  const inUse = async (minutes: number) => (await mapThen('10.244.0.0/24', minutes)).inUse;
  expect(await inUse(9)).toBe('2');
  expect(await inUse(10)).toBe('3');
  expect(await inUse(19)).toBe('3');
  expect(await inUse(20)).toBe('2');
  const then = await mapThen('10.244.0.0/29', 12, '&bits=3');
  expect(used(await mapThen('10.244.0.9/32', 12))).toEqual([['10.244.0.9/32', '1', 'late']]);
  expect(used(then).map(([cidr, amount, holders]) => `${cidr} ${amount} ${holders}`)).toEqual([
    '10.244.0.0/32 0 ',
    '10.244.0.2/32 1 web-0-0',
    '10.244.0.3/32 1 web-0-1',
    '10.244.0.4/32 0 ',
  ]);
});

test('the block of a node that has gone is that node’s as long as it was there, in both families', async () => {
  for (const [cidr, block] of [
    ['10.244.0.0/22', '10.244.2.0/24'],
    ['fd00:244::/62', 'fd00:244:0:2::/64'],
  ] as const) {
    const before = (await mapThen(cidr, 29, '&bits=2')).cells.find((cell) => cell.cidr === block);
    expect(before).toMatchObject({ inUse: '2', holders: [{ kind: 'Node', name: 'worker-2' }], maxPods: null, flags: [] });
    expect(before?.handedOut).toBe(block.includes(':') ? (1n << 64n).toString() : '256');
    expect((await mapThen(cidr, 31, '&bits=2')).cells.some((cell) => cell.cidr === block)).toBe(false);
    expect(used(await mapThen(cidr.replace('/22', '/26').replace('/62', '/70'), 31, '&bits=1'))[0]?.[2]).toBe('worker-0');
  }
});

test('what came while nothing was heard may have been there; the answer says so and why', async () => {
  const then = await mapThen('10.244.0.8/29', 45, '&bits=3');
  const held = ({ cells }: MapAnswer) => cells.filter(({ inUse }) => inUse !== '0');
  expect(held(then)).toMatchObject([{ cidr: '10.244.0.10/32', inUse: '1', uncertain: 1, maybe: [{ name: 'unheard' }] }]);
  expect(then.past).toMatchObject({ exact: false, marks: [{ kind: 'unreachable', note: 'Pod' }] });
  const after = await mapThen('10.244.0.8/29', 52, '&bits=3');
  expect(after.past).toMatchObject({ at: time(52), since: time(0), made: false, exact: true, marks: [], blocksSince: time(0) });
  expect(held(after)).toHaveLength(1);
  expect(held(after)[0]).not.toHaveProperty('uncertain');
  expect(held(await mapThen('10.244.0.8/29', 39, '&bits=3'))).toEqual([]);
});

test('an address that two Services had is a conflict then, and not before', async () => {
  const flags = async (minutes: number) => (await mapThen('10.96.2.2/32', minutes)).cells[0]?.flags;
  expect(await flags(54)).toEqual([]);
  expect(await flags(56)).toEqual(['conflict']);
  const addresses = mapAddresses.parse((await ask(`/addresses?cidr=10.96.2.0/24&at=${time(56)}`)).json());
  expect(addresses).toMatchObject({ held: [[2, 1]], conflicts: [2], recorded: [], past: { exact: true } });
});

test('ranges are named as they were there then', async () => {
  const then = await mapThen('10.96.0.0/20', 30);
  expect(then.past?.pools).toEqual([{ pool: 'service/kubernetes/10.96.0.0-20', was: 'there' }]);
});

test('what a file declares has no past: it is drawn as it is now', async () => {
  expect(await mapThen('10.244.0.0/16', 30)).not.toHaveProperty('declared');
  const [first, last] = [0x0af40100n, 0x0af401ffn];
  model.declare([{ range: { family: 'IPv4', first, last }, owner: 'netops', note: null, kind: 'vpn', contains: false }]);
  expect((await mapThen('10.244.0.0/16', 30)).declared).toMatchObject({
    ranges: [{ range: '10.244.1.0/24', owner: 'netops' }],
    cells: [{ index: 1, count: 1, isWhole: true }],
  });
  model.declare([]);
});

test('a moment is one that is over and of which something is known', async () => {
  const early = (await ask(`?cidr=10.244.0.0/16&at=${time(-1)}`)).json();
  expect(early).toMatchObject({ status: 400, code: 'out-of-range', value: time(-1) });
  expect(early.detail).toBe('It is not known who held what then: that is known since 2026-11-23 12:00 UTC.');
  expect((await ask(`?cidr=10.244.0.0/16&at=${time(61)}`)).json()).toMatchObject({ status: 400, code: 'out-of-range', value: time(61) });
  expect((await ask(`?cidr=10.244.0.0/16&at=${time(30)}&by=zone`)).json()).toMatchObject({ code: 'invalid-parameter', value: 'zone' });
  expect((await ask(`?cidr=10.244.0.0/16&at=${time(30)}&pool=none`)).status).toBe(404);
  expect((await ask(`/addresses?cidr=10.0.0.0/8&at=${time(30)}`)).json()).toMatchObject({ code: 'out-of-range', value: '10.0.0.0/8' });
});

test('/status says from when on it is known who held what', async () => {
  expect((await served.ask('/api/v1/status')).json().history).toMatchObject({ since: time(0), tenanciesSince: time(0) });
});

test('the same moment may be asked with its tag, and is not sent again', async () => {
  const path = `/api/v1/map?cidr=10.244.0.0/24&at=${time(12)}`;
  const first = await served.ask(path);
  const again = await served.ask(path, { headers: { 'If-None-Match': String(first.headers.etag) } });
  expect([first.status, again.status]).toEqual([200, 304]);
});

test('without a history the past has no map, and now has one', async () => {
  const without = await serve({ store: smallCluster(), model: (store) => new Model(store) });
  expect((await without.ask(`/api/v1/map?cidr=10.244.0.0/24&at=${time(0)}`)).json()).toMatchObject({ code: 'history-unavailable' });
  expect((await without.ask('/api/v1/map?cidr=10.244.0.0/24')).status).toBe(200);
  await without.stop();
});

test('a map with thousands of blocks lets others have their turns meanwhile', async () => {
  const model = new Model(smallCluster());
  const range = parseCidr('10.244.0.0/16') as Cidr;
  const rows = Array.from({ length: 4000 }, (_, i): HeldRow => {
    const block = { family: 'IPv4', value: range.value + BigInt(16 * i), prefixLength: 28 } as const;
    return { address: blockKey(block), as: podCIDR, object: `Node node-${i}`, sure: true };
  });
  const none = async () => [];
  const poolsAt = async () => ({ step: null, samples: [] });
  const stored: Partial<HistoryStore> = { heldCells: none, holders: none, marks: none, poolsAt, blocks: async () => rows };
  const extent = { since: 0, recorded: 0, tenancies: 0, blocks: 0, seen: noon };
  let turns = 0;
  let next = setImmediate(function count() {
    turns++;
    next = setImmediate(count);
  });
  const answer = await mapAt({ history: stored as HistoryStore, model }, 1, extent, noon - minute, range, {});
  clearImmediate(next);
  model.stop();
  expect(answer?.cells[0]).toMatchObject({ handedOut: '256', holders: [{ name: 'node-0' }, {}, {}, {}, {}, {}, {}, {}], more: 8 });
  expect(turns).toBeGreaterThanOrEqual(7);
});
