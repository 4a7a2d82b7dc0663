import { afterEach, expect, test, vi } from 'vitest';
import { parseAddressRange } from '../../shared/net/addressRange.ts';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';
import { HistoryError } from '../history/history.ts';
import { controlPlane, modelOf, node, pod, service, serviceCIDR } from '../model/samples.ts';
import { counted, dailySamples } from '../testing/dailySamples.ts';
import { HandClock } from '../testing/handClock.ts';
import { outlookOf } from '../testing/outlookOf.ts';
import { noon } from '../testing/serve.ts';
import { outlookAnswers } from './answers.ts';
import { type Counted, Outlooks } from './outlook.ts';

const day = 86_400_000;
const today = Math.floor(noon / day); // 2026-11-23
const standing = { cluster: 1, since: noon - 60 * day, seen: noon };
const blocks = (handedOut: number, total = 256) => ({ prefixLength: 24, total, handedOut });

/** A node with a block of each range, as kube-controller-manager cuts them. */
const worker = (n: number, families: readonly string[] = ['IPv4', 'IPv6'], createdAt = noon - 400 * day) =>
  node(`n${n}`, {
    createdAt,
    podCIDRs: families.map((family) => (family === 'IPv4' ? `10.244.${n}.0/24` : `fd00:244:0:${n.toString(16)}::/64`)),
  });
const manager = (ranges: string) => controlPlane('kube-controller-manager', `--cluster-cidr=${ranges}`);
const workers = (count: number, families?: readonly string[]) => Array.from({ length: count }, (_, n) => worker(n, families));

const past = (samples: ReturnType<typeof counted>): Counted => ({
  standing,
  error: null,
  pools: async () => [...samples.keys()],
  samples: async (_, pool, { from, to }) => samples.get(pool)?.filter(({ at }) => at >= from && at < to),
});
const nothing: Counted = { standing: undefined, error: null, pools: async () => [], samples: async () => undefined };

function look(records: Parameters<typeof modelOf>, counts: Counted, clock = new HandClock(noon)) {
  const { store, model } = modelOf(...records);
  const rest = vi.fn(async () => {});
  const fault = vi.fn();
  const outlooks = new Outlooks({ model, counted: counts, clock: { now: clock.now, timer: clock.delay }, rest, fault });
  const read: { lacks: string | null } = { lacks: null };
  const answers = outlookAnswers({ model, outlooks, outside: () => [], seed: () => 'uid', notRead: () => read.lacks });
  return { store, model, clock, outlooks, rest, fault, read, answers };
}

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** So many days that end yesterday, a line from one value by so much a day. */
const line = (days: number, last: number, perDay: number) => Array.from({ length: days }, (_, i) => last - (days - 1 - i) * perDay);
const blockDays = (pool: string, days: number, last: number, perDay: number, total = 256) =>
  line(days, last, perDay).flatMap((value, i) =>
    dailySamples(pool, today - days + i, [0], { blocks: blocks(value, total), limit: 'blocks' }),
  );

const ipv4Blocks = 'pod/cluster-cidr/10.244.0.0-16';
const ipv6Blocks = 'pod/cluster-cidr/fd00:244::-48';
const first = 'service/kubernetes/10.96.0.0-24';

test('a cluster with IPv4 first: what ends first, first, with the date that its days make', async () => {
  const records = [serviceCIDR('kubernetes', ['10.96.0.0/24', 'fd00:96::/112']), manager('10.244.0.0/16,fd00:244::/48'), ...workers(206)];
  const samples = counted(
    blockDays(ipv4Blocks, 60, 205, 1),
    blockDays(ipv6Blocks, 60, 205, 1, 65_536),
    dailySamples(first, today - 60, Array<number>(60).fill(100), { usable: '254' }),
  );
  const { answers } = look(records, past(samples));
  const { items, today: on, since, withoutHistory } = await answers.forecasts();
  expect({ on, since, withoutHistory }).toEqual({ on: '2026-11-23', since: '2026-09-24T12:00:00.000Z', withoutHistory: null });
  expect(
    items.map(({ id, limit, used, left, perWeek, days, ends }) => ({ id, limit, used, left, perWeek, days, ends: ends?.kind ?? null })),
  ).toEqual([
    { id: ipv4Blocks, limit: 'blocks', used: 206, left: 50, perWeek: 7, days: 60, ends: 'date' },
    { id: ipv6Blocks, limit: 'blocks', used: 206, left: 65_330, perWeek: 7, days: 60, ends: 'not-within' },
    { id: first, limit: 'addresses', used: 0, left: 254, perWeek: 0, days: 60, ends: 'not-within' },
    { id: 'service/kubernetes/fd00:96::-112', limit: 'addresses', used: 0, left: 65_535, perWeek: null, days: 0, ends: 'not-enough' },
  ]);
  expect(items[0]?.ends).toMatchObject({ kind: 'date', likely: '2027-01-12' });
});

