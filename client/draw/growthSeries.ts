import type { Addition } from '../../shared/plan/forecast/ends.ts';
import { type Growth, growthOf, valueOn } from '../../shared/plan/forecast/growth.ts';
import { type DailyMaximum, type LimitStep, limitOn } from '../../shared/plan/forecast/series.ts';
import { parseDay } from '../../shared/plan/scenario/days.ts';
import type { ForecastAnswer, PlanSide } from '../../shared/wire/plan.ts';

/** What a growth chart shows, in the words of the API: the past, how it goes on, and how it would in a scenario. */
export interface GrowthSeries {
  readonly today: string;
  /** Daily maxima; a day that is missing was not counted. */
  readonly history: readonly { readonly day: string; readonly value: number }[];
  /** Before the first count: so many of what is alive were there, a lower bound. */
  readonly alive?: readonly { readonly day: string; readonly value: number }[];
  /** Jumps that are no growth. */
  readonly shifts: readonly { readonly day: string; readonly by: number }[];
  /** Null where there is no such thing today. */
  readonly now: GrowthSide | null;
  /** Null where there is no scenario, or nothing of this in it. */
  readonly scenario: GrowthSide | null;
}

/** One side: /plan's, or made of /forecast's answer. `ends` is null where there is no end. */
export type GrowthSide = Pick<PlanSide, 'limits' | 'additions' | 'growth'> & {
  readonly used: number | null;
  readonly ends: PlanSide['ends'] | null;
};

/** The same with days counted from 1970-01-01. */
export interface DailySeries {
  readonly today: number;
  readonly history: readonly DailyMaximum[];
  readonly alive: readonly DailyMaximum[];
  readonly shifts: readonly { readonly day: number; readonly by: number }[];
  readonly now: DailySide | null;
  readonly scenario: DailySide | null;
}

export interface DailySide {
  readonly used: number | null;
  /** How it goes on; null where nobody knows. */
  readonly growth: Growth | null;
  readonly limits: readonly LimitStep[];
  readonly additions: readonly Addition[];
  /** The likely day of its end; null where there is none that is known. */
  readonly end: number | null;
}

/** Of what /forecast says of one thing. */
export function seriesOf({ today, history, alive, shifts, used, limits, growth, ends }: ForecastAnswer): GrowthSeries {
  return { today, history, alive, shifts, now: { used, limits, growth, ends, additions: [] }, scenario: null };
}

export function readSeries({ today, history, alive = [], shifts, now, scenario }: GrowthSeries): DailySeries {
  return {
    today: dayOf(today),
    history: history.map(dated),
    alive: alive.map(dated),
    shifts: shifts.map(dated),
    now: now && readSide(now, dayOf(today)),
    scenario: scenario && readSide(scenario, dayOf(today)),
  };
}

function readSide({ used, growth, limits, additions, ends }: GrowthSide, today: number): DailySide {
  // What is added to something that does not grow, as far as anybody knows, is a line, too.
  const flat = used !== null && additions.length > 0 ? growthOf(today, used, 0) : null;
  return {
    used,
    growth: growth ? { ...growth, day: dayOf(growth.day) } : flat,
    limits: limits.map(dated),
    additions: additions.map(dated),
    end: ends?.kind === 'date' ? dayOf(ends.likely) : null,
  };
}

/** What a side is likely to be on a day, what is added by then included; null where nobody knows. */
export function sideOn({ growth, additions }: DailySide, day: number): { low: number; likely: number; high: number } | null {
  if (!growth) return null;
  const { low, likely, high } = valueOn(growth, day);
  const added = additions.reduce((sum, one) => (one.day <= day ? sum + one.by : sum), 0);
  return { low: low + added, likely: likely + added, high: high + added };
}

/** Of a side the limit of a day; null where it has none. */
export function limitOfSide({ limits }: DailySide, day: number): number | null {
  return limitOn(limits, day) ?? null;
}

function dated<T extends { readonly day: string }>(one: T): Omit<T, 'day'> & { day: number } {
  return { ...one, day: dayOf(one.day) };
}

/** The API's days are days: its schema says so. */
function dayOf(text: string): number {
  return parseDay(text) ?? 0;
}
