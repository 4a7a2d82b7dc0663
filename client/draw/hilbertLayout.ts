import { gridLayout } from './gridLayout.ts';
import { indexOnCurve } from './hilbertCurve.ts';
import type { Sheet, SheetMeasure } from './sheet.ts';

/**
 * The next `bits` of a prefix along a Hilbert curve (hilbertCurve.ts): neighbours in address order touch, and every aligned prefix is a
 * square or two. As large as the grid of the same bits, with room for numbers at both sides. Throws a RangeError for bits outside 0…8.
 */
export function hilbertLayout(bits: number, measure: SheetMeasure): Sheet {
  const grid = gridLayout(bits, { ...measure, width: measure.width - measure.left });
  const rows = grid.rows.map(({ y }, row) => ({ y, first: BigInt(indexOnCurve({ column: 0, row }, bits)) }));
  return { ...grid, order: 'hilbert', rows, width: grid.width + measure.left };
}