test.each([
  ['IPv6 first', 'fd00:244::/48,10.244.0.0/16', ['fd00:96::/112', '10.96.0.0/24'], ['IPv6', 'IPv4'] as const],
  ['IPv6 alone', 'fd00:244::/48', ['fd00:96::/112'], ['IPv6'] as const],
])('a cluster with %s plans in its own order, and no family has what is another’s', async (_, pods, services, families) => {
  const records = [
    serviceCIDR('kubernetes', services),
    manager(pods),
    ...workers(20, [...families]),
    service('a/x', [services[0]?.replace(/0?\/.*/, '9') ?? '']),
  ];
  const { answers } = look(records, past(counted(blockDays(ipv6Blocks, 60, 19, 0.25, 65_536))));
  const { items } = await answers.forecasts({ kind: 'pod', family: 'IPv6' });
  expect(items).toMatchObject([{ id: ipv6Blocks, used: 20, left: 65_516, perWeek: 1.75, ends: { kind: 'not-within', earliest: null } }]);
  expect((await answers.forecasts({ family: 'IPv4' })).items.map(({ family }) => family)).toEqual(
    families.length === 1 ? [] : ['IPv4', 'IPv4'],
  );
  const plan = await answers.plan('nodes=3');
  if (!('answer' in plan)) throw new Error('it is a scenario');
  expect(plan.answer.first.map(({ family }) => family)).toEqual(families);
  expect(plan.answer.families).toEqual(families);
  expect(plan.answer.rows.find(({ what, family }) => what === 'blocks' && family === 'IPv6')).toMatchObject({
    today: { used: 20, left: 65_516 },
    scenario: { additions: [{ day: '2026-11-23', by: 3 }] },
  });
  expect(plan.answer.rows.find(({ what, family }) => what === 'services' && family === families[0])).toMatchObject({ today: { used: 1 } });
});

test('a gap stays a gap', async () => {
  const values = Array.from({ length: 60 }, (_, i) => (i >= 20 && i < 30 ? null : 100 + i));
  const { answers } = look(
    [serviceCIDR('kubernetes', ['10.96.0.0/24'])],
    past(counted(dailySamples(first, today - 60, values, { usable: '254' }))),
  );
  const answer = await answers.forecast(first);
  expect(answer?.days).toBe(50);
  const days = answer?.history.map((one) => one.day) ?? [];
  expect([days.length, days[19], days[20], days.at(-1)]).toEqual([51, '2026-10-13', '2026-10-24', '2026-11-23']);
});

test('a further ServiceCIDR is a step of the limit, and no trend of what is used', async () => {
  const records = [serviceCIDR('kubernetes', ['10.96.0.0/24']), serviceCIDR('more', ['10.97.0.0/25'])];
  const more = 'service/more/10.97.0.0-25';
  const samples = counted(
    dailySamples(first, today - 60, line(60, 159, 1), { usable: '254' }),
    dailySamples(more, today - 10, Array<number>(10).fill(0), { usable: '126' }),
  );
  const { answers } = look([...records, ...Array.from({ length: 160 }, (_, n) => service(`a/s${n}`, [`10.96.0.${n + 1}`]))], past(samples));
  const answer = await answers.forecast('service/IPv4');
  expect(answer).toMatchObject({
    pools: [first, more],
    ranges: ['10.96.0.0/24', '10.97.0.0/25'],
    used: 160,
    total: 380,
    left: 220,
    shifts: [],
  });
  expect(answer?.limits).toEqual([
    { day: '2026-09-24', limit: 254 },
    { day: '2026-11-13', limit: 380 },
  ]);
  expect(answer?.perWeek).toBe(7);
  expect(answer?.ends).toMatchObject({ kind: 'date', likely: '2027-07-01' });
});

