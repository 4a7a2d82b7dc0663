import type { Family } from '../net/address.ts';
import { type AddressRange, rangeOfCidr } from '../net/addressRange.ts';
import { type RangeSet, rangeSet } from '../net/rangeSet.ts';
import { specialRanges } from '../net/special.ts';

export type RangeUse = 'pod' | 'service' | 'node' | 'loadBalancer' | 'secondary' | 'outside' | 'special';

/** A range that something has already, and in words what: a pool, a route that the cluster cannot see, a range with a purpose of its own. */
export interface KnownRange {
  readonly range: AddressRange;
  readonly use: RangeUse;
  readonly what: string;
}

/** Special-purpose ranges that clusters are made in: private IPv4, ULA, and the carriers' range, which some clouds use for pods. */
const forClusters = /^(Private use|Unique local|Shared address space)/;

/** Ranges that no cluster can use, whatever else is known. */
export const specialKnown: readonly KnownRange[] = specialRanges
  .filter(({ name }) => !forClusters.test(name))
  .map(({ cidr, name }) => ({ range: rangeOfCidr(cidr), use: 'special', what: name }));

/** How a range lies to another one; null where they share no address. */
export type Overlap = 'same' | 'inside' | 'around' | 'partly';

export function overlapOf(a: AddressRange, b: AddressRange): Overlap | null {
  if (a.family !== b.family || a.last < b.first || b.last < a.first) return null;
  if (a.first === b.first && a.last === b.last) return 'same';
  if (a.first >= b.first && a.last <= b.last) return 'inside';
  return a.first <= b.first && a.last >= b.last ? 'around' : 'partly';
}

/** All addresses of a family that are known to be somebody's. */
export function takenBy(known: readonly KnownRange[], family: Family): RangeSet {
  return rangeSet(
    family,
    known.filter(({ range }) => range.family === family).map(({ range }) => range),
  );
}
