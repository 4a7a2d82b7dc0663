import type { ForecastAnswer, PlanAnswer } from '../../../shared/wire/plan.ts';
import type { GrowthSeries } from '../../draw/growthSeries.ts';
import type { PlanAnswerRow } from './planWords.ts';

/** What the chart of a row shows: its past where /forecast has one, and the scenario where it differs from today. */
export function planSeries(today: string, row: PlanAnswerRow, past: ForecastAnswer | undefined): GrowthSeries {
  const isSame = JSON.stringify(row.today) === JSON.stringify(row.scenario);
  // /forecast knows the limits of the past, too.
  const limits = past && row.today ? [...past.limits.filter(({ day }) => day < today), ...row.today.limits] : row.today?.limits;
  return {
    today,
    history: past?.history ?? (row.today ? [{ day: today, value: row.today.used }] : []),
    alive: past?.alive ?? [],
    shifts: past?.shifts ?? [],
    now: row.today && { ...row.today, limits: limits ?? [] },
    scenario: isSame ? null : row.scenario,
  };
}

/** What the scenario's limit is called in the chart of a row: by the edit that moved it. */
export function scenarioLimitName({ base }: Pick<PlanAnswer, 'base'>, { what, family }: PlanAnswerRow): string {
  const of = what === 'services' ? 'services' : 'pods';
  const rangesOf = (side: 'today' | 'scenario') =>
    (base[side][of] as readonly { family: string; ranges: string[] }[]).find((one) => one.family === family)?.ranges ?? [];
  const added = rangesOf('scenario').filter((range) => !rangesOf('today').includes(range));
  const length = (side: 'today' | 'scenario') => base[side].pods.find((space) => space.family === family)?.blockLength;
  const names = [
    ...(what === 'blocks' && length('scenario') !== length('today') && length('today') !== undefined ? [`/${length('scenario')}`] : []),
    ...(what !== 'pods' && added.length === 1 ? added : []),
    ...(what !== 'pods' && added.length > 1 ? [`${added.length} more ranges`] : []),
  ];
  return names.length === 0 ? 'scenario:' : `with ${names.join(' and ')}:`;
}

/** What today's limit is called: blocks with their length. */
export function todayLimitName({ base }: Pick<PlanAnswer, 'base'>, { what, family }: PlanAnswerRow): string {
  const length = base.today.pods.find((space) => space.family === family)?.blockLength;
  return what === 'blocks' && length !== undefined ? `capacity in /${length}s:` : 'capacity';
}

/** What the past of a forecast is, where it is not what was counted; undefined where it is. */
function basisWords({ basis, days, made, imported, withoutHistory }: ForecastAnswer): string | undefined {
  if (withoutHistory !== null) return `The history cannot be read: ${withoutHistory}`;
  if (basis === 'alive')
    return 'The past is read from creation times of what is alive: what is gone is missing, so that it seems to grow faster.';
  if (basis === 'mixed')
    return `${days === 1 ? 'One day was' : `${days} days were`} counted; before, creation times of what is alive have to do.`;
  if (made) return 'The past of the demo cluster is made up.';
  return imported ? 'Some of its past was imported from a Prometheus.' : undefined;
}

/** The same of several, a line for those alike; without names where it is true of all. */
export function basisLines(all: readonly { readonly name: string; readonly past: ForecastAnswer }[]): string[] {
  const names = new Map<string, string[]>();
  for (const { name, past } of all) {
    const words = basisWords(past);
    if (words !== undefined) names.set(words, [...(names.get(words) ?? []), name]);
  }
  return [...names].map(([words, of]) =>
    of.length === all.length ? words : `${of.join(', ')}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
  );
}
