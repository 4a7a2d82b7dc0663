import type { TopologyMatrix } from '../../../shared/wire/topology.ts';

export const cellWidth = 36;
export const rowHeight = 30;
export const nameWidth = 216;
export const totalWidth = 84;
/** Above the rows: zones, names of nodes at an angle. */
export const headOfMatrix = 112;
const zoneGap = 12;

/** Where the columns of a matrix stand: nodes of one zone together. */
export interface MatrixLayout {
  readonly xs: readonly number[];
  readonly zones: readonly { readonly name: string; readonly x: number; readonly width: number }[];
  /** Behind the last column. */
  readonly end: number;
  readonly width: number;
  readonly height: number;
}

export function matrixLayout({ nodes, rows }: Pick<TopologyMatrix, 'nodes' | 'rows'>): MatrixLayout {
  const xs: number[] = [];
  const zones: { name: string; x: number; width: number }[] = [];
  let x = nameWidth;
  for (const [i, { zone }] of nodes.entries()) {
    const last = zones.at(-1);
    if (last && nodes[i - 1]?.zone === zone) last.width += cellWidth;
    else {
      if (last) x += zoneGap;
      zones.push({ name: zone ?? 'no zone', x, width: cellWidth });
    }
    xs.push(x);
    x += cellWidth;
  }
  return { xs, zones, end: x, width: x + 2 * totalWidth + 16, height: headOfMatrix + rows.length * rowHeight + 8 };
}

/** The cell at a point: its row and column. */
export function cellAt(layout: MatrixLayout, rows: number, x: number, y: number): { row: number; column: number } | null {
  const row = Math.floor((y - headOfMatrix) / rowHeight);
  const column = layout.xs.findIndex((left) => x >= left && x < left + cellWidth);
  return row >= 0 && row < rows && column >= 0 ? { row, column } : null;
}

/** Where a key leads from a cell; undefined for keys that do not move. */
export function moveInMatrix(key: string, { row, column }: { row: number; column: number }, rows: number, columns: number) {
  const within = (value: number, count: number) => Math.min(Math.max(0, value), count - 1);
  switch (key) {
    case 'ArrowUp':
      return { row: within(row - 1, rows), column };
    case 'ArrowDown':
      return { row: within(row + 1, rows), column };
    case 'ArrowLeft':
      return { row, column: within(column - 1, columns) };
    case 'ArrowRight':
      return { row, column: within(column + 1, columns) };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: columns - 1 };
    case 'PageUp':
      return { row: 0, column };
    case 'PageDown':
      return { row: rows - 1, column };
    default:
      return undefined;
  }
}
