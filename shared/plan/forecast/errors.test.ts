import { expect, test } from 'vitest';
import { errorsAhead, errorsOf } from './errors.ts';

test('without any past forecast the band is the least there is, to both sides', () => {
  expect(errorsOf([], 30, 2)).toEqual({ low: -2, high: 2, exponent: 0.75, days: 30 });
});

test('who always said too little has a band upward, and a quarter of it downward, both wider where the misses may grow', () => {
  const missed = Array.from({ length: 20 }, () => ({ days: 7, by: 8 }));
  expect(errorsOf(missed, 30, 0.25)).toEqual({ low: -2.35, high: 9.4, exponent: 0.75, days: 30 });
});

test('misses that grow with the days have the exponent 1, those that do not the smallest', () => {
  const missed = (by: (days: number) => number) =>
    [1, 3, 7, 21, 42, 84].flatMap((days) => [1, -1, 1, -1].map((side) => ({ days, by: side * by(days) })));
  expect(
    errorsOf(
      missed((days) => 1 + days / 7),
      200,
      0.25,
    ).exponent,
  ).toBe(1);
  expect(
    errorsOf(
      missed(() => 5),
      200,
      0.25,
    ).exponent,
  ).toBe(0.25);
});

test('the band widens with the days ahead, and faster where little is known', () => {
  const long = errorsOf([], 400, 1);
  const short = errorsOf([], 10, 1);
  const widths = [7, 28, 90, 365].map((ahead) => errorsAhead(long, ahead).high);
  expect(widths).toEqual([...widths].sort((a, b) => a - b));
  expect(errorsAhead(short, 90).high).toBeGreaterThan(errorsAhead(long, 90).high);
});
