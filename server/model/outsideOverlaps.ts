import { cidrsOf } from '../../shared/net/addressRange.ts';
import { count, intersection, type RangeSet, rangeSet } from '../../shared/net/rangeSet.ts';
import type { ListedRange } from '../../shared/wire/ranges.ts';
import type { Cluster } from './cluster.ts';
import type { Declared } from './outsideRanges.ts';
import type { Pool } from './pool.ts';
import { rangesAtHome } from './rangesAtHome.ts';

/** What a pool and a declared range have in common. */
export interface OutsideOverlap {
  readonly pool: Pool;
  readonly outside: Declared;
  readonly shared: RangeSet;
  readonly isConflict: boolean;
}

/** Pools that share an address with a declared range, in the order of pools. */
export function poolsIn(cluster: Cluster, outside: Declared): OutsideOverlap[] {
  let known: readonly Declared[] | undefined;
  const near = () => (known ??= cluster.outside.overlapping(outside.range));
  return cluster.pools.all.flatMap((pool) => overlapOf(cluster, pool, outside, () => rangesAtHome(pool, [outside], near())));
}

/** Declared ranges that share an address with a pool, by address. */
export function outsideOf(cluster: Cluster, pool: Pool): OutsideOverlap[] {
  const last = pool.set.runs.at(-1)?.last;
  const first = pool.set.runs[0]?.first;
  if (first === undefined || last === undefined) return [];
  const near = cluster.outside.overlapping({ family: pool.family, first, last });
  let known: ReadonlySet<Declared> | undefined;
  const atHome = () => (known ??= rangesAtHome(pool, near, near));
  return near.flatMap((outside) => overlapOf(cluster, pool, outside, atHome));
}

export function howOf({ pool, outside: { range }, shared }: OutsideOverlap): ListedRange['overlaps'][number]['how'] {
  const isInside = count(shared) === range.last - range.first + 1n;
  const isAround = count(shared) === count(pool.set);
  return isInside ? (isAround ? 'same' : 'inside') : isAround ? 'around' : 'partly';
}

function overlapOf(cluster: Cluster, pool: Pool, outside: Declared, atHome: () => ReadonlySet<Declared>): OutsideOverlap[] {
  const { range } = outside;
  if (pool.family !== range.family) return [];
  const shared = intersection(pool.set, rangeSet(range.family, [range]));
  if (shared.runs.length === 0) return [];
  return [{ pool, outside, shared, isConflict: isSeenIn(cluster, pool, shared) && !atHome().has(outside) }];
}

/** What is made out from addresses or blocks that are seen proves nothing by its width: they must lie in what is shared. */
function isSeenIn(cluster: Cluster, pool: Pool, { family, runs }: RangeSet): boolean {
  if (pool.declared) return true;
  const held = cluster.book.index(family, pool.counted);
  if (runs.some(({ first, last }) => held.count(first, last) > 0)) return true;
  const blocks = pool.blocks && cluster.blockClaims.of[pool.blocks.of];
  return blocks !== null && runs.some((run) => cidrsOf({ family, ...run }).some((cidr) => blocks.addresses(cidr).handedOut > 0n));
}
