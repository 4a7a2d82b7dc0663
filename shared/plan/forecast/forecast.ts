import { type Ends, endsOf } from './ends.ts';
import { fitGrowth } from './fitGrowth.ts';
import type { Growth } from './growth.ts';
import type { LevelShift } from './levelShifts.ts';
import { type DailyMaximum, type LimitStep, limitOn, withoutHeldDown } from './series.ts';

/** What a forecast rests on: counts, creation times of what is alive (a lower bound of the past), or those before the first count. */
export type Basis = 'samples' | 'alive' | 'mixed';

export interface Forecast {
  readonly ends: Ends;
  /** Null where there is not enough to draw one from. */
  readonly growth: Growth | null;
  /** What was recognised as a jump, and is no part of the growth. */
  readonly shifts: readonly LevelShift[];
  readonly basis: Basis;
}

const need = 7;

/**
 * When one pool of one family ends, by the daily maxima of what is taken of the limit that binds it, and that limit over time, steps to
 * come included. The series is in order, a day at most once. The same series always gives the same answer.
 */
export function forecast(series: readonly DailyMaximum[], limits: readonly LimitStep[], today: number, basis: Basis = 'samples'): Forecast {
  const last = series.at(-1);
  if (last && last.value >= (limitOn(limits, Math.max(last.day, today)) ?? Number.POSITIVE_INFINITY))
    return { ends: { kind: 'full' }, growth: series.length < need ? null : fitGrowth(series).growth, shifts: [], basis };
  const free = withoutHeldDown(series, limits);
  if (free.length < need) return { ends: { kind: 'not-enough', have: free.length, need }, growth: null, shifts: [], basis };
  const { growth, shifts } = fitGrowth(free);
  return { ends: endsOf(growth, limits, Math.max(today, growth.day + 1)), growth, shifts, basis };
}
