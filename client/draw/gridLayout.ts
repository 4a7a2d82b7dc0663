import { pitchFor, type Sheet, type SheetMeasure } from './sheet.ts';

/**
 * The next `bits` of a prefix as a row-major grid: 2^⌈bits/2⌉ columns, so that an aligned sub-prefix is always a rectangle
 * (8 bits are 16×16, 4 are 4×4, 7 are 16×8). Throws a RangeError for bits outside 0…8, which is all that an answer holds.
 */
export function gridLayout(bits: number, measure: SheetMeasure): Sheet {
  if (!Number.isInteger(bits) || bits < 0 || bits > 8)
    throw new RangeError(`gridLayout: bits is ${bits}; it is a whole number from 0 to 8`);
  const columns = 2 ** Math.ceil(bits / 2);
  const rowCount = 2 ** bits / columns;
  const pitch = pitchFor(columns, measure);
  const rows = Array.from({ length: rowCount }, (_, k) => ({ y: measure.top + k * pitch, first: BigInt(k * columns) }));
  return {
    order: 'rows',
    columns,
    pitch,
    gap: measure.gap,
    left: measure.left,
    top: measure.top,
    rows,
    strips: [],
    width: measure.left + columns * pitch,
    height: measure.top + rowCount * pitch,
  };
}