test('a range that is gone counts in the past of all of its kind and family while it was there', async () => {
  const records = [serviceCIDR('kubernetes', ['10.96.0.0/24']), serviceCIDR('more', ['10.97.0.0/25'])];
  const samples = counted(
    dailySamples(first, today - 60, Array<number>(60).fill(100), { usable: '254' }),
    dailySamples('service/more/10.97.0.0-25', today - 60, Array<number>(60).fill(1), { usable: '126' }),
    dailySamples('service/was/10.98.0.0-24', today - 60, Array<number>(20).fill(50), { usable: '254' }),
  );
  const { answers } = look(records, past(samples));
  const answer = await answers.forecast('service/IPv4');
  expect([answer?.history.at(0)?.value, answer?.history.at(19)?.value, answer?.history.at(20)?.value]).toEqual([151, 151, 101]);
  expect(answer?.limits).toEqual([
    { day: '2026-09-24', limit: 634 },
    { day: '2026-10-14', limit: 380 },
  ]);
  expect((await answers.forecast(first))?.history.at(0)?.value).toBe(100);
});

test('a young cluster: nodes that joined one a day stand for the days that nobody counted, and the answer says so', async () => {
  const records = [manager('10.244.0.0/16'), ...Array.from({ length: 30 }, (_, n) => worker(n, ['IPv4'], noon - (29 - n) * day))];
  const { answers } = look(records, nothing);
  const answer = await answers.forecast(ipv4Blocks);
  expect(answer).toMatchObject({ basis: 'alive', days: 0, used: 30, left: 226, perWeek: 7, withoutHistory: null });
  expect(answer?.alive.length).toBe(29);
  expect(answer?.history).toEqual([{ day: '2026-11-23', value: 30 }]);
  expect(answer?.ends).toMatchObject({ kind: 'date', likely: '2027-07-07' });
});

test('with a week of counts the rest of the past is still that of what is alive; with four weeks none of it is', async () => {
  const records = [manager('10.244.0.0/16'), ...Array.from({ length: 40 }, (_, n) => worker(n, ['IPv4'], noon - (39 - n) * day))];
  const of = async (days: number) =>
    (await look(records, past(counted(blockDays(ipv4Blocks, days, 39, 1)))).answers.forecast(ipv4Blocks)) ?? null;
  expect(await of(7)).toMatchObject({ basis: 'mixed', days: 7 });
  const long = await of(28);
  expect([long?.basis, long?.days, long?.alive]).toEqual(['samples', 28, []]);
});

test('a history that fails is said, creation times have to do, and what was read before still holds', async () => {
  const records = [manager('10.244.0.0/16'), ...Array.from({ length: 30 }, (_, n) => worker(n, ['IPv4'], noon - (29 - n) * day))];
  let isGone = true;
  const samples = past(counted(blockDays(ipv4Blocks, 60, 29, 0.25)));
  const failing: Counted = {
    ...samples,
    samples: async (...asked) => {
      if (isGone) throw new HistoryError('gone', 'the database gives no answer');
      return samples.samples(...asked);
    },
  };
  const { answers, outlooks } = look(records, failing);
  const list = await answers.forecasts();
  expect([list.withoutHistory, list.since, list.items[0]?.basis]).toEqual(['the database gives no answer', null, 'alive']);
  isGone = false;
  await outlooks.refresh();
  expect(await answers.forecast(ipv4Blocks)).toMatchObject({ basis: 'samples', days: 60, withoutHistory: null });
  isGone = true;
  await outlooks.refresh();
  expect(await answers.forecast(ipv4Blocks)).toMatchObject({ basis: 'samples', days: 60, withoutHistory: 'the database gives no answer' });
});

test('a history that was refused is said, too', async () => {
  const { answers } = look([...workers(3)], { ...nothing, error: 'A newer version wrote it.' });
  expect((await answers.forecasts()).withoutHistory).toBe('A newer version wrote it.');
});

