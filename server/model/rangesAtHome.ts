import { count, countWithin, type RangeSet } from '../../shared/net/rangeSet.ts';
import { isHome } from '../../shared/plan/outsideHome.ts';
import type { Declared } from './outsideRanges.ts';
import type { Pool } from './pool.ts';

type Held = Pick<Pool, 'kind' | 'declared'> & { readonly set: RangeSet };

/**
 * Of some declared ranges, those that a pool is meant to lie in: all of a declared pool, what of an inferred one lies in the range. What is
 * allotted to the cluster inside of a wider range is the cluster's, whatever is said of the wider one: the most that a home within a range
 * holds of the pool has to be all that is needed. One sweep, n log n for n ranges.
 */
export function rangesAtHome(pool: Held, ranges: readonly Declared[], near: readonly Declared[]): ReadonlySet<Declared> {
  const homes = near.filter((one) => isHome(one, pool.kind)).sort(lastFirst);
  const lasts = homes.map(({ range }) => range.last).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const held = new HighestUpTo(homes.length);
  const found = new Set<Declared>();
  let next = 0;
  for (const one of [...ranges].sort(lastFirst)) {
    const { first, last } = one.range;
    for (let home = homes[next]; home && home.range.first >= first; home = homes[++next])
      held.raise(howManyUpTo(lasts, home.range.last), countWithin(pool.set, home.range.first, home.range.last));
    const needed = pool.declared ? count(pool.set) : countWithin(pool.set, first, last);
    if (held.upTo(howManyUpTo(lasts, last)) >= needed) found.add(one);
  }
  return found;
}

/** By first address, the highest first. */
function lastFirst({ range: a }: Declared, { range: b }: Declared): number {
  return a.first > b.first ? -1 : a.first < b.first ? 1 : 0;
}

/** How many of some numbers in order are no higher than one. */
function howManyUpTo(sorted: readonly bigint[], most: bigint): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as bigint) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The highest value among places 1 to n (a Fenwick tree); −1 where there is none. O(log size). */
class HighestUpTo {
  readonly #tree: bigint[];

  constructor(size: number) {
    this.#tree = Array<bigint>(size + 1).fill(-1n);
  }

  raise(place: number, value: bigint): void {
    for (let at = place; at < this.#tree.length; at += at & -at) if (value > (this.#tree[at] as bigint)) this.#tree[at] = value;
  }

  upTo(place: number): bigint {
    let highest = -1n;
    for (let at = place; at > 0; at -= at & -at) if ((this.#tree[at] as bigint) > highest) highest = this.#tree[at] as bigint;
    return highest;
  }
}
