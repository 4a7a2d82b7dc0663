import { expect, test } from 'vitest';
import { exactDuration, formatDuration } from './formatDuration.ts';

test.each([
  [0, '0 s'],
  [-5000, '0 s'],
  [2_900, '2 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [372_000, '6 min'],
  [3_600_000, '1 h'],
  [12_000_000, '3 h 20 min'],
  [367_200_000, '4 d 6 h'],
  [864_000_000, '10 d'],
  [6_048_000_000, '70 d'],
])('%d ms is %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

test('the hover names every unit that is not nothing', () => {
  expect(exactDuration(367_205_000)).toBe('4 d 6 h 5 s');
  expect(exactDuration(61_000)).toBe('1 min 1 s');
});
