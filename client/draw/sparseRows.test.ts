import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sparseRows } from './sparseRows.ts';

const blocks = { columns: 16, group: 1, bridge: 1 };

describe('sparseRows', () => {
  test('three blocks of 65,536 are two rows and one gap', () => {
    expect(sparseRows([0n, 1n, 0x12n], 65536n, blocks)).toEqual([
      { kind: 'row', row: 0n },
      { kind: 'row', row: 1n },
      { kind: 'gap', first: 2n, rows: 4094n },
    ]);
  });
  test('a single empty row between two is drawn: a strip would be no shorter', () => {
    expect(sparseRows([0n, 0x25n], 48n, blocks).map((piece) => piece.kind)).toEqual(['row', 'row', 'row']);
  });
  test('two empty rows are a gap', () => {
    expect(sparseRows([0n, 0x35n], 64n, blocks)).toEqual([
      { kind: 'row', row: 0n },
      { kind: 'gap', first: 1n, rows: 2n },
      { kind: 'row', row: 3n },
    ]);
  });
  test('a gap can come first', () => {
    expect(sparseRows([255n], 256n, blocks)[0]).toEqual({ kind: 'gap', first: 0n, rows: 15n });
  });
  test('an empty range keeps its first row', () => {
    expect(sparseRows([], 65536n, blocks)).toEqual([
      { kind: 'row', row: 0n },
      { kind: 'gap', first: 1n, rows: 4095n },
    ]);
  });
  test('a range without cells is nothing', () => {
    expect(sparseRows([], 0n, blocks)).toEqual([]);
  });
  test('groups of 16 rows keep a /120 whole', () => {
    const pieces = sparseRows([5n], 1n << 64n, { columns: 16, group: 16, bridge: 1 });
    expect(pieces.filter((piece) => piece.kind === 'row')).toHaveLength(16);
    expect(pieces.at(-1)).toEqual({ kind: 'gap', first: 16n, rows: (1n << 60n) - 16n });
  });
  test('rows and gaps cover the range once and in order, and every held cell is drawn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(0n, (1n << 64n) - 1n), { maxLength: 30 }),
        fc.bigInt(1n, 1n << 64n),
        fc.constantFrom(1, 2, 8, 16),
        fc.integer({ min: 0, max: 3 }),
        (offsets, total, group, bridge) => {
          const drawn = new Set<bigint>();
          let next = 0n;
          for (const piece of sparseRows(offsets, total, { columns: 16, group, bridge })) {
            expect(piece.kind === 'row' ? piece.row : piece.first).toBe(next);
            if (piece.kind === 'row') drawn.add(piece.row);
            next += piece.kind === 'row' ? 1n : piece.rows;
          }
          expect(next).toBe((total + 15n) / 16n);
          for (const offset of offsets) if (offset < total) expect(drawn.has(offset / 16n)).toBe(true);
        },
      ),
    );
  });
});
