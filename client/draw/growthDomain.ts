import { type DailySeries, limitOfSide, sideOn } from './growthSeries.ts';

const soonest = 180; // days ahead that are always shown
const past = 2 / 3; // of what is ahead
const few = 10; // a chart of less shows up to here
const farthest = 548; // an end beyond a year and a half is said in words

/**
 * The days that charts of these series show together: as far ahead as the ends that are near, and two thirds as long back, so that what
 * comes has most of the room; hardly any ahead, where nothing is known of it.
 */
export function daysShown(all: readonly DailySeries[]): readonly [number, number] {
  const today = Math.max(0, ...all.map((series) => series.today));
  const ends = all
    .flatMap(({ now, scenario }) => [now?.end ?? 0, scenario?.end ?? 0])
    .filter((end) => end > today && end - today < farthest);
  const ahead = Math.max(soonest, ...ends.map((end) => Math.ceil((end - today) * 1.2)));
  const first = Math.min(today, ...all.flatMap(({ history, alive }) => [history[0]?.day ?? today, alive[0]?.day ?? today]));
  const back = Math.min(Math.round(ahead * past), Math.max(28, today - first));
  const isKnown = all.some(({ now, scenario }) => now?.growth || scenario?.growth);
  return [today - back, today + (isKnown ? ahead : Math.ceil(back / 8))];
}

/** The values that a chart shows, and whether it has any: limits far above everything else are off its scale. */
export function valuesShown(series: DailySeries, [from, to]: readonly [number, number]): readonly [number, number] {
  const { history, alive, now, scenario, today } = series;
  const counted = [...alive, ...history].filter(({ day }) => day >= from).map(({ value }) => value);
  const used = [now, scenario].flatMap((side) => side?.used ?? []);
  const lines = [now, scenario].flatMap((side) =>
    side ? [today, ...side.additions.map(({ day }) => day), to].map((day) => sideOn(side, day)) : [],
  );
  const values = [...counted, ...used, ...lines.flatMap((value) => value?.likely ?? [])];
  const limits = [now, scenario].flatMap((side) => (side ? [from, today, to].flatMap((day) => limitOfSide(side, day) ?? []) : []));
  // Of one address and two the band would fill the chart.
  const highest = Math.max(1, Math.min(few, ...limits), ...values);
  const near = limits.filter((limit) => limit <= 1.5 * highest);
  // Beyond its limit nothing grows: a steep line is cut off there.
  const top = near.length === limits.length && near.length > 0 ? Math.min(highest, 1.25 * Math.max(...near)) : highest;
  const high = Math.max(1, top, ...counted, ...used, ...near);
  const low = Math.min(high, ...values, ...near);
  const room = Math.max((high - low) * 0.08, high * 0.02);
  return [low < 0.35 * high ? 0 : Math.max(0, low - room), high + room];
}
