import { type Growth, valueOn } from './growth.ts';
import { type LimitStep, limitOn } from './series.ts';

export const years = 10;
const longest = Math.round(years * 365.25);
const hair = 1e-6; // what sums of fractions are off by; a limit is a whole number

/** When a series reaches its limit; days from 1970-01-01. Four times in five it is from earliest to latest. */
export type Ends =
  | { readonly kind: 'date'; readonly likely: number; readonly earliest: number; readonly latest: number | null } // null: not within ten years
  | { readonly kind: 'not-within'; readonly years: 10; readonly earliest: number | null }
  | { readonly kind: 'not-enough'; readonly have: number; readonly need: 7 }
  | { readonly kind: 'full' };

/** So many more from a day on, on top of the growth. */
export interface Addition {
  readonly day: number;
  readonly by: number;
}

/** When growth and what is added to it reach the limit of the day, from a day on. */
export function endsOf(
  growth: Growth,
  limits: readonly LimitStep[],
  from: number,
  additions: readonly Addition[] = [],
): Exclude<Ends, { kind: 'not-enough' }> {
  let earliest: number | null = null;
  let likely: number | null = null;
  let latest: number | null = null;
  for (let day = from; day <= from + longest && latest === null; day++) {
    const limit = (limitOn(limits, day) ?? Number.POSITIVE_INFINITY) - hair;
    const added = additions.reduce((sum, one) => (one.day <= day ? sum + one.by : sum), 0);
    const value = valueOn(growth, day);
    if (earliest === null && value.high + added >= limit) earliest = day;
    if (likely === null && value.likely + added >= limit) likely = day;
    if (value.low + added >= limit) latest = day;
  }
  return likely === null ? { kind: 'not-within', years, earliest } : { kind: 'date', likely, earliest: earliest ?? likely, latest };
}
