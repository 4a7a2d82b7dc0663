import { expect, test } from 'vitest';
import type { Sample } from './history.ts';
import { rollUp, rollUpBy } from './rollUp.ts';

const sample = (at: number, inUse: string | null, rest: Partial<Sample> = {}): Sample => ({
  pool: 'p',
  at,
  family: 'IPv4',
  total: '256',
  usable: '254',
  handedOut: null,
  recorded: null,
  inUse,
  inUseLeast: inUse,
  blocks: null,
  limit: 'addresses',
  count: 1,
  made: false,
  imported: 0,
  ...rest,
});

test('the most and the least are numbers, not texts', () => {
  expect(rollUp(0, [sample(0, '9'), sample(1, '10'), sample(2, '1000')])).toEqual(sample(0, '1000', { inUseLeast: '9', count: 3 }));
});

test('what was not known for a while is what was known in the rest; never known stays unknown', () => {
  expect(rollUp(0, [sample(0, null), sample(1, '4')]).inUse).toBe('4');
  expect(rollUp(0, [sample(0, null), sample(1, null)]).inUse).toBeNull();
});

test('how large a pool is is what it was at the end', () => {
  const [before, after] = [sample(0, '1', { total: '512' }), sample(1, '1', { total: '256' })];
  expect(rollUp(0, [before, after]).total).toBe('256');
});

test('a rolled-up sample of rolled-up samples is that of all of them', () => {
  const all = ['5', '9', '2', '7'].map((inUse, i) => sample(i * 300_000, inUse));
  const halves = [rollUp(0, all.slice(0, 2)), rollUp(600_000, all.slice(2))];
  expect(rollUp(0, halves)).toEqual(rollUp(0, all));
});

test('steps without a sample are left out, and pools stay apart', () => {
  const points = rollUpBy(3600, [sample(0, '1'), sample(60_000, '2', { pool: 'q' }), sample(7_200_000, '3'), sample(7_500_000, '4')]);
  expect(points.map(({ pool, at, inUse, count }) => [pool, at, inUse, count])).toEqual([
    ['p', 0, '1', 1],
    ['q', 0, '2', 1],
    ['p', 7_200_000, '4', 2],
  ]);
});
