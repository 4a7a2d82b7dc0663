import { expect, test } from 'vitest';
import { slopeOf } from './slope.ts';

const series = (count: number, value: (day: number) => number) => Array.from({ length: count }, (_, day) => ({ day, value: value(day) }));

test('a line has its slope, however long it is and whatever is missing', () => {
  expect(slopeOf(series(10, (day) => 5 + 3 * day))).toBe(3);
  expect(slopeOf(series(400, (day) => 5 + 3 * day))).toBeCloseTo(3, 10);
  expect(slopeOf(series(30, (day) => 5 + 3 * day).filter(({ day }) => day % 4 !== 1))).toBe(3);
});

test('two wrong days of twelve do not move it', () => {
  expect(slopeOf(series(12, (day) => (day === 3 || day === 7 ? 900 : 2 * day)))).toBe(2);
});

test('one day, or none, has no slope', () => {
  expect(slopeOf([])).toBe(0);
  expect(slopeOf(series(1, () => 5))).toBe(0);
});
