import { describe, expect, test } from 'vitest';
import { gridLayout } from './gridLayout.ts';
import { hilbertLayout } from './hilbertLayout.ts';
import { cellRect, offsetOfSlot, runRect, slotAt, slotCount, slotOfOffset } from './sheet.ts';

const measure = { width: 720, left: 40, top: 20, gap: 2, maxPitch: 40 };
const sheet = hilbertLayout(8, measure);

test('8 bits are a 16×16 grid with room at both sides', () => {
  expect([sheet.order, sheet.columns, sheet.rows.length, slotCount(sheet)]).toEqual(['hilbert', 16, 16, 256]);
  expect([sheet.pitch, sheet.width, sheet.height]).toEqual([40, 720, 660]);
});
test('10.244.64.0/24 stands at the left edge below 10.244.63.0/24', () => {
  const at = (offset: bigint) => cellRect(sheet, slotOfOffset(sheet, offset) ?? -1);
  expect(at(63n)).toEqual({ x: 40, y: 300, width: 38, height: 38 });
  expect(at(64n)).toEqual({ x: 40, y: 340, width: 38, height: 38 });
});
test('a row begins with the cell that stands leftmost in it', () => {
  expect(hilbertLayout(4, measure).rows.map((row) => row.first)).toEqual([0n, 3n, 4n, 5n]);
});
test('what lies outside has no slot', () => {
  expect(slotOfOffset(sheet, -1n)).toBeUndefined();
  expect(slotOfOffset(sheet, 256n)).toBeUndefined();
  expect(offsetOfSlot(sheet, 256)).toBeUndefined();
});
test('the same bits are refused as in a grid', () => expect(() => hilbertLayout(9, measure)).toThrow(RangeError));

describe('for all bits', () => {
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('%i: slot and offset are inverse, hit-testing too, and the grid is as large', (bits) => {
    const some = hilbertLayout(bits, measure);
    const grid = gridLayout(bits, measure);
    expect([some.columns, some.rows.length]).toEqual([grid.columns, grid.rows.length]);
    for (let slot = 0; slot < slotCount(some); slot++) {
      const rect = cellRect(some, slot);
      expect(slotOfOffset(some, offsetOfSlot(some, slot) ?? -1n)).toBe(slot);
      expect(rect && slotAt(some, rect.x + 1, rect.y + 1)).toBe(slot);
    }
  });
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('%i: every aligned prefix is a square, or two squares that touch', (bits) => {
    const some = hilbertLayout(bits, measure);
    for (let size = 1, log = 0; size <= 2 ** bits; size *= 2, log++) {
      for (let offset = 0; offset < 2 ** bits; offset += size) {
        const rect = runRect(some, slotOfOffset(some, BigInt(offset)) ?? -1, size);
        if (!rect) throw new Error(`${bits} bits: the run of ${size} from ${offset} is no rectangle`);
        const across = (rect.width + some.gap) / some.pitch;
        const down = (rect.height + some.gap) / some.pitch;
        expect(across * down).toBe(size);
        expect(Math.max(across, down) / Math.min(across, down)).toBe(log % 2 === 0 ? 1 : 2);
      }
    }
  });
});
