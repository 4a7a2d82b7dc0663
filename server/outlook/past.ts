import { parseAddressRange } from '../../shared/net/addressRange.ts';
import { type Unit, withoutNested } from '../../shared/plan/drawnTogether.ts';
import type { DailyMaximum } from '../../shared/plan/forecast/series.ts';
import type { Sample } from '../history/history.ts';
import type { Measure, Target } from './targets.ts';

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

/** A pool that is, or that was: then only its samples are left, and its id. */
export interface PastPool {
  readonly id: string;
  /** Empty where that is not known of one that is gone. */
  readonly ranges: readonly string[];
  readonly isGone?: boolean;
}

export const noPast: Past = { counts: [], totals: [], made: false, imported: false };

/** What is gone and was drawn from together with a target's pools: pods' with pods' of one family, as it was counted last. */
export function goneOf(target: Target, gone: readonly string[], samples: ReadonlyMap<string, readonly Sample[]>): PastPool[] {
  const { id, kind, family, measure, pools } = target;
  if (pools[0]?.id === id) return []; // one pool, which is there
  return gone.flatMap((pool): PastPool[] => {
    const last = samples.get(pool)?.at(-1);
    const unit = measure === 'inUse' ? 'blocks' : measure;
    if (!last || last.family !== family || !pool.startsWith(`${kind}/`) || unitOfSample(last) !== unit) return [];
    return [{ id: pool, ranges: rangesIn(pool), isGone: true }];
  });
}

function unitOfSample({ blocks, limit }: Sample): Unit {
  return blocks && limit !== 'addresses' ? 'blocks' : 'addresses';
}

/** The range that ends an id, as that of most pools does: "service/kubernetes/10.96.0.0-20". */
function rangesIn(id: string): readonly string[] {
  const [, network, length] = /\/([0-9a-f.:]+)-(\d+)$/.exec(id) ?? [];
  return network !== undefined && parseAddressRange(`${network}/${length}`) ? [`${network}/${length}`] : [];
}

/**
 * The days of some pools taken together, from the daily samples of each in order of time. On a day those count that there were by then,
 * one that is gone until its last sample, nested ones once; a day on which one of them was not counted is a gap, for the rest of them is
 * no sum, and so is one on which nobody can tell whether they were nested.
 */
export function pastOf(pools: readonly PastPool[], measure: Measure, samples: ReadonlyMap<string, readonly Sample[]>): Past {
  const members = pools
    .flatMap((pool) => {
      const rows = samples.get(pool.id) ?? [];
      const days = new Map(rows.map((row) => [Math.floor(row.at / dayLength), row]));
      const [first, last] = [rows[0], rows.at(-1)];
      if (!first || !last) return [];
      const until = pool.isGone ? Math.floor(last.at / dayLength) : Number.POSITIVE_INFINITY;
      return [{ pool, from: Math.floor(first.at / dayLength), until, days }];
    })
    .sort((a, b) => a.from - b.from);
  const all = [...new Set(members.flatMap(({ days }) => [...days.keys()]))].sort((a, b) => a - b);
  const counts: DailyMaximum[] = [];
  const totals: DailyMaximum[] = [];
  let there: typeof members = [];
  let distinct: typeof members = [];
  for (const day of all) {
    const now = members.filter(({ from, until }) => from <= day && day <= until);
    if (now.length > 1 && now.some(({ pool }) => pool.isGone && pool.ranges.length === 0)) continue;
    if (now.length !== there.length || now.some((one, i) => one !== there[i])) {
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
