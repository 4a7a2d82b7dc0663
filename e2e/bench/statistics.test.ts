import fc from 'fast-check';
import { expect, it } from 'vitest';
import { median, percentile } from './statistics.ts';

it.each([
  [[5], 50, 5],
  [[1, 2, 3, 4], 50, 2],
  [[4, 1, 3, 2], 99, 4],
  [[1, 2, 3, 4], 0, 1],
  [Array.from({ length: 100 }, (_, i) => i + 1), 99, 99],
])('of %j, percentile %d is %d', (list, percent, answer) => {
  expect(percentile(list, percent)).toBe(answer);
});

it.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (list, answer) => {
  expect(median(list)).toBe(answer);
});

it('an empty list has neither', () => {
  expect([median([]), percentile([], 50)]).toEqual([Number.NaN, Number.NaN]);
});

it('at least so many percent are at most a percentile, which is one of the list', () => {
  const numbers = fc.array(fc.integer(), { minLength: 1 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 100 }), (list, percent) => {
      const answer = percentile(list, percent);
      expect(list).toContain(answer);
      expect(list.filter((one) => one <= answer).length).toBeGreaterThanOrEqual((percent / 100) * list.length);
    }),
  );
});
