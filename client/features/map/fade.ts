import type { Shade } from '../../draw/cellShade.ts';

type Shades = readonly (Shade | undefined)[];

/** Milliseconds in which a changed cell fades in. */
export const fadeLength = 600;

/** What is fading: the shades before, and when it began (the animation frame's clock, in ms). */
export interface Fade {
  readonly shades: Shades;
  readonly since: number;
}

/** Whether two drawings of the same cells differ. */
export function differs(before: Shades, after: Shades): boolean {
  return before.length === after.length && before.some((shade, slot) => shade !== after[slot]);
}

/** How far a fade has come at a time, 0…1. */
export function progressAt(fade: Fade, now: number): number {
  return Math.min(1, Math.max(0, (now - fade.since) / fadeLength));
}
