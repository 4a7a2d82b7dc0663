import { pitchFor, type Sheet, type SheetMeasure, type SheetRow, type Strip } from './sheet.ts';
import { type SparseOptions, sparseRows } from './sparseRows.ts';

/** Height of the strip that stands for what is left out, in CSS pixels. */
export const stripHeight = 32;

/**
 * A sparse range as rows that hold something, with a strip for each stretch between them. Strips count cells exactly: drawn cells
 * and strips add up to `total`. The last row of a range that is no multiple of the columns is cut by the caller's own count.
 */
export function sparseLayout(offsets: Iterable<bigint>, total: bigint, options: SparseOptions, measure: SheetMeasure): Sheet {
  const columns = BigInt(options.columns);
  const pitch = pitchFor(options.columns, measure);
  const rows: SheetRow[] = [];
  const strips: Strip[] = [];
  let y = measure.top;
  for (const piece of sparseRows(offsets, total, options)) {
    if (piece.kind === 'row') {
      rows.push({ y, first: piece.row * columns });
      y += pitch;
    } else {
      const first = piece.first * columns;
      const end = (piece.first + piece.rows) * columns;
      const last = (end < total ? end : total) - 1n;
      strips.push({ y, height: stripHeight, first, last, cells: last - first + 1n });
      y += stripHeight + measure.gap;
    }
  }
  const width = measure.left + options.columns * pitch;
  return {
    order: 'rows',
    columns: options.columns,
    pitch,
    gap: measure.gap,
    left: measure.left,
    top: measure.top,
    rows,
    strips,
    width,
    height: y,
  };
}
