/**
 * A torn edge as points of a wave from x to x + width around y: crests every `wave` pixels, `height` apart. The last point ends
 * exactly at x + width. CSS pixels.
 */
export function tornEdge(x: number, y: number, width: number, wave = 14, height = 2): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = [];
  const half = wave / 2;
  for (let k = 0; k * half < width; k++) points.push({ x: x + k * half, y: y + (k % 2 === 0 ? -height : height) });
  points.push({ x: x + width, y });
  return points;
}
