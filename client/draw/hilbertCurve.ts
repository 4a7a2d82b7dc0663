/** A place in a grid: 0 is the left column, the top row. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/**
 * Where the cell `index` stands on a Hilbert curve through 2^bits cells (0…30). Even bits fill one square, odd ones two squares side by
 * side, so that each aligned prefix of an even number of bits is a square and every other one two squares that touch. The curve enters
 * at the top left and leaves at the top right.
 */
export function placeOnCurve(index: number, bits: number): Place {
  const level = Math.floor(bits / 2);
  const side = 2 ** level;
  let rest = index % (side * side);
  let column = 0;
  let row = 0;
  for (let s = 1; s < side; s *= 2) {
    const right = 1 & (rest >> 1);
    const down = 1 & (rest ^ right);
    [column, row] = turned(s, column, row, right, down);
    column += s * right;
    row += s * down;
    rest >>= 2;
  }
  return { column: column + side * Math.floor(index / (side * side)), row };
}

/** The cell that stands at a place: the inverse of placeOnCurve. */
export function indexOnCurve({ column, row }: Place, bits: number): number {
  const level = Math.floor(bits / 2);
  const side = 2 ** level;
  const square = Math.floor(column / side);
  let x = column % side;
  let y = row;
  let index = 0;
  for (let s = side / 2; s >= 1; s /= 2) {
    const right = (x & s) > 0 ? 1 : 0;
    const down = (y & s) > 0 ? 1 : 0;
    index += s * s * ((3 * right) ^ down);
    [x, y] = turned(s, x & (s - 1), y & (s - 1), right, down);
  }
  return square * side * side + index;
}

/** A quarter's own curve as it lies in the whole: the upper two are mirrored, the right one of them upside down as well. */
function turned(side: number, x: number, y: number, right: number, down: number): [number, number] {
  if (down === 1) return [x, y];
  return right === 1 ? [side - 1 - y, side - 1 - x] : [y, x];
}

/** A cell at the left or right edge of the whole where the curve enters or leaves a quarter of it. */
export interface CurveEnd {
  readonly index: number;
  readonly row: number;
  readonly side: 'left' | 'right';
}

/** The numbers that stand at the edges in place of axes: the first and last cell of each quarter (of each square), as far as they lie at an edge. */
export function curveEnds(bits: number): CurveEnd[] {
  const columns = 2 ** Math.ceil(bits / 2);
  const total = 2 ** bits;
  const quarter = Math.max(1, (bits % 2 === 0 ? total : total / 2) / 4);
  const ends = new Set<number>();
  for (let index = 0; index < total; index += quarter) ends.add(index).add(index + quarter - 1);
  const out: CurveEnd[] = [];
  for (const index of [...ends].sort((a, b) => a - b)) {
    const { column, row } = placeOnCurve(index, bits);
    if (column === 0) out.push({ index, row, side: 'left' });
    else if (column === columns - 1) out.push({ index, row, side: 'right' });
  }
  return out;
}
