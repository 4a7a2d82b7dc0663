import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeOnCurve } from './hilbertCurve.ts';
import { codesOf, innerRects } from './innerAddresses.ts';

describe('codesOf', () => {
  test('a conflict goes before held, held before written down', () => {
    const codes = codesOf({ held: [[2, 3]], conflicts: [3], recorded: [[4, 2]] }, 8);
    expect([...codes]).toEqual([0, 0, 1, 2, 1, 3, 0, 0]);
  });
  test('what lies outside is left out', () => {
    expect([...codesOf({ held: [[2, 9]], conflicts: [9], recorded: [] }, 4)]).toEqual([0, 0, 1, 1]);
  });
  test('nothing known is nothing', () => expect([...codesOf({ held: null, conflicts: [], recorded: [] }, 2)]).toEqual([0, 0]));
});

describe('innerRects', () => {
  const cell = { x: 100, y: 200, width: 32, height: 32 };
  const codes = codesOf(
    {
      held: [
        [16, 3],
        [32, 1],
      ],
      conflicts: [19],
      recorded: [],
    },
    512,
  );
  test('small addresses that touch in a row are one rectangle', () => {
    const rects = innerRects(cell, { codes, bits: 8 }, 0, 'rows');
    expect(rects[1]).toEqual([
      { x: 100, y: 202, width: 6, height: 2 },
      { x: 100, y: 204, width: 2, height: 2 },
    ]);
    expect(rects[2]).toEqual([{ x: 106, y: 202, width: 2, height: 2 }]);
  });
  test('large ones stand apart', () => {
    const rects = innerRects({ ...cell, width: 160, height: 160 }, { codes, bits: 8 }, 0, 'rows');
    expect(rects[1][0]).toEqual({ x: 101, y: 211, width: 8, height: 8 });
    expect(rects[1]).toHaveLength(4);
  });
  test('another cell has its own', () => expect(innerRects(cell, { codes, bits: 8 }, 1, 'rows')[1]).toEqual([]));
  test('a block of 128 is twice as wide as high, in the middle of its cell', () => {
    const half = codesOf({ held: [[0, 1]], conflicts: [], recorded: [] }, 128);
    expect(innerRects(cell, { codes: half, bits: 7 }, 0, 'rows')[1]).toEqual([{ x: 100, y: 208, width: 2, height: 2 }]);
  });
  test('along a curve, every address stands where the curve through all of them passes', () => {
    fc.assert(
      fc.property(fc.constantFrom(2, 3, 4, 8), fc.constantFrom(2, 4, 8), fc.nat(), (outer, bits, any) => {
        const address = any % 2 ** (outer + bits);
        const offset = Math.floor(address / 2 ** bits);
        const one = codesOf({ held: [[address, 1]], conflicts: [], recorded: [] }, 2 ** (outer + bits));
        const [rect, ...rest] = innerRects(
          { x: 0, y: 0, width: 2 ** (bits / 2), height: 2 ** (bits / 2) },
          { codes: one, bits },
          offset,
          'hilbert',
        )[1];
        const place = placeOnCurve(address, outer + bits);
        const box = placeOnCurve(offset, outer);
        expect(rest).toEqual([]);
        expect([rect?.x, rect?.y]).toEqual([place.column - box.column * 2 ** (bits / 2), place.row - box.row * 2 ** (bits / 2)]);
      }),
    );
  });
});
