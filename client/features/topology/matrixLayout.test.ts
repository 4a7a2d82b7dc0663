import { expect, test } from 'vitest';
import { cellAt, cellWidth, headOfMatrix, matrixLayout, moveInMatrix, nameWidth, rowHeight } from './matrixLayout.ts';

const nodes = [
  { name: 'a', zone: 'z1' },
  { name: 'b', zone: 'z1' },
  { name: 'c', zone: null },
];
const layout = matrixLayout({ nodes, rows: [] });

test('nodes of a zone stand together, a gap before the next', () => {
  expect(layout.xs).toEqual([nameWidth, nameWidth + cellWidth, nameWidth + 2 * cellWidth + 12]);
  expect(layout.zones).toEqual([
    { name: 'z1', x: nameWidth, width: 2 * cellWidth },
    { name: 'no zone', x: nameWidth + 2 * cellWidth + 12, width: cellWidth },
  ]);
});

test('a point is in a cell, or in none', () => {
  expect(cellAt(layout, 2, nameWidth + cellWidth + 1, headOfMatrix + rowHeight + 1)).toEqual({ row: 1, column: 1 });
  expect(cellAt(layout, 2, nameWidth - 1, headOfMatrix + 1)).toBeNull();
  expect(cellAt(layout, 2, nameWidth + 2 * cellWidth + 5, headOfMatrix + 1)).toBeNull();
  expect(cellAt(layout, 2, nameWidth + 1, headOfMatrix + 2 * rowHeight + 1)).toBeNull();
});

test.each([
  ['ArrowDown', { row: 2, column: 0 }],
  ['ArrowUp', { row: 0, column: 0 }],
  ['ArrowLeft', { row: 1, column: 0 }],
  ['ArrowRight', { row: 1, column: 1 }],
  ['End', { row: 1, column: 3 }],
  ['PageDown', { row: 2, column: 0 }],
  ['Enter', undefined],
])('%s leads from the second row of three to %j', (key, to) => {
  expect(moveInMatrix(key, { row: 1, column: 0 }, 3, 4)).toEqual(to);
});
