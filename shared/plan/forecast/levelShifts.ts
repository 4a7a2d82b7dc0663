import { median, quantile } from './quantile.ts';
import type { DailyMaximum } from './series.ts';

/** From a day on, everything stands higher or lower by so much. */
export interface LevelShift {
  readonly day: number;
  readonly by: number;
}

const beside = 14; // values before and behind a jump that say whether it stayed
const least = 6; // values behind it, without which nobody can tell
const far = 5; // times what is usual between two days

/**
 * Jumps that stayed: thirty nodes at once, a namespace that was emptied. They are no trend: what came once does not come every day.
 * A single day that stands out is no shift, and three jumps in one direction are how a series grows: then none of them is.
 */
export function levelShifts(series: readonly DailyMaximum[]): LevelShift[] {
  const steps = series.slice(1).map((now, i) => {
    const before = series[i] as DailyMaximum;
    return { at: i + 1, days: now.day - before.day, by: now.value - before.value };
  });
  const pace = median(steps.map(({ days, by }) => by / days));
  const odd = steps.map(({ days, by }) => Math.abs(by - pace * days));
  const usual = Math.max(1.4826 * median(odd), quantile(odd, 0.9) / 1.645, 0.5);
  // Things come one by one on some days: the median day has none, and what they grow by is the mean of all ordinary days.
  const plain = steps.filter((_, i) => (odd[i] as number) <= far * usual);
  const plainDays = plain.reduce((sum, { days }) => sum + days, 0);
  const growth = plainDays === 0 ? 0 : plain.reduce((sum, { by }) => sum + by, 0) / plainDays;
  const shifts: LevelShift[] = [];
  let from = 0;
  for (const [i, step] of steps.entries()) {
    if (!((odd[i] as number) > far * usual)) continue;
    const by = stayed(series, step.at, from, growth, step.by - growth * step.days);
    if (by === null) continue;
    shifts.push({ day: (series[step.at] as DailyMaximum).day, by });
    from = step.at;
  }
  const up = shifts.filter(({ by }) => by > 0);
  const down = shifts.filter(({ by }) => by < 0);
  return shifts.filter(({ by }) => (by > 0 ? up : down).length < 3);
}

/** The series as if it had always stood where it stands since its last shift. */
export function withoutShifts(series: readonly DailyMaximum[], shifts: readonly LevelShift[]): DailyMaximum[] {
  return series.map(({ day, value }) => ({
    day,
    value: shifts.reduce((now, shift) => (shift.day > day ? now + shift.by : now), value),
  }));
}

/** By how much the values behind a jump stand off those before it; null where they went back. */
function stayed(series: readonly DailyMaximum[], at: number, from: number, pace: number, jump: number): number | null {
  const day = (series[at] as DailyMaximum).day;
  const level = (values: readonly DailyMaximum[]) => median(values.map((one) => one.value - pace * (one.day - day)));
  const behind = series.slice(at, at + beside);
  if (behind.length < least) return null;
  const by = level(behind) - level(series.slice(Math.max(from, at - beside), at));
  return by / jump > 0.5 && by / jump < 2 ? by : null;
}
