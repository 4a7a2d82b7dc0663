import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressHistory, poolHistory, poolsThen } from '../../shared/wire/history.ts';
import { Model } from '../model/model.ts';
import { memoryHistory } from '../testing/memoryHistory.ts';
import { noon, type Served, serve } from '../testing/serve.ts';
import { smallCluster } from '../testing/smallCluster.ts';
import type { Sample, Tenancy } from './history.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const pool = 'service/kubernetes/10.96.0.0-20';

let past: Awaited<ReturnType<typeof memoryHistory>>;
let served: Served;
const store = smallCluster();
beforeAll(async () => {
  past = await memoryHistory(store);
  served = await serve({ store, model: (of) => new Model(of), history: past.questions });
  const sample = (at: number, inUse: string): Sample => ({
    pool,
    at,
    family: 'IPv4',
    total: '4096',
    usable: '4094',
    handedOut: null,
    recorded: inUse,
    inUse,
    inUseLeast: inUse,
    blocks: null,
    limit: 'addresses',
    count: 1,
    made: true,
    imported: 0,
  });
  await past.history.writeMade(1, 300, [sample(noon - 10 * minute, '1'), sample(noon - 2 * hour, '10'), sample(noon - 115 * minute, '9')]);
  await past.history.writeMade(1, 3600, [sample(noon - 20 * day, '4')]);
  await past.history.writeMade(1, 86_400, [sample(noon - 400.5 * day, '2')]);
  const was = (n: number): Tenancy => ({
    address: '0a600009',
    as: 'clusterIP',
    object: `Service shop/was-${n}`,
    uid: `uid-${n}`,
    from: { earliest: null, latest: noon - (n + 1) * hour },
    to: { earliest: noon - n * hour - minute, latest: noon - n * hour },
    made: false,
  });
  const mark = { kind: 'restart', from: noon - 90 * minute, until: noon - 80 * minute, note: '' } as const;
  await past.history.write(1, { endings: [], tenancies: [1, 2, 3].map(was), marks: [mark], seen: null });
});
afterAll(async () => {
  await served.stop();
  await past.stop();
});

const asked = async (query: string) => poolHistory.parse((await served.ask(`/api/v1/history?pool=${pool}${query}`)).json());
const at = (time: number) => new Date(time).toISOString();

test('a day up to now, in steps of five minutes, gaps left out', async () => {
  const answer = await asked('');
  expect(answer).toMatchObject({ pool, from: at(noon - day), to: at(noon), step: 300, made: true });
  expect(answer.points.map((point) => [point.at, point.inUse])).toEqual([
    [at(noon - 120 * minute), '10'],
    [at(noon - 115 * minute), '9'],
    [at(noon - 10 * minute), '1'],
  ]);
  expect(answer.marks).toEqual([{ kind: 'restart', from: at(noon - 90 * minute), until: at(noon - 80 * minute), note: '' }]);
});

test('a longer step holds the most and the least of its samples', async () => {
  const { step, points } = await asked('&step=1800');
  expect(step).toBe(1800);
  expect(points.map((point) => [point.at, point.inUse, point.inUseLeast, point.samples])).toEqual([
    [at(noon - 2 * hour), '10', '9', 2],
    [at(noon - 30 * minute), '1', '1', 1],
  ]);
});

test('what is long ago is there in hours, and longer ago in days', async () => {
  const weeks = await asked(`&from=${at(noon - 30 * day)}`);
  expect([weeks.step, weeks.points[0]?.at, weeks.points[0]?.inUse]).toEqual([3600, at(noon - 20 * day), '4']);
  const years = await asked(`&from=${at(noon - 500 * day)}&to=${at(noon - 399 * day)}`);
  expect([years.step, years.points.map(({ inUse }) => inUse)]).toEqual([86_400, ['2']]);
});

test('a point says where it is from', async () => {
  const of = (answer: Awaited<ReturnType<typeof asked>>) => [...new Set(answer.points.map(({ origin }) => origin))];
  expect(of(await asked(''))).toEqual(['made']);
  const [like] = (await past.history.samples(1, pool, 300, { from: 0, to: noon })) ?? [];
  if (!like) throw new Error('there is one');
  const day60 = noon - 60.5 * day;
  await past.history.writeMade(1, 3600, [{ ...like, at: day60, made: false, imported: 1 }]);
  await past.history.writeMade(1, 3600, [{ ...like, at: day60 + hour, made: false }]);
  const around = await asked(`&from=${at(day60)}&to=${at(day60 + 2 * hour)}`);
  expect([around.imported, around.points.map(({ origin }) => origin)]).toEqual([true, ['imported', 'counted']]);
  expect((await asked('')).imported).toBe(false);
});

test('a time may be of any zone', async () => {
  expect((await asked('&from=2026-11-23T13:00:00%2B02:00')).from).toBe('2026-11-23T11:00:00.000Z');
});

test('a pool without samples has no points; what never was a pool is not found', async () => {
  const other = await served.ask('/api/v1/history?pool=node/observed/192.168.10.0-24&to=2020-01-01T00:00:00Z');
  expect([200, 404]).toContain(other.status);
  expect((await served.ask('/api/v1/history?pool=no/such/pool')).json()).toMatchObject({ status: 404, code: 'not-found' });
});

test('all pools at one moment: the last count before it, with the step that it stands for, and nothing in a gap', async () => {
  const then = async (time: number) => poolsThen.parse((await served.ask(`/api/v1/history/pools?at=${at(time)}`)).json());
  expect(await then(noon - 9 * minute)).toMatchObject({ at: at(noon - 9 * minute), step: 300, items: [{ pool, inUse: '1', made: true }] });
  expect(await then(noon - 20 * day + 10 * minute)).toMatchObject({ step: 3600, items: [{ pool, inUse: '4', at: at(noon - 20 * day) }] });
  expect(await then(noon - 300 * day)).toMatchObject({ step: null, items: [] });
  expect((await served.ask(`/api/v1/history/pools?at=${at(noon + day)}`)).json()).toMatchObject({
    code: 'out-of-range',
    value: at(noon + day),
  });
});

