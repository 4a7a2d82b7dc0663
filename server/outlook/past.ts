import { withoutNested } from '../../shared/plan/drawnTogether.ts';
import type { DailyMaximum } from '../../shared/plan/forecast/series.ts';
import type { Pool } from '../../shared/wire/pools.ts';
import type { Sample } from '../history/history.ts';
import type { Measure } from './targets.ts';

const dayLength = 86_400_000;

/** What was counted of a target, by days from 1970-01-01 in UTC, in order. */
export interface Past {
  readonly counts: readonly DailyMaximum[];
  /** What there was of it in all, on each day on which that is known. */
  readonly totals: readonly DailyMaximum[];
  /** Some of it was made up, for the demo. */
  readonly made: boolean;
  /** Some of it was imported from a Prometheus. */
  readonly imported: boolean;
}

export const noPast: Past = { counts: [], totals: [], made: false, imported: false };

/**
 * The days of some pools taken together, from the daily samples of each in order of time. On a day those count that there were by then,
 * nested ones once; a day on which one of them was not counted is a gap, for the rest of them is no sum.
 */
export function pastOf(
  pools: readonly Pick<Pool, 'id' | 'ranges'>[],
  measure: Measure,
  samples: ReadonlyMap<string, readonly Sample[]>,
): Past {
  const members = pools
    .flatMap((pool) => {
      const rows = samples.get(pool.id) ?? [];
      const days = new Map(rows.map((row) => [Math.floor(row.at / dayLength), row]));
      return rows[0] ? [{ pool, from: Math.floor(rows[0].at / dayLength), days }] : [];
    })
    .sort((a, b) => a.from - b.from);
  const all = [...new Set(members.flatMap(({ days }) => [...days.keys()]))].sort((a, b) => a - b);
  const counts: DailyMaximum[] = [];
  const totals: DailyMaximum[] = [];
  let there: typeof members = [];
  let distinct: typeof members = [];
  for (const day of all) {
    const now = members.filter(({ from }) => from <= day);
    if (now.length > there.length) {
      there = now;
      const kept = new Set(withoutNested(there.map(({ pool }) => pool)));
      distinct = there.filter(({ pool }) => kept.has(pool));
    }
    const counted = distinct.map(({ days }) => countedIn(days.get(day), measure));
    push(counts, day, sum(counted.map((one) => one?.used ?? null)));
    push(totals, day, sum(counted.map((one) => one?.total ?? null)));
  }
  const some = (is: (sample: Sample) => boolean) => members.some(({ days }) => days.values().some(is));
  return { counts, totals, made: some(({ made }) => made), imported: some(({ imported }) => imported > 0) };
}

function countedIn(sample: Sample | undefined, measure: Measure): { used: number | null; total: number | null } | undefined {
  if (!sample) return undefined;
  const { blocks, inUse, recorded, usable } = sample;
  if (measure === 'blocks') return { used: blocks?.handedOut ?? null, total: blocks?.total ?? null };
  if (measure === 'inUse') return { used: number(inUse), total: null };
  // What an allocator has written down is used as well, whoever holds it.
  const used = inUse === null ? null : Math.max(Number(inUse), Number(recorded ?? 0));
  return { used, total: number(usable) };
}

function push(series: DailyMaximum[], day: number, value: number | null): void {
  if (value !== null) series.push({ day, value });
}

function sum(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce<number | null>((total, one) => (total === null || one === null ? null : total + one), 0);
}

function number(text: string | null): number | null {
  return text === null ? null : Number(text);
}
