import { expect, test } from 'vitest';
import { median, quantile } from './quantile.ts';

test.each([
  [[5], 0.1, 5],
  [[3, 1, 2], 0.5, 2],
  [[4, 1, 3, 2], 0.5, 2.5],
  [[10, 0], 0.9, 9],
  [[1, 2, 3, 4, 5], 0, 1],
  [[1, 2, 3, 4, 5], 1, 5],
])('of %j the %d-quantile is %d', (numbers, q, answer) => {
  expect(quantile(numbers, q)).toBe(answer);
});

test('of nothing there is none', () => {
  expect(median([])).toBeNaN();
});
