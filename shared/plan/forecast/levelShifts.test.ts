import { expect, test } from 'vitest';
import { levelShifts, withoutShifts } from './levelShifts.ts';

const series = (count: number, value: (day: number) => number) => Array.from({ length: count }, (_, day) => ({ day, value: value(day) }));

test('a jump of 50 that stays is one shift', () => {
  const jumped = series(40, (day) => (day < 20 ? 100 : 150));
  expect(levelShifts(jumped)).toEqual([{ day: 20, by: 50 }]);
  expect(withoutShifts(jumped, levelShifts(jumped)).map(({ value }) => value)).toEqual(Array.from({ length: 40 }, () => 150));
});

test('a fall is a shift, too', () => {
  expect(levelShifts(series(40, (day) => (day < 20 ? 150 : 100)))).toEqual([{ day: 20, by: -50 }]);
});

test('a jump beside growth is what it is without the growth', () => {
  const [shift] = levelShifts(series(40, (day) => 2 * day + (day < 20 ? 0 : 50)));
  expect(shift).toEqual({ day: 20, by: 50 });
});

test.each([
  ['one day that stands out', (day: number) => (day === 20 ? 150 : 100)],
  ['three days that stand out', (day: number) => (day >= 20 && day < 23 ? 150 : 100)],
  ['growth', (day: number) => 10 * day],
  ['weekends', (day: number) => (day % 7 < 5 ? 100 : 60)],
  ['a jump whose end nobody has seen', (day: number) => (day < 37 ? 100 : 150)],
])('%s: no shift', (_, value) => {
  expect(levelShifts(series(40, value))).toEqual([]);
});

test('three jumps upward are how it grows', () => {
  expect(levelShifts(series(100, (day) => 100 + 50 * Math.floor(day / 25)))).toEqual([]);
});

test('one value, or none, has no shifts', () => {
  expect(levelShifts([])).toEqual([]);
  expect(levelShifts(series(1, () => 5))).toEqual([]);
});
