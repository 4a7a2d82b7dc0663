import { median } from './quantile.ts';
import type { DailyMaximum } from './series.ts';

const most = 32; // points that pairs are made of: 496 pairs

/**
 * Growth a day by Theil (1950) and Sen (1968): the median of the slopes of all pairs, which a quarter of wrong days does not move.
 * Of a long series each point is the median of some days in a row. 0 where there are not two days.
 */
export function slopeOf(series: readonly DailyMaximum[]): number {
  const points = thinned(series);
  const slopes: number[] = [];
  for (const [i, a] of points.entries())
    for (const b of points.slice(i + 1)) if (b.day > a.day) slopes.push((b.value - a.value) / (b.day - a.day));
  return slopes.length === 0 ? 0 : median(slopes);
}

function thinned(series: readonly DailyMaximum[]): readonly DailyMaximum[] {
  if (series.length <= most) return series;
  return Array.from({ length: most }, (_, i) => {
    const part = series.slice(Math.floor((i * series.length) / most), Math.floor(((i + 1) * series.length) / most));
    return { day: median(part.map(({ day }) => day)), value: part.reduce((sum, { value }) => sum + value, 0) / part.length };
  });
}
