import { expect, test } from 'vitest';
import { aliveSeries, seriesWithAlive } from './aliveSeries.ts';
import { forecast } from './forecast.ts';

test('of what is alive, how many were there on each day', () => {
  const created = [
    { day: 1, count: 2 },
    { day: 3, count: 1 },
    { day: 4, count: 1 },
  ];
  expect(aliveSeries(created, 5)).toEqual([
    { day: 1, value: 2 },
    { day: 2, value: 2 },
    { day: 3, value: 3 },
    { day: 4, value: 4 },
    { day: 5, value: 4 },
  ]);
});

test('a clock that is ahead makes nothing of the future', () => {
  const created = [
    { day: 1, count: 1 },
    { day: 7, count: 1 },
  ];
  expect(aliveSeries(created, 3)).toEqual([1, 2, 3].map((day) => ({ day, value: 1 })));
  expect(aliveSeries([], 3)).toEqual([]);
});

test('what was looked at speaks for more, and a series goes back two years at most', () => {
  const series = aliveSeries([{ day: 1, count: 2.4 }], 20_000);
  expect([series.length, series[0], series.at(-1)]).toEqual([730, { day: 19_271, value: 2 }, { day: 20_000, value: 2 }]);
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
    Array.from({ length: 30 }, (_, day) => ({ day, count: 1 })),
    29,
  );
  const { ends, basis } = forecast(series, [{ day: 0, limit: 40 }], 29, 'alive');
  expect(basis).toBe('alive');
  expect(ends).toMatchObject({ kind: 'date', likely: 39 });
});
