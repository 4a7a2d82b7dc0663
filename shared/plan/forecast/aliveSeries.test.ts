import { expect, test } from 'vitest';
import { aliveSeries, seriesWithAlive } from './aliveSeries.ts';
import { forecast } from './forecast.ts';

test('of what is alive, how many were there on each day', () => {
  expect(aliveSeries([3.5, 1.2, 1.9, 4], 5)).toEqual([
    { day: 1, value: 2 },
    { day: 2, value: 2 },
    { day: 3, value: 3 },
    { day: 4, value: 4 },
    { day: 5, value: 4 },
  ]);
});

test('a clock that is ahead makes nothing of the future', () => {
  expect(aliveSeries([1, 7.5], 3)).toEqual([1, 2, 3].map((day) => ({ day, value: 1 })));
  expect(aliveSeries([], 3)).toEqual([]);
});

const alive = [0, 1, 2, 3, 4].map((day) => ({ day, value: 10 + day }));

test('without a count, creation times are all there is', () => {
  expect(seriesWithAlive([], alive)).toEqual({ series: alive, basis: 'alive' });
});

test('before the first count they are lifted to meet it', () => {
  expect(seriesWithAlive([{ day: 3, value: 20 }], alive)).toEqual({
    series: [
      { day: 0, value: 17 },
      { day: 1, value: 18 },
      { day: 2, value: 19 },
      { day: 3, value: 20 },
    ],
    basis: 'mixed',
  });
});

test('after four weeks of counts they are left out', () => {
  const counts = Array.from({ length: 28 }, (_, i) => ({ day: 3 + i, value: 20 }));
  expect(seriesWithAlive(counts, alive)).toEqual({ series: counts, basis: 'samples' });
});

test('a cluster without history, a node a day for 30 days: 40 are reached ten days on', () => {
  const series = aliveSeries(
    Array.from({ length: 30 }, (_, day) => day + 0.5),
    29,
  );
  const { ends, basis } = forecast(series, [{ day: 0, limit: 40 }], 29, 'alive');
  expect(basis).toBe('alive');
  expect(ends).toMatchObject({ kind: 'date', likely: 39 });
});
