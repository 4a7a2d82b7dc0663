import { type Growth, valueOn } from '../../shared/plan/forecast/growth.ts';
import type { ForecastAnswer, ForecastHead } from '../../shared/wire/plan.ts';
import type { Outlook } from './outlook.ts';
import { endsAnswer, forecastAnswer } from './planAnswer.ts';
import type { Seen } from './seen.ts';
import type { Target } from './targets.ts';

/** A target and when it ends, as the API says it. */
export function headOf(target: Target, seen: Seen | undefined, today: number): ForecastHead {
  const { id, pools, kind, name, family, measure, distinct, used, total, left, limit } = target;
  const ends = seen?.forecast?.ends;
  return {
    id,
    pools: pools.map((pool) => pool.id),
    kind,
    name,
    family,
    ranges: distinct.flatMap(({ ranges }) => ranges),
    limit: measure === 'blocks' ? 'blocks' : 'addresses',
    used,
    total,
    left,
    perWeek: perWeek(seen?.forecast?.growth ?? null, today),
    basis: seen?.basis ?? 'alive',
    days: seen?.counted ?? 0,
    made: seen?.made ?? false,
    imported: seen?.imported ?? false,
    ends: limit === null || !ends ? null : endsAnswer(ends),
  };
}

/** The same with its past and its path. */
export function wholeForecast(target: Target, { today, seen: all, withoutHistory }: Outlook): Omit<ForecastAnswer, 'revision'> {
  const seen = all.get(target.id);
  const { forecast = null, counts = [], limits = [], alive = [] } = seen ?? {};
  return forecastAnswer({ ...headOf(target, seen, today), withoutHistory }, forecast, { counts, alive, limits }, today);
}

/** How much more is taken in the coming week, to three places. */
function perWeek(growth: Growth | null, today: number): number | null {
  if (!growth) return null;
  const from = Math.max(today, growth.day);
  const more = valueOn(growth, from + 7).likely - valueOn(growth, from).likely;
  return Number(more.toPrecision(4));
}
