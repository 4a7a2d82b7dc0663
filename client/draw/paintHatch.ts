import { hatchLines } from './hatchLines.ts';
import type { Rect } from './sheet.ts';

/** Hatches a rectangle: diagonals `spacing` pixels apart, `width` wide, and nothing beyond its edges. */
export function paintHatch(
  context: CanvasRenderingContext2D,
  rect: Rect,
  colour: string,
  spacing: number,
  width: number,
  rising = true,
): void {
  context.save();
  context.beginPath();
  context.rect(rect.x, rect.y, rect.width, rect.height);
  context.clip();
  context.beginPath();
  for (const stroke of hatchLines(rect, spacing, rising)) {
    context.moveTo(stroke.x1, stroke.y1);
    context.lineTo(stroke.x2, stroke.y2);
  }
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
  context.restore();
}