test('what is used and left is that of the moment, and what becomes full is full at once', async () => {
  const records = [serviceCIDR('kubernetes', ['10.96.0.0/29'])];
  const small = 'service/kubernetes/10.96.0.0-29';
  const { answers, store } = look(records, past(counted(dailySamples(small, today - 60, Array<number>(60).fill(2), { usable: '6' }))));
  expect(await answers.forecast(small)).toMatchObject({ used: 0, left: 6, ends: { kind: 'not-within' } });
  store.apply(Array.from({ length: 6 }, (_, n) => ({ put: service(`a/s${n}`, [`10.96.0.${n + 1}`]) })));
  expect(await answers.forecast(small)).toMatchObject({ used: 6, left: 0, ends: { kind: 'full' } });
  expect(answers.daysLeft()).toMatchObject([{ id: small, likely: 0, earliest: 0, latest: 0 }]);
  store.apply([{ remove: { kind: 'Service', key: 'a/s5' } }]);
  expect(await answers.forecast(small)).toMatchObject({ used: 5, left: 1 });
  expect((await answers.forecast(small))?.ends?.kind).not.toBe('full');
});

test.each([
  [{ ready: false }, 'is not ready'],
  [{ deletedAt: noon }, 'is being deleted'],
])('a range that gives nothing out has no end, for it %s', async (rest, _why) => {
  const { answers } = look([serviceCIDR('kubernetes', ['10.96.0.0/24']), serviceCIDR('old', ['10.98.0.0/24'], rest)], nothing);
  const { items } = await answers.forecasts({ sort: 'name' });
  expect(items.map(({ name, ends }) => [name, ends?.kind ?? null])).toEqual([
    ['kubernetes', 'not-enough'],
    ['old', null],
  ]);
});

test('an inferred range may go on: it has no end, and growth all the same', async () => {
  const { answers } = look(workers(8, ['IPv4']), past(counted(blockDays('pod/nodes/10.244.0.0-21', 60, 7, 0.1))));
  expect(await answers.forecast('pod/nodes/10.244.0.0-21')).toMatchObject({
    used: 8,
    total: null,
    left: null,
    ends: null,
    perWeek: 0.7,
    limits: [],
  });
  expect(answers.mask('IPv4', 25)).toMatchObject({ refused: { code: 'out-of-range', value: 'IPv4' } });
});

test('pods grow on their own in a plan, by the addresses that they hold', async () => {
  const pods = Array.from({ length: 50 }, (_, n) => pod(`a/p${n}`, 'n0', [`10.244.0.${n + 2}`]));
  const days = line(60, 49, 0.5).map((value) => Math.floor(value));
  const samples = dailySamples(ipv4Blocks, today - 60, days, { blocks: blocks(2), limit: 'blocks' });
  const { answers } = look([manager('10.244.0.0/16'), ...workers(2, ['IPv4']), ...pods], past(counted(samples)));
  const plan = await answers.plan('');
  if (!('answer' in plan)) throw new Error('it is a scenario');
  const row = plan.answer.rows.find(({ what }) => what === 'pods');
  expect(row).toMatchObject({ limitedBy: 'maxPods', today: { used: 50, left: 170, ends: { kind: 'date' } } });
  expect(row?.today?.growth?.steady).toBeGreaterThan(0.2);
});

test('of young ranges each day counts: three of seven are known, today with them', async () => {
  const samples = dailySamples(first, today - 2, [4, 5], { usable: '254' });
  const { answers } = look([serviceCIDR('kubernetes', ['10.96.0.0/24'])], past(counted(samples)));
  expect((await answers.forecast(first))?.ends).toEqual({ kind: 'not-enough', have: 3, need: 7 });
});

test('a plan grows as the forecast that it names: of all Service ranges where they are several', async () => {
  const records = [
    serviceCIDR('kubernetes', ['10.96.0.0/24']),
    serviceCIDR('more', ['10.97.0.0/25']),
    manager('10.244.0.0/16'),
    worker(0, ['IPv4']),
  ];
  const { answers } = look(records, past(counted(blockDays(ipv4Blocks, 60, 1, 0))));
  const plan = await answers.plan('');
  if (!('answer' in plan)) throw new Error('it is a scenario');
  expect(plan.answer.rows.map(({ what, forecast }) => [what, forecast])).toEqual([
    ['blocks', ipv4Blocks],
    ['pods', null],
    ['services', 'service/IPv4'],
  ]);
  const [row] = plan.answer.rows;
  expect(row?.today?.growth).toEqual((await answers.forecast(ipv4Blocks))?.growth);
});

