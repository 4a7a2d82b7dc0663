import type { Gravity, Shade } from './cellShade.ts';

/** A finding's mark as it stands in a cell: a polygon that is filled or outlined; a dot has no corners. */
export interface GravityMark {
  readonly corners: readonly (readonly [x: number, y: number])[];
  readonly filled: boolean;
}

const gravities: readonly Shade[] = ['critical', 'warning', 'info'] satisfies Gravity[];

/**
 * The mark of a gravity around a point, `size` pixels wide: the shapes of kit/Severity, without the exclamation mark that no cell has
 * room for. A filled octagon, an outlined triangle, a dot: they differ in shape because the hues do not for every eye.
 */
export function gravityMark(gravity: Gravity, x: number, y: number, size: number): GravityMark {
  const half = size / 2;
  if (gravity === 'critical') {
    const cut = half * 0.414;
    const corners = [
      [x - cut, y - half],
      [x + cut, y - half],
      [x + half, y - cut],
      [x + half, y + cut],
      [x + cut, y + half],
      [x - cut, y + half],
      [x - half, y + cut],
      [x - half, y - cut],
    ] as const;
    return { corners, filled: true };
  }
  if (gravity === 'warning') {
    const corners = [
      [x, y - half],
      [x + half, y + half * 0.84],
      [x - half, y + half * 0.84],
    ] as const;
    return { corners, filled: false };
  }
  return { corners: [], filled: true };
}

export function isGravity(shade: Shade): shade is Gravity {
  return gravities.includes(shade);
}
