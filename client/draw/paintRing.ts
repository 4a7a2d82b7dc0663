import type { Rect } from './sheet.ts';

/** A line around a rectangle, `grow` pixels outside of it, with round corners. */
export function paintRing(
  context: CanvasRenderingContext2D,
  rect: Rect,
  colour: string,
  width: number,
  grow: number,
  radius: number,
): void {
  context.beginPath();
  context.roundRect(rect.x - grow, rect.y - grow, rect.width + 2 * grow, rect.height + 2 * grow, radius);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
}
