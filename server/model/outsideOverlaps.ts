import { cidrsOf } from '../../shared/net/addressRange.ts';
import { count, difference, intersection, type RangeSet, rangeSet } from '../../shared/net/rangeSet.ts';
import { isHome } from '../../shared/plan/outsideHome.ts';
import type { ListedRange } from '../../shared/wire/ranges.ts';
import type { Cluster } from './cluster.ts';
import type { Declared } from './outsideRanges.ts';
import type { Pool } from './pool.ts';

/** What a pool and a declared range have in common. */
export interface OutsideOverlap {
  readonly pool: Pool;
  readonly outside: Declared;
  readonly shared: RangeSet;
  readonly isConflict: boolean;
}

/** Pools that share an address with a declared range, in the order of pools. */
export function poolsIn(cluster: Cluster, outside: Declared): OutsideOverlap[] {
  return cluster.pools.all.flatMap((pool) => overlapOf(cluster, pool, outside, () => cluster.outside.overlapping(outside.range)));
}

/** Declared ranges that share an address with a pool, by address. */
export function outsideOf(cluster: Cluster, pool: Pool): OutsideOverlap[] {
  const last = pool.set.runs.at(-1)?.last;
  const first = pool.set.runs[0]?.first;
  if (first === undefined || last === undefined) return [];
  const near = cluster.outside.overlapping({ family: pool.family, first, last });
  return near.flatMap((outside) => overlapOf(cluster, pool, outside, () => near));
}

export function howOf({ pool, outside: { range }, shared }: OutsideOverlap): ListedRange['overlaps'][number]['how'] {
  const isInside = count(shared) === range.last - range.first + 1n;
  const isAround = count(shared) === count(pool.set);
  return isInside ? (isAround ? 'same' : 'inside') : isAround ? 'around' : 'partly';
}

function overlapOf(cluster: Cluster, pool: Pool, outside: Declared, near: () => readonly Declared[]): OutsideOverlap[] {
  const { range } = outside;
  if (pool.family !== range.family) return [];
  const shared = intersection(pool.set, rangeSet(range.family, [range]));
  if (shared.runs.length === 0) return [];
  return [{ pool, outside, shared, isConflict: isSeenIn(cluster, pool, shared) && !isAtHome(pool, outside, shared, near()) }];
}

/**
 * Whether it is meant to lie there: all of a declared pool, what of an inferred one lies in the range. What is allotted to the cluster
 * inside of a wider range is the cluster's, whatever is said of the wider one.
 */
function isAtHome(pool: Pool, outside: Declared, shared: RangeSet, near: readonly Declared[]): boolean {
  const needed = pool.declared ? pool.set : shared;
  return near.some((home) => {
    const isWithin = home.range.first >= outside.range.first && home.range.last <= outside.range.last;
    return isWithin && isHome(home, pool.kind) && difference(needed, rangeSet(pool.family, [home.range])).runs.length === 0;
  });
}

/** What is made out from addresses or blocks that are seen proves nothing by its width: they must lie in what is shared. */
function isSeenIn(cluster: Cluster, pool: Pool, { family, runs }: RangeSet): boolean {
  if (pool.declared) return true;
  const held = cluster.book.index(family, pool.counted);
  if (runs.some(({ first, last }) => held.count(first, last) > 0)) return true;
  const blocks = pool.blocks && cluster.blockClaims.of[pool.blocks.of];
  return blocks !== null && runs.some((run) => cidrsOf({ family, ...run }).some((cidr) => blocks.addresses(cidr).handedOut > 0n));
}
