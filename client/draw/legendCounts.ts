import type { Shade } from './cellShade.ts';

/** How many cells have one shade; `leftOut` are those that a strip stands for. */
export interface LegendEntry {
  readonly shade: Shade | 'leftOut';
  readonly count: bigint;
}

/** All shades as a legend lists them: the fullest, the largest and the gravest first. */
export const shadeOrder: readonly Shade[] = [
  ...([5, 4, 3, 2, 1] as const),
  ...(['group1', 'group2', 'group3', 'group4', 'group5', 'group6', 'group7', 'group8', 'groupOther', 'groupNone'] as const),
  ...(['critical', 'warning', 'info'] as const),
  ...(['inUse', 'free', 'terminating', 'leaked', 'conflict', 'reserved', 'unknown', 'outside'] as const),
];

/**
 * The legend's counts, fullest first, largest group first, gravest first: they add up to `total`, because what the shades do not name is left out of the drawing.
 * Shades in `always` are listed even at 0, so that the legend does not jump when the last one goes. Counts are cells.
 */
export function legendCounts(shades: readonly Shade[], total: bigint, always: readonly Shade[]): LegendEntry[] {
  const counts = new Map<Shade, bigint>();
  for (const shade of shades) counts.set(shade, (counts.get(shade) ?? 0n) + 1n);
  const entries: LegendEntry[] = [];
  for (const shade of shadeOrder) {
    const count = counts.get(shade) ?? 0n;
    if (count > 0n || always.includes(shade)) entries.push({ shade, count });
  }
  const leftOut = total - BigInt(shades.length);
  if (leftOut > 0n) entries.push({ shade: 'leftOut', count: leftOut });
  return entries;
}
