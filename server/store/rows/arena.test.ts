import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Arena } from './arena.ts';

const read = (arena: Arena, row: number) => arena.locate(row, (bytes, first, end) => bytes.toString('latin1', first, end));
const write = (arena: Arena, row: number, text: string) => arena.write(row, Buffer.from(text, 'latin1'), text.length);

test('rows come and go, grow and shrink, and each is what was last written', () => {
  const edits = fc.array(fc.record({ row: fc.nat(40), length: fc.option(fc.oneof(fc.nat(300), fc.nat(30_000)), { nil: null }) }), {
    maxLength: 400,
  });
  fc.assert(
    fc.property(edits, (steps) => {
      const arena = new Arena();
      const rows = new Map<number, string>();
      for (const [at, { row, length }] of steps.entries()) {
        if (length === null) {
          arena.remove(row);
          rows.delete(row);
        } else {
          const text = String.fromCharCode(65 + (at % 26)).repeat(length);
          write(arena, row, text);
          rows.set(row, text);
        }
      }
      for (let row = 0; row <= 40; row++) {
        expect(arena.has(row)).toBe(rows.has(row));
        if (rows.has(row)) expect(read(arena, row)).toBe(rows.get(row));
      }
    }),
    { numRuns: 60 },
  );
});

test('what is taken stays in proportion to what is held, however long rows are rewritten', () => {
  const arena = new Arena();
  for (let round = 0; round < 200; round++)
    for (let row = 0; row < 100; row++) write(arena, row, 'x'.repeat(100 + ((round * 37 + row) % 500)));
  // 100 rows of at most 608 bytes: half-empty chunks and the one that is being filled stay below three times as much.
  expect(arena.size).toBeLessThanOrEqual(3 * 64 * 1024);
  for (let row = 0; row < 100; row++) arena.remove(row);
  expect(arena.size).toBe(0);
});

test('a row that is longer than a chunk has its place, and one that was removed is an error', () => {
  const arena = new Arena();
  write(arena, 3, 'y'.repeat(200_000));
  write(arena, 4, 'z');
  expect(read(arena, 3)).toHaveLength(200_000);
  expect(read(arena, 4)).toBe('z');
  arena.remove(3);
  expect(() => read(arena, 3)).toThrow('there is no row 3');
  expect(() => read(arena, 5000)).toThrow(RangeError);
});
