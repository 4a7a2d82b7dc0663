import { expect, test } from 'vitest';
import { seasonOn, weeklySeason } from './season.ts';

const series = (count: number, value: (day: number) => number) => Array.from({ length: count }, (_, day) => ({ day, value: value(day) }));
const flat = [0, 0, 0, 0, 0, 0, 0];

test('weekends 70 lower: weekdays stand 20 above the level, and weekends 50 below', () => {
  expect(weeklySeason(series(42, (day) => (day % 7 < 5 ? 100 : 30))).map(Math.round)).toEqual([20, 20, 20, 20, 20, -50, -50]);
});

test.each([
  ['two weeks', series(14, (day) => (day % 7 < 5 ? 100 : 30))],
  ['growth without weekends', series(42, (day) => 3 * day)],
  ['nothing', []],
])('%s: no season', (_, values) => {
  expect(weeklySeason(values)).toEqual(flat);
});

test('a day is its weekday, before 1970 too', () => {
  const season = [1, 2, 3, 4, 5, 6, 7];
  expect([0, 6, 7, -1, -7].map((day) => seasonOn(season, day))).toEqual([1, 7, 1, 7, 1]);
  expect(seasonOn([], 3)).toBe(0);
});
