import { median } from './quantile.ts';
import type { DailyMaximum } from './series.ts';

const flat: readonly number[] = [0, 0, 0, 0, 0, 0, 0];

/**
 * What each day of the week stands above or below the level: seven numbers by day modulo 7, which add up to nothing.
 * All zero where there are fewer than three weeks, or where weekdays explain too little to be more than chance.
 */
export function weeklySeason(series: readonly DailyMaximum[]): readonly number[] {
  const off = offWeekLevel(series);
  const byWeekday = Array.from({ length: 7 }, (_, weekday) =>
    off.filter(({ day }) => weekdayOf(day) === weekday).map(({ value }) => value),
  );
  if (byWeekday.some((values) => values.length < 3)) return flat;
  const medians = byWeekday.map(median);
  const mean = medians.reduce((sum, value) => sum + value, 0) / 7;
  const season = medians.map((value) => value - mean);
  const before = spread(off.map(({ value }) => value));
  const after = spread(off.map(({ day, value }) => value - seasonOn(season, day)));
  return after < 0.75 * before ? season : flat;
}

export function seasonOn(season: readonly number[], day: number): number {
  return season[weekdayOf(day)] ?? 0;
}

function weekdayOf(day: number): number {
  return ((day % 7) + 7) % 7;
}

/** Each value less the mean of the week around it; only days whose week is whole. */
function offWeekLevel(series: readonly DailyMaximum[]): DailyMaximum[] {
  return series.slice(3, -3).flatMap(({ day, value }, i) => {
    const week = series.slice(i, i + 7);
    if ((week.at(-1)?.day ?? 0) - (week[0]?.day ?? 0) !== 6) return [];
    return { day, value: value - week.reduce((sum, one) => sum + one.value, 0) / 7 };
  });
}

function spread(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
}
