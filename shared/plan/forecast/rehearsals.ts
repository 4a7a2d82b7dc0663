import { type Line, lineAhead, linesOf } from './lines.ts';
import { median } from './quantile.ts';
import type { DailyMaximum } from './series.ts';

/** What every line would have said on one day of the past, and what came. */
export interface Rehearsal {
  readonly lines: readonly Line[];
  readonly came: readonly { readonly days: number; readonly value: number }[];
}

const ahead = [1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 56, 84, 112, 168];
const most = 24; // days of the past that are forecast from

/** Forecasts from days spread over the past, behind its first quarter, each knowing only what came before (rolling origin). */
export function rehearsals(series: readonly DailyMaximum[]): Rehearsal[] {
  const values = new Map(series.map(({ day, value }) => [day, value]));
  return origins(series.length).map((at) => {
    const past = series.slice(0, at + 1);
    const today = past.at(-1)?.day ?? 0;
    const came = ahead.flatMap((days) => {
      const value = values.get(today + days);
      return value === undefined ? [] : { days, value };
    });
    return { lines: linesOf(past), came };
  });
}

/**
 * How far to trust each line: the less it missed in the past beside the others, the more, over all distances and more for a week and
 * beyond. After few rehearsals all are trusted about alike. They add up to 1.
 */
export function trustIn(rehearsed: readonly Rehearsal[], lines: number): number[] {
  const missed = Array.from({ length: lines }, () => 0);
  for (const days of ahead) {
    const means = missed.map((_, line) => meanMiss(rehearsed, line, days));
    const usual = median(means) + 1e-6; // a series without any miss has a ratio, too
    if (Number.isNaN(usual)) continue;
    for (const [line, mean] of means.entries()) missed[line] = (missed[line] ?? 0) + (mean / usual) * (days < 7 ? 0.3 : 1);
  }
  const least = Math.min(...missed);
  const sharpness = 8 * Math.min(1, rehearsed.length / 20);
  const trust = missed.map((sum) => (least > 0 ? (least / sum) ** sharpness : sum > 0 ? 0 : 1));
  const total = trust.reduce((sum, one) => sum + one, 0);
  return trust.map((one) => one / total);
}

/** NaN where there are not two to judge by. */
function meanMiss(rehearsed: readonly Rehearsal[], line: number, days: number): number {
  const misses = rehearsed.flatMap(({ lines, came }) => {
    const told = lines[line];
    const truth = came.find((one) => one.days === days);
    return told && truth ? Math.abs(truth.value - lineAhead(told, days)) : [];
  });
  return misses.length < 2 ? Number.NaN : misses.reduce((sum, miss) => sum + miss, 0) / misses.length;
}

/** Places in the series, evenly: none before a quarter of it or its sixth day, none at its end. */
function origins(length: number): number[] {
  const first = Math.max(5, Math.floor(length / 4));
  const count = Math.max(0, Math.min(most, length - 1 - first));
  return Array.from({ length: count }, (_, i) => first + Math.floor(((length - 2 - first) * i) / Math.max(1, count - 1)));
}
