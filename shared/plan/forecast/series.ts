/** The most that was counted on one day; days are whole, counted from 1970-01-01 in UTC. */
export interface DailyMaximum {
  readonly day: number;
  readonly value: number;
}

/** What the limit was from a day on, until the next step. */
export interface LimitStep {
  readonly day: number;
  readonly limit: number;
}

/**
 * Daily maxima of samples in any order; time is in days and may have a fraction. A day without a sample is left out: a gap is not zero.
 * What is no number, or negative, is no sample.
 */
export function dailyMaxima(samples: Iterable<{ readonly time: number; readonly value: number }>): DailyMaximum[] {
  const most = new Map<number, number>();
  for (const { time, value } of samples) {
    if (!Number.isFinite(time) || !Number.isFinite(value) || value < 0) continue;
    const day = Math.floor(time);
    most.set(day, Math.max(value, most.get(day) ?? 0));
  }
  return [...most].map(([day, value]) => ({ day, value })).sort((a, b) => a.day - b.day);
}

/** The limit on a day: of the last step that has begun, else of the first one; undefined where there is no step. */
export function limitOn(limits: readonly LimitStep[], day: number): number | undefined {
  let now = limits[0]?.limit;
  for (const step of limits) if (step.day <= day) now = step.limit;
  return now;
}

/** A series without the days on which it stood at its limit: it could not grow, which says nothing about how it would have. */
export function withoutHeldDown(series: readonly DailyMaximum[], limits: readonly LimitStep[]): DailyMaximum[] {
  return series.filter(({ day, value }) => value < (limitOn(limits, day) ?? Number.POSITIVE_INFINITY));
}
