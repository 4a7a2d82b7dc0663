import { type DailySeries, limitOfSide, sideOn } from './growthSeries.ts';

const soonest = 180; // days ahead that are always shown
const farthest = 548; // an end beyond a year and a half is said in words

/**
 * The days that charts of these series show together: as far ahead as the ends that are near, and no longer back than ahead, so that what
 * comes has half of the room at least.
 */
export function daysShown(all: readonly DailySeries[]): readonly [number, number] {
  const today = Math.max(0, ...all.map((series) => series.today));
  const ends = all
    .flatMap(({ now, scenario }) => [now?.end ?? 0, scenario?.end ?? 0])
    .filter((end) => end > today && end - today < farthest);
  const ahead = Math.max(soonest, ...ends.map((end) => Math.ceil((end - today) * 1.2)));
  const first = Math.min(today, ...all.flatMap(({ history }) => history[0]?.day ?? today));
  return [today - Math.min(ahead, Math.max(28, today - first)), today + ahead];
}

/** The values that a chart shows, and whether it has any: limits far above everything else are off its scale. */
export function valuesShown(series: DailySeries, [from, to]: readonly [number, number]): readonly [number, number] {
  const { history, now, scenario, today } = series;
  const past = history.filter(({ day }) => day >= from).map(({ value }) => value);
  const used = [now, scenario].flatMap((side) => side?.used ?? []);
  const lines = [now, scenario].flatMap((side) =>
    side ? [today, ...side.additions.map(({ day }) => day), to].map((day) => sideOn(side, day)) : [],
  );
  const values = [...past, ...used, ...lines.flatMap((value) => value?.likely ?? [])];
  const highest = Math.max(1, ...values);
  const limits = [now, scenario].flatMap((side) => (side ? [from, today, to].flatMap((day) => limitOfSide(side, day) ?? []) : []));
  const near = limits.filter((limit) => limit <= 1.5 * highest);
  // Beyond its limit nothing grows: a steep line is cut off there.
  const top = near.length === limits.length && near.length > 0 ? Math.min(highest, 1.25 * Math.max(...near)) : highest;
  const high = Math.max(top, ...past, ...used, ...near);
  const low = Math.min(high, ...values, ...near);
  const room = (high - low) * 0.08;
  return [low < 0.35 * high ? 0 : Math.max(0, low - room), high + Math.max(room, high * 0.02)];
}
