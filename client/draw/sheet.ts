import { bisectRight } from 'd3';
import { indexOnCurve, placeOnCurve } from './hilbertCurve.ts';

/** A rectangle in CSS pixels, measured from the top left of the sheet. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How cells follow each other on a sheet: row by row, or along a Hilbert curve. */
export type Order = 'rows' | 'hilbert';

/** One drawn row: where it stands, and how many cells of the range lie before the leftmost one. */
export interface SheetRow {
  readonly y: number;
  readonly first: bigint;
}

/** What was left out between two drawn rows: cells `first` to `last`, both included. */
export interface Strip {
  readonly y: number;
  readonly height: number;
  readonly first: bigint;
  readonly last: bigint;
  readonly cells: bigint;
}

/**
 * Where every drawn cell stands. A slot is the place of a drawn cell, 0 at the top left, row by row whatever the order; an offset is its
 * position in the range, counted in cells. The two differ below a strip and along a curve. Pixels are CSS pixels.
 */
export interface Sheet {
  readonly order: Order;
  readonly columns: number;
  /** From one cell's left edge to the next one's; cells are square. */
  readonly pitch: number;
  readonly gap: number;
  /** Room for the row labels. */
  readonly left: number;
  /** Room for the column labels. */
  readonly top: number;
  readonly rows: readonly SheetRow[];
  readonly strips: readonly Strip[];
  readonly width: number;
  readonly height: number;
}

/** How large a sheet may get. All in CSS pixels. */
export interface SheetMeasure {
  readonly width: number;
  readonly left: number;
  readonly top: number;
  readonly gap: number;
  readonly maxPitch: number;
}

/** The pitch at which so many columns fit: half pixels, so that outlines stay sharp; never below 4. */
export function pitchFor(columns: number, measure: SheetMeasure): number {
  const fits = Math.floor(((measure.width - measure.left) / columns) * 2) / 2;
  return Math.max(4, Math.min(measure.maxPitch, fits));
}

/** How many cells are drawn. */
export function slotCount(sheet: Sheet): number {
  return sheet.rows.length * sheet.columns;
}

/** The rectangle of a slot without the gap around it; undefined where nothing is drawn. */
export function cellRect(sheet: Sheet, slot: number): Rect | undefined {
  const row = Number.isInteger(slot) && slot >= 0 ? sheet.rows[Math.floor(slot / sheet.columns)] : undefined;
  if (!row) return undefined;
  const size = sheet.pitch - sheet.gap;
  return { x: sheet.left + (slot % sheet.columns) * sheet.pitch, y: row.y, width: size, height: size };
}

/** The slot under a point; the gap belongs to the cell before it. Undefined on labels, strips and outside. */
export function slotAt(sheet: Sheet, x: number, y: number): number | undefined {
  const column = Math.floor((x - sheet.left) / sheet.pitch);
  if (column < 0 || column >= sheet.columns) return undefined;
  const index =
    bisectRight(
      sheet.rows.map((row) => row.y),
      y,
    ) - 1;
  const row = sheet.rows[index];
  if (!row || y >= row.y + sheet.pitch) return undefined;
  return index * sheet.columns + column;
}

/** How many cells of the range lie before the one in this slot. */
export function offsetOfSlot(sheet: Sheet, slot: number): bigint | undefined {
  const row = Number.isInteger(slot) && slot >= 0 ? sheet.rows[Math.floor(slot / sheet.columns)] : undefined;
  if (row && sheet.order === 'hilbert') {
    return BigInt(indexOnCurve({ column: slot % sheet.columns, row: Math.floor(slot / sheet.columns) }, curveBits(sheet)));
  }
  return row && row.first + BigInt(slot % sheet.columns);
}

/** The slot in which a cell of the range is drawn; undefined where a strip hides it. */
export function slotOfOffset(sheet: Sheet, offset: bigint): number | undefined {
  if (sheet.order === 'hilbert') {
    if (offset < 0n || offset >= BigInt(slotCount(sheet))) return undefined;
    const { column, row } = placeOnCurve(Number(offset), curveBits(sheet));
    return row * sheet.columns + column;
  }
  let low = 0;
  let high = sheet.rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = sheet.rows[middle];
    if (!row) return undefined;
    if (offset < row.first) high = middle - 1;
    else if (offset >= row.first + BigInt(sheet.columns)) low = middle + 1;
    else return middle * sheet.columns + Number(offset - row.first);
  }
  return undefined;
}

/** Bits of a whole grid of cells. */
function curveBits(sheet: Sheet): number {
  return Math.round(Math.log2(slotCount(sheet)));
}

/**
 * The rectangle around `count` cells in address order from the one in `slot` on. A power-of-two width makes every aligned prefix one in
 * either order; undefined for a run that is not a rectangle, or that a strip cuts.
 */
export function runRect(sheet: Sheet, slot: number, count: number): Rect | undefined {
  const begin = offsetOfSlot(sheet, slot);
  if (count < 1 || begin === undefined) return undefined;
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  for (let offset = begin; offset < begin + BigInt(count); offset++) {
    const at = slotOfOffset(sheet, offset);
    if (at === undefined) return undefined;
    const column = at % sheet.columns;
    const row = Math.floor(at / sheet.columns);
    [left, top, right, bottom] = [Math.min(left, column), Math.min(top, row), Math.max(right, column), Math.max(bottom, row)];
  }
  const first = cellRect(sheet, top * sheet.columns + left);
  const last = cellRect(sheet, bottom * sheet.columns + right);
  if (!first || !last || (right - left + 1) * (bottom - top + 1) !== count) return undefined;
  return { x: first.x, y: first.y, width: last.x + last.width - first.x, height: last.y + last.height - first.y };
}
