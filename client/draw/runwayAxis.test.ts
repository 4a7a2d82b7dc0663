import { expect, test } from 'vitest';
import { runwayAxis } from './runwayAxis.ts';

const end = (likely: number | null, latest: number | null = likely) => ({ earliest: likely, likely, latest });

test('it reaches behind the last band, with room for its date', () => {
  expect(runwayAxis(1000, [end(1095, 1133), end(1177, 1222), end(1264, 1400)])).toEqual({ from: 1000, to: 1544 });
});

test('an end more than twelve times as far as the first is left out, for the first to be seen', () => {
  expect(runwayAxis(0, [end(40, 50), end(2000, 2200)])).toEqual({ from: 0, to: 91 });
});

test('a band without an end, or a long one, reaches twice as far as its likely day', () => {
  expect(runwayAxis(0, [end(200, null)])).toEqual({ from: 0, to: 544 });
  expect(runwayAxis(0, [end(200, 3000)])).toEqual({ from: 0, to: 544 });
});

test('nor does a long band press the first end to the edge', () => {
  expect(runwayAxis(0, [end(139, 190), end(1391, 2281)])).toEqual({ from: 0, to: 1668 });
});

test('what ends within days still has three months', () => {
  expect(runwayAxis(0, [end(0, 2)])).toEqual({ from: 0, to: 91 });
});

test('where nothing ends, or late alone, it is ten years', () => {
  expect(runwayAxis(20_000, [])).toEqual({ from: 20_000, to: 23_653 });
  expect(runwayAxis(20_000, [end(null)])).toEqual({ from: 20_000, to: 23_653 });
  expect(runwayAxis(20_000, [end(23_500, null)])).toEqual({ from: 20_000, to: 23_653 });
});
