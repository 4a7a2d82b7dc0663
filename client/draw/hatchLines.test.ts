import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hatchLines } from './hatchLines.ts';

test('a square of 8 hatched every 4 pixels has three diagonals', () => {
  expect(hatchLines({ x: 0, y: 0, width: 8, height: 8 }, 4)).toEqual([
    { x1: 0, y1: 4, x2: 4, y2: 0 },
    { x1: 0, y1: 8, x2: 8, y2: 0 },
    { x1: 4, y1: 8, x2: 8, y2: 4 },
  ]);
});
test('falling diagonals run the other way', () => {
  expect(hatchLines({ x: 0, y: 0, width: 8, height: 8 }, 8, false)).toEqual([{ x1: 0, y1: 0, x2: 8, y2: 8 }]);
});
test('every diagonal stays inside its rectangle and is at 45 degrees', () => {
  const side = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 0, max: 500 }),
      side,
      side,
      fc.boolean(),
      (x, y, width, height, rising) => {
        for (const { x1, y1, x2, y2 } of hatchLines({ x, y, width, height }, 4, rising)) {
          for (const px of [x1, x2]) expect(px >= x && px <= x + width).toBe(true);
          for (const py of [y1, y2]) expect(py >= y && py <= y + height).toBe(true);
          expect(x2 - x1).toBe(rising ? y1 - y2 : y2 - y1);
        }
      },
    ),
  );
});
