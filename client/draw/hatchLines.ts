import type { Rect } from './sheet.ts';

/** A stroke from one point to another. */
export interface Stroke {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/**
 * Diagonals that hatch a rectangle, each cut at its edges, `spacing` pixels apart along x. They hang on the sheet's own origin, not
 * on the cell's, so neighbouring cells hatch as one surface. `rising` runs from bottom left to top right.
 */
export function hatchLines(rect: Rect, spacing: number, rising = true): Stroke[] {
  const strokes: Stroke[] = [];
  const { x, y, width, height } = rect;
  const low = rising ? x + y : x - y - height;
  const high = rising ? x + width + y + height : x + width - y;
  for (let d = Math.ceil(low / spacing) * spacing; d < high; d += spacing) {
    if (d <= low) continue;
    if (rising) {
      const x1 = Math.max(x, d - (y + height));
      const x2 = Math.min(x + width, d - y);
      strokes.push({ x1, y1: d - x1, x2, y2: d - x2 });
    } else {
      const x1 = Math.max(x, d + y);
      const x2 = Math.min(x + width, d + y + height);
      strokes.push({ x1, y1: x1 - d, x2, y2: x2 - d });
    }
  }
  return strokes;
}
