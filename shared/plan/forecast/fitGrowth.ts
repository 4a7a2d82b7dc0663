import { errorsOf } from './errors.ts';
import type { Growth } from './growth.ts';
import { type LevelShift, levelShifts, withoutShifts } from './levelShifts.ts';
import { lineAhead, linesOf, mixed } from './lines.ts';
import { median } from './quantile.ts';
import { rehearsals, trustIn } from './rehearsals.ts';
import { seasonOn, weeklySeason } from './season.ts';
import type { DailyMaximum } from './series.ts';

/**
 * How a series goes on. Shifts and the days of the week are taken out of it first; then every line is tried on its own past, they are
 * mixed by how they did, and what the mixture missed there is its band. Of at least two days.
 */
export function fitGrowth(counted: readonly DailyMaximum[]): { growth: Growth; shifts: readonly LevelShift[] } {
  const shifts = levelShifts(counted);
  const level = withoutShifts(counted, shifts);
  const season = weeklySeason(level);
  const series = level.map(({ day, value }) => ({ day, value: value - seasonOn(season, day) }));
  const lines = linesOf(series);
  const rehearsed = rehearsals(series);
  const trust = trustIn(rehearsed, lines.length);
  const missed = rehearsed.flatMap((then) => {
    const line = mixed(then.lines, trust);
    return then.came.map(({ days, value }) => ({ days, by: value - lineAhead(line, days) }));
  });
  const first = series[0]?.day ?? 0;
  const day = series.at(-1)?.day ?? first;
  const steps = series.slice(1).map(({ value }, i) => Math.abs(value - (series[i]?.value ?? value)));
  // Things are counted whole: half of one is nothing that a forecast could miss by.
  const least = Math.max(0.25, 0.5 * median(steps));
  return { growth: { day, ...mixed(lines, trust), season, errors: errorsOf(missed, day - first + 1, least) }, shifts };
}
