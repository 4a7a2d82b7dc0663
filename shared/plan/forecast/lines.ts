import { grown } from './growth.ts';
import { median } from './quantile.ts';
import type { DailyMaximum } from './series.ts';
import { slopeOf } from './slope.ts';

/** One way a series may go on from its last day: its level there, and growth a day that stays and that fades. */
export interface Line {
  readonly level: number;
  readonly steady: number;
  readonly fading: number;
}

const windows = [Number.POSITIVE_INFINITY, 90, 42, 21]; // days that a slope is taken from
const levels = [1, 7, 28]; // last values that a level is the median of: one follows, many are not misled

/**
 * Every line that a series may go on in, always as many and in the same order: not at all, or by the slope of all of it or of the last
 * weeks, for good or fading, from a level of the last day or of several.
 */
export function linesOf(series: readonly DailyMaximum[]): Line[] {
  const end = series.at(-1)?.day ?? 0;
  const slopes = windows.map((days) => slopeOf(series.filter(({ day }) => day > end - days)));
  return levels.flatMap((count) => {
    const last = series.slice(-count);
    const level = (slope: number) => median(last.map(({ day, value }) => value + slope * (end - day)));
    return [
      { level: level(0), steady: 0, fading: 0 },
      ...slopes.flatMap((slope) => [
        { level: level(slope), steady: slope, fading: 0 },
        { level: level(slope), steady: 0, fading: slope },
      ]),
    ];
  });
}

export function lineAhead({ level, steady, fading }: Line, days: number): number {
  return level + grown(steady, fading, days);
}

/** The line between lines, each as near as its weight says; weights add up to 1. */
export function mixed(lines: readonly Line[], weights: readonly number[]): Line {
  const sum = (part: (line: Line) => number) => lines.reduce((total, line, i) => total + part(line) * (weights[i] ?? 0), 0);
  return { level: sum(({ level }) => level), steady: sum(({ steady }) => steady), fading: sum(({ fading }) => fading) };
}