test('who held an address, page by page, the latest first', async () => {
  const first = addressHistory.parse((await served.ask('/api/v1/addresses/10.96.0.9/history?limit=2')).json());
  expect(first).toMatchObject({ address: '10.96.0.9', family: 'IPv4', more: true, made: false });
  expect(first.tenancies.map(({ object }) => object.name)).toEqual(['was-1', 'was-2']);
  expect(first.tenancies[0]).toEqual({
    object: { kind: 'Service', namespace: 'shop', name: 'was-1' },
    uid: 'uid-1',
    as: 'clusterIP',
    from: { earliest: null, latest: at(noon - 2 * hour) },
    to: { earliest: at(noon - 61 * minute), latest: at(noon - hour) },
    exists: false,
    made: false,
  });
  expect(first.marks.map(({ kind }) => kind)).toEqual(['restart']);
  const rest = addressHistory.parse((await served.ask(`/api/v1/addresses/10.96.0.9/history?limit=2&cursor=${first.next}`)).json());
  expect(rest.tenancies.map(({ object }) => object.name)).toEqual(['was-3']);
  expect([rest.more, rest.next]).toEqual([false, null]);
  const before = encodeURIComponent(first.tenancies[0]?.from.latest ?? '');
  const earlier = addressHistory.parse((await served.ask(`/api/v1/addresses/10.96.0.9/history?before=${before}`)).json());
  expect(earlier.tenancies.map(({ object }) => object.name)).toEqual(['was-2', 'was-3']);
});

test('a cursor of another address, or none, is refused', async () => {
  const { next } = addressHistory.parse((await served.ask('/api/v1/addresses/10.96.0.9/history?limit=1')).json());
  const made = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  for (const [address, cursor] of [
    ['10.96.0.1', next],
    ['10.96.0.9', 'nothing'],
    ['10.96.0.9', made(['history 0a600009', '-from', 1e99, '1'])],
    ['10.96.0.9', made(['history 0a600009', '-from', 'soon', '1'])],
    ['10.96.0.9', made(['history 0a600009', '-from', 1, '; DROP'])],
  ])
    expect((await served.ask(`/api/v1/addresses/${address}/history?cursor=${cursor}`)).json()).toMatchObject({
      status: 400,
      code: 'invalid-cursor',
    });
});

test('who holds it now has no end, also in another spelling; an address that nobody held has nobody', async () => {
  const now = addressHistory.parse((await served.ask('/api/v1/addresses/::ffff:10.96.0.1/history')).json());
  expect(now.tenancies.map(({ object, to, exists }) => [object.name, to, exists])).toEqual([['kubernetes', null, true]]);
  const never = addressHistory.parse((await served.ask('/api/v1/addresses/8.8.8.8/history')).json());
  expect(never.tenancies).toEqual([]);
});

test('it is said since when it is known, and gaps of that time and of the tenancies are told', async () => {
  const answer = async (ip: string) => addressHistory.parse((await served.ask(`/api/v1/addresses/${ip}/history`)).json());
  const { tenancies } = await past.history.extent(1);
  expect(await answer('10.96.0.9')).toMatchObject({ since: at(tenancies), until: null, marks: [{ kind: 'restart' }] });
  expect(await answer('8.8.8.8')).toMatchObject({ since: at(tenancies), marks: [] }); // it was before all that is known
});

test('who has just taken an address is in the answer that is asked for then', async () => {
  const pod = store.get('Pod', 'shop/web-0-0');
  if (!pod) throw new Error('it is there');
  store.apply([{ put: { ...pod, name: 'new', uid: 'new', podIPs: ['10.244.0.77'] } }]);
  const answer = addressHistory.parse((await served.ask('/api/v1/addresses/10.244.0.77/history')).json());
  expect(answer.tenancies.map(({ object, exists }) => [object.name, exists])).toEqual([['new', true]]);
});

test.each([
  ['step=450', '450', 'A step is a multiple of 300 seconds: give 600, or leave it out.'],
  [`step=300&from=${at(noon - 365 * day)}`, '300', 'These are more than 1000 steps from "from" to "to": give 43200, or leave it out.'],
  [`from=${at(noon + day)}`, at(noon + day), '"from" must lie before "to", which is now where it is left out.'],
  [`from=${at(noon)}&to=${at(noon - day)}`, at(noon), '"from" must lie before "to".'],
])('what cannot be answered says what can: %s', async (query, value, detail) => {
  const { status, json } = await served.ask(`/api/v1/history?pool=${pool}&${query}`);
  expect([status, json()]).toEqual([400, expect.objectContaining({ code: 'out-of-range', value, detail })]);
});

test('/status says how it is kept', async () => {
  expect((await served.ask('/api/v1/status')).json().history).toMatchObject({
    engine: 'memory',
    where: 'memory',
    state: 'recording',
    error: null,
    until: at(noon),
    answers: true,
  });
});

test('without a history the answer is 503, and everything else is answered', async () => {
  const without = await serve({ store: smallCluster(), model: (store) => new Model(store) });
  for (const path of ['/history?pool=a', '/addresses/10.96.0.1/history'])
    expect((await without.ask(`/api/v1${path}`)).json()).toMatchObject({ status: 503, code: 'history-unavailable' });
  expect((await without.ask('/api/v1/overview')).status).toBe(200);
  await without.stop();
});
