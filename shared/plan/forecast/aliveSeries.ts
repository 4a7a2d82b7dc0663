import type { Basis } from './forecast.ts';
import type { DailyMaximum } from './series.ts';

const enough = 28; // days of counts that say more than creation times do

/**
 * How many of what is alive today were there at the end of each day, by their creation times in days. What was there and is gone is
 * missing from it: a lower bound of the past, and growth read from it is an upper one.
 */
export function aliveSeries(created: readonly number[], today: number): DailyMaximum[] {
  const sorted = created.filter((time) => time < today + 1).sort((a, b) => a - b);
  if (sorted[0] === undefined) return [];
  const series: DailyMaximum[] = [];
  let value = 0;
  for (let day = Math.floor(sorted[0]); day <= today; day++) {
    while (value < sorted.length && (sorted[value] as number) < day + 1) value++;
    series.push({ day, value });
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
  if (counts.length >= enough || before.length === 0) return { series: counts, basis: 'samples' };
  const there = alive.find(({ day }) => day === first.day)?.value ?? before.at(-1)?.value ?? 0;
  const lift = Math.max(0, first.value - there);
  return { series: [...before.map(({ day, value }) => ({ day, value: value + lift })), ...counts], basis: 'mixed' };
}
