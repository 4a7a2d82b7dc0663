import { dayText } from '../../shared/plan/scenario/days.ts';
import { type DailySeries, limitOfSide, sideOn } from './growthSeries.ts';

/** One day of a growth chart in numbers; null where nothing is known of it. */
export interface GrowthRow {
  readonly day: string;
  readonly counted: number | null;
  readonly likely: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly limit: number | null;
  readonly scenario: number | null;
  readonly scenarioLimit: number | null;
}

const pastRows = 12;
const step = 30; // days between two rows ahead

/** What a growth chart draws, as rows: some days of the past, today, and of what comes every thirtieth day and those on which something happens. */
export function growthRows({ today, history, now, scenario }: DailySeries, [from, to]: readonly [number, number]): GrowthRow[] {
  const past = history.filter(({ day }) => day >= from && day < today);
  const every = Math.max(1, Math.ceil(past.length / pastRows));
  const days = new Set(past.filter((_, i) => (past.length - 1 - i) % every === 0).map(({ day }) => day));
  for (let day = today; day <= to; day += step) days.add(day);
  for (const side of [now, scenario]) {
    for (const { day } of [...(side?.additions ?? []), ...(side?.limits ?? [])]) if (day >= from && day <= to) days.add(day);
    if (side && side.end !== null && side.end <= to) days.add(side.end);
  }
  const counts = new Map(history.map(({ day, value }) => [day, value]));
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => {
      const ahead = (side: typeof now) => (side && day >= today ? sideOn(side, day) : null);
      const value = ahead(now);
      const last = now?.growth?.day ?? today;
      return {
        day: dayText(day),
        counted: counts.get(day) ?? null,
        likely: day > last ? (value?.likely ?? null) : null,
        low: day > last ? (value?.low ?? null) : null,
        high: day > last ? (value?.high ?? null) : null,
        limit: now && limitOfSide(now, day),
        scenario: ahead(scenario)?.likely ?? null,
        scenarioLimit: scenario && day >= today ? limitOfSide(scenario, day) : null,
      };
    });
}
