import { indexOnCurve, placeOnCurve } from './hilbertCurve.ts';
import type { Order, Rect } from './sheet.ts';

/** What one address is, in a picture too small for shades. */
export const addressCode = { free: 0, held: 1, conflict: 2, recorded: 3 } as const;
export type AddressCode = (typeof addressCode)[keyof typeof addressCode];

/** The addresses inside the cells of a sheet. */
export interface InnerAddresses {
  /** A code for each address of the range. */
  readonly codes: Uint8Array;
  /** Bits of the addresses in one cell, 1…8. */
  readonly bits: number;
}

/** Runs and offsets of addresses as /map/addresses tells them. */
export interface ToldAddresses {
  readonly held: readonly (readonly [offset: number, length: number])[] | null;
  readonly conflicts: readonly number[];
  readonly recorded: readonly (readonly [offset: number, length: number])[];
}

/** A code for each of `total` addresses: a conflict goes before held, held before written down. What lies outside is left out. */
export function codesOf(told: ToldAddresses, total: number): Uint8Array {
  const codes = new Uint8Array(total);
  for (const [offset, length] of told.recorded) codes.fill(addressCode.recorded, offset, offset + length);
  for (const [offset, length] of told.held ?? []) codes.fill(addressCode.held, offset, offset + length);
  for (const offset of told.conflicts) if (offset < total) codes[offset] = addressCode.conflict;
  return codes;
}

/** Rectangles of addresses inside one cell, by code. */
export type InnerRects = Readonly<Record<Exclude<AddressCode, 0>, Rect[]>>;

/**
 * Where the addresses of one cell stand in it: 2^⌈bits/2⌉ in a row, in the sheet's order. Dots of 4 pixels and more stand apart;
 * smaller ones of one code that touch in a row are one rectangle, so that a full /16 is thousands of them and not 65,536.
 */
export function innerRects(cell: Rect, { codes, bits }: InnerAddresses, offset: number, order: Order): InnerRects {
  const columns = 2 ** Math.ceil(bits / 2);
  const rows = 2 ** bits / columns;
  const first = offset * 2 ** bits;
  const step = Math.min(cell.width / columns, cell.height / rows);
  const gap = step >= 4 ? step / 5 : 0;
  const left = cell.x + (cell.width - step * columns) / 2;
  const top = cell.y + (cell.height - step * rows) / 2;
  const indexAt = indexReader(codes, bits, offset, order);
  const out: InnerRects = { 1: [], 2: [], 3: [] };
  for (let row = 0; row < rows; row++) {
    let begin = 0;
    let code = 0;
    for (let column = 0; column <= columns; column++) {
      const next = column < columns ? (codes[first + indexAt(column, row)] ?? 0) : 0;
      if (next === code && gap === 0) continue;
      if (code !== 0) {
        const width = (column - begin) * step - gap;
        out[code as 1 | 2 | 3].push({ x: left + begin * step + gap / 2, y: top + row * step + gap / 2, width, height: step - gap });
      }
      begin = column;
      code = next;
    }
  }
  return out;
}

/**
 * Which address of a cell stands at a place inside it. Along a curve it is the curve through all addresses, which passes the cells in the
 * order of the curve through the cells. Odd bits fill no square: they are read row by row.
 */
function indexReader(codes: Uint8Array, bits: number, offset: number, order: Order): (column: number, row: number) => number {
  const columns = 2 ** Math.ceil(bits / 2);
  if (order === 'rows' || bits % 2 === 1) return (column, row) => row * columns + column;
  const all = Math.round(Math.log2(codes.length));
  const cell = placeOnCurve(offset, all - bits);
  const first = offset * 2 ** bits;
  return (column, row) => indexOnCurve({ column: cell.column * columns + column, row: cell.row * columns + row }, all) - first;
}
