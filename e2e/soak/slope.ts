export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The slope of the line of least squares, in units of y a unit of x; null where the points have no two different x. */
export function slopeOf(points: readonly Point[]): number | null {
  const n = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  if (n < 2 || spread === 0) return null;
  return points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
}
