import { expect, it } from 'vitest';
import { slopeOf } from './slope.ts';

it.each([
  [[], null],
  [[[1, 5]], null],
  [
    [
      [1, 5],
      [1, 9],
    ],
    null,
  ],
  [
    [
      [0, 5],
      [2, 9],
    ],
    2,
  ],
  [
    [
      [0, 7],
      [1, 7],
      [5, 7],
    ],
    0,
  ],
  [
    [
      [0, 0],
      [1, 2],
      [2, 1],
    ],
    0.5,
  ],
] as const)('the slope through %j is %s', (points, slope) => {
  expect(slopeOf(points.map(([x, y]) => ({ x, y })))).toBe(slope);
});
