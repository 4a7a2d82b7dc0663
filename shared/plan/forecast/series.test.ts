import { expect, test } from 'vitest';
import { dailyMaxima, limitOn, withoutHeldDown } from './series.ts';

test('the most of each day, in order; a day without a sample is not there', () => {
  const samples = [
    { time: 3.9, value: 7 },
    { time: 1.1, value: 4 },
    { time: 1.7, value: 9 },
    { time: 1.9, value: 5 },
  ];
  expect(dailyMaxima(samples)).toEqual([
    { day: 1, value: 9 },
    { day: 3, value: 7 },
  ]);
});

test('zero is a count; what is no number, or less than nothing, is none', () => {
  expect(
    dailyMaxima([
      { time: 2, value: 0 },
      { time: 3, value: Number.NaN },
      { time: 4, value: -1 },
      { time: Number.NaN, value: 3 },
    ]),
  ).toEqual([{ day: 2, value: 0 }]);
});

const limits = [
  { day: 10, limit: 100 },
  { day: 20, limit: 200 },
];

test.each([
  [5, 100],
  [10, 100],
  [19, 100],
  [20, 200],
  [99, 200],
])('on day %i the limit is %i', (day, limit) => {
  expect(limitOn(limits, day)).toBe(limit);
});

test('without steps there is no limit', () => {
  expect(limitOn([], 5)).toBeUndefined();
});

test('days at the limit of their day are left out', () => {
  const series = [99, 100, 100, 101].map((value, i) => ({ day: 17 + i, value }));
  expect(withoutHeldDown(series, limits).map(({ day }) => day)).toEqual([17, 20]);
});
