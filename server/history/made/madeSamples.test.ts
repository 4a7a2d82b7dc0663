import { expect, test } from 'vitest';
import type { Sample } from '../history.ts';
import { slotLength } from './heldOver.ts';
import { madeSamples } from './madeSamples.ts';

const day = 86_400_000;
const begin = Date.UTC(2026, 9, 1);
const nothing = { blocks: [], addresses: [] };

function sample(days: number, more: Partial<Sample> = {}): Sample {
  return {
    ...{ pool: 'p', at: begin + days * day, family: 'IPv4', total: '4096', usable: '4094', handedOut: null },
    ...{ recorded: null, inUse: '20', inUseLeast: '20', blocks: null, limit: 'addresses', count: 1, made: false, imported: 0 },
    ...more,
  };
}

/** So many were held from each day on, counted from the first. */
function held(days: number, addresses: Readonly<Record<number, number>>, blocks: Readonly<Record<number, number>> = {}) {
  const slots = days * (day / slotLength);
  const filled = (from: Readonly<Record<number, number>>) => {
    const counts = new Int32Array(slots);
    for (const [since, count] of Object.entries(from)) counts.fill(count, Math.round(Number(since) * (day / slotLength)));
    return counts;
  };
  return { addresses: filled(addresses), blocks: filled(blocks) };
}

test('days, hours and the last fourteen days in five minutes, all of them marked and before now', () => {
  const made = madeSamples(sample(56), begin, held(56, { 0: 20 }), nothing);
  expect([made[86400].length, made[3600].length, made[300].length]).toEqual([56, 56 * 24, 14 * 288]);
  for (const rows of Object.values(made) as Sample[][]) expect(rows.every(({ made, at }) => made && at < begin + 56 * day)).toBe(true);
  expect([made[86400][0]?.count, made[3600][0]?.count, made[300][0]?.count]).toEqual([288, 12, 1]);
});

test('a day has the most that was held in it, and the least', () => {
  const made = madeSamples(sample(3), begin, held(3, { 0: 5, 1.5: 12, 1.75: 20 }), nothing);
  expect(made[86400].map(({ inUse, inUseLeast }) => [inUse, inUseLeast])).toEqual([
    ['5', '5'],
    ['20', '5'],
    ['20', '20'],
  ]);
});

test('it is empty until somebody held something, and what nobody ever held was empty all along', () => {
  const days = (sample: Sample, counts: ReturnType<typeof held>) =>
    madeSamples(sample, begin, counts, nothing)[86400].map(({ inUse, inUseLeast }) => [inUse, inUseLeast]);
  const none = ['0', '0'];
  expect(days(sample(4), held(4, { 1.2: 20 }))).toEqual([none, ['20', '0'], ['20', '20'], ['20', '20']]);
  expect(days(sample(4, { inUse: '0', inUseLeast: '0' }), held(4, {}))).toEqual([none, none, none, none]);
});

test('what is not known stays unknown, and a pool of which nothing is known has no past', () => {
  const blocks = { prefixLength: 24, total: 256, handedOut: 4 };
  const made = madeSamples(sample(2, { inUse: null, inUseLeast: null, blocks }), begin, held(2, {}, { 0: 4 }), nothing);
  expect(made[86400].map(({ inUse, blocks }) => [inUse, blocks?.handedOut])).toEqual([
    [null, 4],
    [null, 4],
  ]);
  expect(madeSamples(sample(2, { inUse: null, inUseLeast: null }), begin, held(2, {}), nothing)[86400]).toEqual([]);
});

test('what others hold whom the history does not follow is there all along, and so are records that nobody holds', () => {
  const made = madeSamples(sample(2, { recorded: '23' }), begin, held(2, { 0: 10, 1: 18 }), nothing);
  expect(made[86400].map(({ inUse, recorded }) => [inUse, recorded])).toEqual([
    ['12', '15'],
    ['20', '23'],
  ]);
});

test('blocks are counted as they were held, and their addresses with them, wide ones too', () => {
  const now = sample(2, { handedOut: `${2n ** 64n * 57n}`, blocks: { prefixLength: 64, total: 65_536, handedOut: 57 } });
  const made = madeSamples(now, begin, held(2, { 0: 20 }, { 0: 30, 1: 57 }), nothing);
  expect(made[86400].map(({ blocks, handedOut }) => [blocks?.handedOut, handedOut])).toEqual([
    [30, `${2n ** 64n * 30n}`],
    [57, `${2n ** 64n * 57n}`],
  ]);
});

test('blocks and addresses that nobody holds whom the history follows go by the days on which they came', () => {
  const first = begin / day;
  const now = sample(4, { blocks: { prefixLength: 26, total: 64, handedOut: 10 } });
  const created = [
    { day: first + 1, count: 6 },
    { day: first + 3, count: 4 },
  ];
  const made = madeSamples(now, begin, held(4, {}), { blocks: created, addresses: [{ day: first + 1, count: 20 }] });
  expect(made[86400].map(({ blocks, inUse }) => [blocks?.handedOut, inUse])).toEqual([
    [0, '0'],
    [6, '20'],
    [6, '20'],
    [10, '20'],
  ]);
});
