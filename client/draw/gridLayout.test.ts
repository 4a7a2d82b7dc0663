import { describe, expect, test } from 'vitest';
import { gridLayout } from './gridLayout.ts';
import { slotCount } from './sheet.ts';

const measure = { width: 700, left: 40, top: 20, gap: 2, maxPitch: 40 };

describe('gridLayout', () => {
  test('8 bits are a 16×16 grid', () => {
    const sheet = gridLayout(8, measure);
    expect([sheet.columns, sheet.rows.length, slotCount(sheet)]).toEqual([16, 16, 256]);
    expect([sheet.pitch, sheet.width, sheet.height]).toEqual([40, 680, 660]);
    expect(sheet.rows[1]).toEqual({ y: 60, first: 16n });
    expect(sheet.strips).toEqual([]);
  });

  test.each([
    [0, 1, 1],
    [1, 2, 1],
    [2, 2, 2],
    [3, 4, 2],
    [4, 4, 4],
    [5, 8, 4],
    [6, 8, 8],
    [7, 16, 8],
  ])('%i bits are %i columns and %i rows', (bits, columns, rows) => {
    const sheet = gridLayout(bits, measure);
    expect([sheet.columns, sheet.rows.length]).toEqual([columns, rows]);
  });

  test('a narrow page shrinks the cells to whole half pixels', () => {
    expect(gridLayout(8, { ...measure, width: 358, left: 32 }).pitch).toBe(20);
    expect(gridLayout(8, { ...measure, width: 365, left: 32 }).pitch).toBe(20.5);
  });

  test('a page without width still has cells of 4 pixels', () => {
    expect(gridLayout(8, { ...measure, width: 0 }).pitch).toBe(4);
  });

  test.each([-1, 9, 2.5, Number.NaN])('%d bits are refused', (bits) => {
    expect(() => gridLayout(bits, measure)).toThrow(RangeError);
  });
});
