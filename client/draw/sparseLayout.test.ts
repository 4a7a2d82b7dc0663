import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slotCount } from './sheet.ts';
import { sparseLayout, stripHeight } from './sparseLayout.ts';

const measure = { width: 680, left: 120, top: 20, gap: 2, maxPitch: 34 };

describe('sparseLayout', () => {
  test('65,504 free /64s of a /48 are one strip below two rows', () => {
    const sheet = sparseLayout([0n, 1n, 0x12n], 65536n, { columns: 16, group: 1, bridge: 1 }, measure);
    expect(sheet.rows).toEqual([
      { y: 20, first: 0n },
      { y: 54, first: 16n },
    ]);
    expect(sheet.strips).toEqual([{ y: 88, height: stripHeight, first: 32n, last: 65535n, cells: 65504n }]);
    expect(sheet.height).toBe(122);
  });
  test('a strip at the end of a range that is no multiple of 16 stops at the last cell', () => {
    const sheet = sparseLayout([0n], 100n, { columns: 16, group: 1, bridge: 1 }, measure);
    expect(sheet.strips[0]).toMatchObject({ first: 16n, last: 99n, cells: 84n });
  });
  test('what is drawn and what is left out add up to the range', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, 1n << 48n), { maxLength: 20 }), fc.integer({ min: 4, max: 48 }), (offsets, bits) => {
        const total = 1n << BigInt(bits);
        const sheet = sparseLayout(offsets, total, { columns: 16, group: 1, bridge: 1 }, measure);
        const leftOut = sheet.strips.reduce((sum, strip) => sum + strip.cells, 0n);
        expect(BigInt(slotCount(sheet)) + leftOut).toBe(total);
      }),
    );
  });
});
