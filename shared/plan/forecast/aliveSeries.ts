import type { Basis } from './forecast.ts';
import type { DailyMaximum } from './series.ts';

/** Days of counts that say more than creation times do. */
export const enoughCounts = 28;

const longest = 730; // days that a series goes back; what is older was there on the first of them

/** So many of what is alive were created on a day, counted from 1970-01-01 in UTC. */
export interface CreatedOn {
  readonly day: number;
  readonly count: number;
}

/**
 * How many of what is alive today were there at the end of each day, by the days on which they were created, in order. What was there and
 * is gone is missing from it: a lower bound of the past, and growth read from it is an upper one.
 */
export function aliveSeries(created: readonly CreatedOn[], today: number): DailyMaximum[] {
  const [first] = created;
  if (!first) return [];
  const series: DailyMaximum[] = [];
  let next = 0;
  let value = 0;
  for (let day = Math.max(first.day, today - longest + 1); day <= today; day++) {
    for (; next < created.length && (created[next] as CreatedOn).day <= day; next++) value += (created[next] as CreatedOn).count;
    series.push({ day, value: Math.round(value) });
  }
  return series;
}

/**
 * The series to forecast from: counts alone once there are four weeks of them, else creation times before the first count, lifted to
 * meet it. What had died by then is taken to have been there all along.
 */
export function seriesWithAlive(
  counts: readonly DailyMaximum[],
  alive: readonly DailyMaximum[],
): { series: readonly DailyMaximum[]; basis: Basis } {
  const [first] = counts;
  if (!first) return { series: alive, basis: 'alive' };
  const before = alive.filter(({ day }) => day < first.day);
  if (counts.length >= enoughCounts || before.length === 0) return { series: counts, basis: 'samples' };
  const there = alive.find(({ day }) => day === first.day)?.value ?? before.at(-1)?.value ?? 0;
  const lift = Math.max(0, first.value - there);
  return { series: [...before.map(({ day, value }) => ({ day, value: value + lift })), ...counts], basis: 'mixed' };
}
