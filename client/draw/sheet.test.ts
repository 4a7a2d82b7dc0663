import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridLayout } from './gridLayout.ts';
import { cellRect, offsetOfSlot, runRect, slotAt, slotCount, slotOfOffset } from './sheet.ts';
import { sparseLayout } from './sparseLayout.ts';

const measure = { width: 680, left: 40, top: 20, gap: 2, maxPitch: 40 };
const grid = gridLayout(8, measure);
const sparse = sparseLayout([0n, 18n, 70n], 65536n, { columns: 16, group: 1, bridge: 0 }, measure);

describe('cellRect', () => {
  test('cell 7 of a /16 stands in the first row', () => {
    expect(cellRect(grid, 7)).toEqual({ x: 320, y: 20, width: 38, height: 38 });
  });
  test('cell 240 stands first in the last row', () => {
    expect(cellRect(grid, 240)).toEqual({ x: 40, y: 620, width: 38, height: 38 });
  });
  test.each([-1, 256, 0.5])('there is no cell %d', (slot) => {
    expect(cellRect(grid, slot)).toBeUndefined();
  });
});

describe('slotAt', () => {
  test('finds the cell under a point by arithmetic', () => {
    expect(slotAt(grid, 321, 21)).toBe(7);
    expect(slotAt(grid, 40, 620)).toBe(240);
  });
  test('the gap belongs to the cell before it', () => {
    expect(slotAt(grid, 79.5, 20)).toBe(0);
  });
  test('labels, strips and everything outside are no cell', () => {
    expect(slotAt(grid, 39, 30)).toBeUndefined();
    expect(slotAt(grid, 50, 19)).toBeUndefined();
    expect(slotAt(grid, 680, 30)).toBeUndefined();
    expect(slotAt(grid, 50, 660)).toBeUndefined();
    expect(slotAt(sparse, 50, (sparse.strips[0]?.y ?? 0) + 5)).toBeUndefined();
  });
  test('is the inverse of the layout, strips or not', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.bigInt(0n, 65535n), { maxLength: 40 }),
        fc.integer({ min: 1, max: 16 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (offsets, group, within) => {
          const sheet = sparseLayout(offsets, 65536n, { columns: 16, group, bridge: 1 }, measure);
          for (let slot = 0; slot < slotCount(sheet); slot++) {
            const rect = cellRect(sheet, slot);
            if (!rect) throw new Error(`slot ${slot} has no rectangle`);
            expect(slotAt(sheet, rect.x + within * rect.width, rect.y + within * rect.height)).toBe(slot);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('offsets', () => {
  test('below a strip the offset runs ahead of the slot', () => {
    expect(sparse.rows.map((row) => row.first)).toEqual([0n, 16n, 64n]);
    expect(offsetOfSlot(sparse, 32)).toBe(64n);
    expect(slotOfOffset(sparse, 70n)).toBe(38);
  });
  test('an offset that a strip hides has no slot', () => {
    expect(slotOfOffset(sparse, 40n)).toBeUndefined();
    expect(slotOfOffset(sparse, 65535n)).toBeUndefined();
  });
  test('slot and offset are inverse', () => {
    for (let slot = 0; slot < slotCount(sparse); slot++) {
      expect(slotOfOffset(sparse, offsetOfSlot(sparse, slot) ?? -1n)).toBe(slot);
    }
  });
});

describe('runRect', () => {
  test('10.244.16.0/20 in a /16 of /24s is the second row', () => {
    expect(runRect(grid, 16, 16)).toEqual({ x: 40, y: 60, width: 638, height: 38 });
  });
  test('a /26 of addresses is four rows', () => {
    expect(runRect(grid, 64, 64)).toEqual({ x: 40, y: 180, width: 638, height: 158 });
  });
  test('a run around the corner is no rectangle', () => {
    expect(runRect(grid, 10, 10)).toBeUndefined();
  });
  test('a run that a strip cuts is no rectangle', () => {
    expect(runRect(sparse, 16, 32)).toBeUndefined();
  });
  test('every aligned prefix is a rectangle of exactly its cells', () => {
    for (let bits = 0; bits <= 8; bits++) {
      const sheet = gridLayout(bits, measure);
      for (let size = 1; size <= 2 ** bits; size *= 2) {
        for (let slot = 0; slot < 2 ** bits; slot += size) {
          const rect = runRect(sheet, slot, size);
          if (!rect) throw new Error(`${bits} bits: the run of ${size} from ${slot} is no rectangle`);
          const across = Math.round((rect.width + sheet.gap) / sheet.pitch);
          const down = Math.round((rect.height + sheet.gap) / sheet.pitch);
          expect(across * down).toBe(size);
        }
      }
    }
  });
});