test('a free range comes first from what the file allots to the cluster, although it is cut out of a wider range of others', () => {
  const { model } = modelOf(serviceCIDR('kubernetes', ['10.96.0.0/20']));
  const outside = [declared('10.0.0.0/8', 'corp'), declared('10.112.0.0/12', 'platform team', true)];
  const reply = outlookOf(model, () => noon, { outside }).ranges('a /20 for Services');
  expect('answer' in reply && reply.answer.found[0]).toMatchObject({
    cidr: '10.112.0.0/20',
    reasons: expect.arrayContaining(['In 10.112.0.0/12 of platform team, which is allotted to this cluster.']),
  });
});

function declared(text: string, owner: string, contains: boolean | null = null): OutsideRange {
  const range = parseAddressRange(text);
  if (!range) throw new Error(`not a range: ${text}`);
  return { range, owner, note: null, kind: 'reserved', contains };
}

test('what cannot be read is refused by the name of its field, with its value and with what to write', async () => {
  const { answers } = look([], nothing);
  expect(await answers.plan('nodes=3;mask4=99')).toEqual({
    refused: { code: 'invalid-scenario', value: '99', detail: 'mask4: "99": write a whole number from 1 to 32.' },
  });
  expect(await answers.plan('nodes')).toMatchObject({ refused: { value: 'nodes' } });
  expect(answers.ranges('something wide')).toEqual({
    refused: {
      code: 'invalid-wish',
      value: 'something wide',
      detail: 'wish: "something wide" has no prefix length: write "a /20 for Services".',
    },
  });
  expect(answers.mask('IPv4', 25)).toEqual({
    refused: {
      code: 'out-of-range',
      value: 'IPv4',
      detail: 'family: "IPv4": no such range that nodes get blocks from is known whole: there is none to rehearse with.',
    },
  });
});

test('it is made out by itself, a target a turn, when samples come and when there are other pools, and not in between', async () => {
  const samples = past(counted());
  const asked = vi.fn(samples.samples);
  const { outlooks, clock, rest, fault, store } = look([serviceCIDR('kubernetes', ['10.96.0.0/24'])], { ...samples, samples: asked });
  stops.push(outlooks.start());
  const pass = async (milliseconds: number) => {
    clock.advance(milliseconds);
    await new Promise(setImmediate);
  };
  await pass(5_000);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(rest).toHaveBeenCalled();
  await pass(60_000);
  expect(asked).toHaveBeenCalledTimes(1);
  await pass(240_000);
  expect(asked).toHaveBeenCalledTimes(2);
  store.apply([{ put: serviceCIDR('more', ['10.97.0.0/24']) }]);
  await pass(5_000);
  expect(asked).toHaveBeenCalledTimes(4);
  await stops.pop()?.();
  await pass(600_000);
  expect(asked).toHaveBeenCalledTimes(4);
  expect(clock.waiting).toBe(0);
  expect(fault).not.toHaveBeenCalled();
});

test('a fault while it is made out is told, and the next beat tries again', async () => {
  const { outlooks, clock, fault, rest } = look([serviceCIDR('kubernetes', ['10.96.0.0/24'])], nothing);
  rest.mockRejectedValueOnce(new Error('unforeseen'));
  stops.push(outlooks.start());
  clock.advance(5_000);
  await new Promise(setImmediate);
  expect(fault.mock.calls).toEqual([[new Error('unforeseen')]]);
  expect(outlooks.last().seen.size).toBe(0);
  clock.advance(5_000);
  await new Promise(setImmediate);
  expect(outlooks.last().seen.size).toBe(1);
  expect(fault).toHaveBeenCalledTimes(1);
});

test('where nodes and ServiceCIDRs may not be read, a plan and free ranges say what they leave out', async () => {
  const { answers, read } = look([], nothing);
  const asked = async () => {
    const [plan, ranges] = [await answers.plan('nodes=3'), answers.ranges('a /20 for Services')];
    if ('refused' in plan || 'refused' in ranges) throw new Error('refused');
    return { notes: plan.answer.notes.map(({ code, text }) => `${code}: ${text}`), why: ranges.answer.why };
  };
  expect(await asked()).toEqual({ notes: [], why: null });
  read.lacks = 'nodes and ServiceCIDRs';
  const lacks = 'Cidrscape has not read the nodes and ServiceCIDRs of this cluster:';
  expect(await asked()).toEqual({
    notes: [`not-read: ${lacks} the plan leaves out what they would tell. The Status page says why.`],
    why: `${lacks} what looks free may be theirs. The Status page says why.`,
  });
});
