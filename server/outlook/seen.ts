import { aliveSeries, type CreatedOn, enoughCounts, seriesWithAlive } from '../../shared/plan/forecast/aliveSeries.ts';
import { type Basis, type Forecast, forecast } from '../../shared/plan/forecast/forecast.ts';
import type { DailyMaximum, LimitStep } from '../../shared/plan/forecast/series.ts';
import type { Past } from './past.ts';
import type { Target } from './targets.ts';

const fewDays = 7; // of which each one counts

/** What is kept of a target between two answers. */
export interface Known {
  readonly past: Past;
  /** On which days those were created that there are; empty where enough was counted. */
  readonly created: readonly CreatedOn[];
}

/** A target's past and how it goes on, as of one day. */
export interface Seen {
  readonly today: number;
  readonly counts: readonly DailyMaximum[];
  /** What creation times add before the first count, if anything. */
  readonly alive: readonly DailyMaximum[];
  readonly limits: readonly LimitStep[];
  /** Null where nothing is fitted. */
  readonly forecast: Forecast | null;
  readonly basis: Basis;
  /** Days that were counted; today as it is now is none of them. */
  readonly counted: number;
  /** Some of the past was made up. */
  readonly made: boolean;
  /** Some of it was imported from a Prometheus. */
  readonly imported: boolean;
  /** What it was made from: the same gives the same. */
  readonly key: string;
}

/** Whether creation times still say more than what was counted. */
export function isYoung({ counts }: Past): boolean {
  return counts.length < enoughCounts;
}

/** The past of a target with today as it is now, and its forecast; that of before where nothing of it changed. */
export function seeing(target: Target, { past, created }: Known, today: number, before?: Seen): Seen {
  const counts = withToday(past.counts, today, target.used);
  const limits = limitsOf(past, target, today);
  const { series, basis, alive } = seriesOf(past, counts, created, today);
  const fitted = withoutHalfDay(series, today, target);
  const key = JSON.stringify([today, basis, fitted.map(({ day, value }) => [day, value]), limits.map(({ day, limit }) => [day, limit])]);
  const origin = { counted: past.counts.length, made: past.made, imported: past.imported };
  if (before?.key === key) return { ...before, counts, limits, alive, ...origin };
  // A node network is never at its end: nothing is fitted that nobody asks for.
  const isFitted = target.kind !== 'node' || target.limit !== null;
  return { today, counts, alive, limits, basis, ...origin, key, forecast: isFitted ? forecast(fitted, limits, today, basis) : null };
}

function seriesOf(past: Past, counts: readonly DailyMaximum[], created: readonly CreatedOn[], today: number) {
  const alive = aliveSeries(created, today);
  const { series, basis } = seriesWithAlive(counts, alive);
  const [first] = counts;
  const isCounted = past.counts.length > 0; // what there is now is no count of the past
  return {
    series,
    basis: isCounted ? basis : ('alive' as const),
    alive: basis === 'samples' ? [] : series.filter(({ day }) => !first || day < first.day),
  };
}

/** The most of today is what was counted of it so far, or what there is now. */
function withToday(counts: readonly DailyMaximum[], today: number, used: number | null): readonly DailyMaximum[] {
  if (used === null) return counts;
  const last = counts.at(-1);
  const before = counts.filter(({ day }) => day < today);
  return [...before, { day: today, value: last?.day === today ? Math.max(last.value, used) : used }];
}

/**
 * A day that has not ended may have its most still to come, and at night it would look like a loss: it counts once there is more than on
 * the day before, or where its being full, or no longer, is what matters.
 */
function withoutHalfDay(series: readonly DailyMaximum[], today: number, { limit, left, used }: Target): readonly DailyMaximum[] {
  const last = series.at(-1);
  const before = series.at(-2);
  if (last?.day !== today || !before || series.length <= fewDays) return series;
  const wasFull = limit !== null && left !== 0 && last.value >= limit; // earlier today, and is not now
  const now = wasFull && used !== null ? { day: today, value: used } : last;
  const counts = now.value > before.value || left === 0 || (limit !== null && before.value >= limit);
  return counts ? [...series.slice(0, -1), now] : series.slice(0, -1);
}

/** What there was to give out, as steps: of what never was given out there is as much as today. */
function limitsOf({ totals }: Past, { total, limit }: Target, today: number): LimitStep[] {
  if (limit === null) return [];
  const kept = total === null ? 0 : total - limit;
  const steps: LimitStep[] = [];
  const add = (day: number, of: number) => {
    if (of > 0 && steps.at(-1)?.limit !== of) steps.push({ day, limit: of });
  };
  for (const { day, value } of totals) if (day < today) add(day, value - kept);
  if (steps.length === 0 || steps.at(-1)?.limit !== limit) steps.push({ day: today, limit });
  return steps;
}
