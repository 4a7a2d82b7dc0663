import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curveEnds, indexOnCurve, placeOnCurve } from './hilbertCurve.ts';

const row = (bits: number, at: number) =>
  Array.from({ length: 2 ** Math.ceil(bits / 2) }, (_, column) => indexOnCurve({ column, row: at }, bits));

describe('the curve', () => {
  test('through four cells goes down, across and up', () => {
    expect([row(2, 0), row(2, 1)]).toEqual([
      [0, 3],
      [1, 2],
    ]);
  });
  test('through sixteen cells', () => {
    expect([row(4, 0), row(4, 1), row(4, 2), row(4, 3)]).toEqual([
      [0, 1, 14, 15],
      [3, 2, 13, 12],
      [4, 7, 8, 11],
      [5, 6, 9, 10],
    ]);
  });
  test('through eight cells is two squares side by side, the second behind the first', () => {
    expect([row(3, 0), row(3, 1)]).toEqual([
      [0, 3, 4, 7],
      [1, 2, 5, 6],
    ]);
  });
  test('through 256 cells leaves its first quarter at the left edge and ends at the top right', () => {
    expect(placeOnCurve(63, 8)).toEqual({ column: 0, row: 7 });
    expect(placeOnCurve(64, 8)).toEqual({ column: 0, row: 8 });
    expect(placeOnCurve(255, 8)).toEqual({ column: 15, row: 0 });
  });

  const some = fc.integer({ min: 0, max: 16 }).chain((bits) => fc.tuple(fc.constant(bits), fc.integer({ min: 0, max: 2 ** bits - 1 })));
  test('place and index are inverse', () => {
    fc.assert(
      fc.property(some, ([bits, index]) => {
        const place = placeOnCurve(index, bits);
        expect(place.column).toBeLessThan(2 ** Math.ceil(bits / 2));
        expect(place.row).toBeLessThan(2 ** Math.floor(bits / 2));
        expect(indexOnCurve(place, bits)).toBe(index);
      }),
    );
  });
  test('neighbours on the curve are neighbours in space', () => {
    fc.assert(
      fc.property(some, ([bits, index]) => {
        fc.pre(index > 0);
        const [a, b] = [placeOnCurve(index - 1, bits), placeOnCurve(index, bits)];
        expect(Math.abs(a.column - b.column) + Math.abs(a.row - b.row)).toBe(1);
      }),
    );
  });
});

describe('curveEnds', () => {
  test('256 cells have six numbers at their edges', () => {
    expect(curveEnds(8)).toEqual([
      { index: 0, row: 0, side: 'left' },
      { index: 63, row: 7, side: 'left' },
      { index: 64, row: 8, side: 'left' },
      { index: 191, row: 8, side: 'right' },
      { index: 192, row: 7, side: 'right' },
      { index: 255, row: 0, side: 'right' },
    ]);
  });
  test('two squares have the first one’s at the left, the second one’s at the right', () => {
    expect(curveEnds(5).map((end) => `${end.side} ${end.index}`)).toEqual([
      'left 0',
      'left 3',
      'left 4',
      'right 27',
      'right 28',
      'right 31',
    ]);
  });
  test('a single cell has one', () => expect(curveEnds(0)).toEqual([{ index: 0, row: 0, side: 'left' }]));
});
