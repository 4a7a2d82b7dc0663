import type { GrowthSeries, GrowthSide } from '../draw/growthSeries.ts';
import { endsWords } from './endsWords.ts';
import { formatCount } from './formatCount.ts';
import { formatDay } from './formatDate.ts';

/** A growth chart in words: where it stands, its limit, and when it gets there, today and in a scenario. */
export function growthWords(name: string, { today, history, alive = [], now, scenario }: GrowthSeries): string {
  const past = alive[0]
    ? ` Before the first count, what is alive and was there, since ${formatDay(alive[0].day)}.`
    : history[0]
      ? ` Counted since ${formatDay(history[0].day)}.`
      : ' No day of the past was counted.';
  const nowText = now ? `${amount(now)} on ${formatDay(today)}; ${endText(now)}.` : 'not there today.';
  const then = scenario ? ` In the scenario: ${amount(scenario)}${addedText(scenario)}; ${endText(scenario)}.` : '';
  return `${name}: ${nowText}${then}${past}`;
}

/** Names for a limit's line, the longest first. */
export function limitWords(of: 'now' | 'scenario', limit: number, isOff: boolean, name?: string): readonly string[] {
  const number = limitText(limit);
  const called = name ?? (of === 'now' ? 'capacity' : 'scenario:');
  const long = `${called} ${number}`;
  return isOff ? [`${long}, off the scale`, long, number] : [long, number];
}

/** A count to draw, which may have a fraction, and may be as large as an IPv6 range. */
export function limitText(value: number): string {
  return formatCount(BigInt(Math.round(value))).short;
}

function amount({ used, limits }: GrowthSide): string {
  const limit = limits.at(-1)?.limit;
  return `${used === null ? 'unknown how many' : limitText(used)}${limit === undefined ? '' : ` of ${limitText(limit)}`}`;
}

function addedText({ additions }: GrowthSide): string {
  return additions.map(({ day, by }) => `, ${limitText(by)} more on ${formatDay(day)}`).join('');
}

function endText({ ends }: GrowthSide): string {
  const words = endsWords(ends);
  const range = words.range === '' ? '' : ` (${words.range})`;
  return ends?.kind === 'date' ? `reaches its limit about ${words.ends}${range}` : `${words.ends}${range}`;
}
