import { addressBits, type Family } from './address.ts';
import { type Cidr, lastValue } from './cidr.ts';

/** Addresses in a row of one family, as numbers, both ends included. */
export interface Run {
  readonly first: bigint;
  readonly last: bigint;
}

/** A set of addresses of one family, as its runs in order: no two overlap or touch, so that equal sets have equal runs. */
export interface RangeSet {
  readonly family: Family;
  readonly runs: readonly Run[];
  /** How many addresses lie before each run; one more than there are runs, the last is the count of all. */
  readonly before: readonly bigint[];
}

/** The set of all addresses of some runs, which may overlap and come in any order. A RangeError where one is not in the family. */
export function rangeSet(family: Family, runs: Iterable<Run>): RangeSet {
  const top = highest(family);
  const sorted = [...runs].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const merged: { first: bigint; last: bigint }[] = [];
  for (const { first, last } of sorted) {
    if (first < 0n || last < first || last > top) throw new RangeError(`rangeSet: ${first} to ${last} is no run of ${family} addresses`);
    const end = merged.at(-1);
    if (!end || first > end.last + 1n) merged.push({ first, last });
    else if (last > end.last) end.last = last;
  }
  return counted(family, merged);
}

/** The set of all addresses of some prefixes, which must be of the family. */
export function rangeSetOfCidrs(family: Family, cidrs: readonly Cidr[]): RangeSet {
  const other = cidrs.find((cidr) => cidr.family !== family);
  if (other) throw new RangeError(`rangeSetOfCidrs: a prefix is ${other.family}, not ${family}`);
  return rangeSet(
    family,
    cidrs.map((cidr) => ({ first: cidr.value, last: lastValue(cidr) })),
  );
}

/** Addresses in a, in b or in both. */
export function union(a: RangeSet, b: RangeSet): RangeSet {
  return rangeSet(sameFamily(a, b), [...a.runs, ...b.runs]);
}

/** Addresses in both. */
export function intersection(a: RangeSet, b: RangeSet): RangeSet {
  const family = sameFamily(a, b);
  const shared: Run[] = [];
  let i = 0;
  let j = 0;
  for (let left = a.runs[i], right = b.runs[j]; left && right; left = a.runs[i], right = b.runs[j]) {
    const first = left.first > right.first ? left.first : right.first;
    const last = left.last < right.last ? left.last : right.last;
    if (first <= last) shared.push({ first, last });
    if (left.last < right.last) i++;
    else j++;
  }
  return counted(family, shared);
}

/** Addresses in a and not in b. */
export function difference(a: RangeSet, b: RangeSet): RangeSet {
  return intersection(a, complement(b));
}

/** All other addresses of the family. */
export function complement(set: RangeSet): RangeSet {
  const gaps: Run[] = [];
  let from = 0n;
  for (const { first, last } of set.runs) {
    if (from < first) gaps.push({ first: from, last: first - 1n });
    from = last + 1n;
  }
  if (from <= highest(set.family)) gaps.push({ first: from, last: highest(set.family) });
  return counted(set.family, gaps);
}

/** How many addresses a set has. */
export function count(set: RangeSet): bigint {
  return set.before.at(-1) ?? 0n;
}

/** The n-th lowest address, from 0; undefined where there are not so many. O(log runs). */
export function nth(set: RangeSet, n: bigint): bigint | undefined {
  const at = firstWhere(set.before, (before) => before > n) - 1;
  const run = set.runs[at]; // none where n is negative or too high
  return run && run.first + n - (set.before[at] ?? 0n);
}

/** Whether an address is in a set. O(log runs). */
export function contains(set: RangeSet, value: bigint): boolean {
  const run = set.runs[firstWhere(set.runs, ({ last }) => last >= value)];
  return run !== undefined && run.first <= value;
}

/** How many addresses of a set lie from first to last, both included. O(log runs). */
export function countWithin(set: RangeSet, first: bigint, last: bigint): bigint {
  return last < first ? 0n : countBelow(set, last + 1n) - countBelow(set, first);
}

/** The lowest run that ends at or after an address; undefined where there is none. O(log runs). */
export function nextRun(set: RangeSet, value: bigint): Run | undefined {
  return set.runs[firstWhere(set.runs, ({ last }) => last >= value)];
}

function countBelow(set: RangeSet, value: bigint): bigint {
  const at = firstWhere(set.runs, ({ last }) => last >= value);
  const run = set.runs[at];
  const before = set.before[at] ?? 0n;
  return run && run.first < value ? before + value - run.first : before;
}

/** Index of the first item that a test holds for, where it holds for all behind it; the length where it holds for none. */
function firstWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function counted(family: Family, runs: readonly Run[]): RangeSet {
  let count = 0n;
  const before = [0n];
  for (const { first, last } of runs) {
    count += last - first + 1n;
    before.push(count);
  }
  return { family, runs, before };
}

function highest(family: Family): bigint {
  return (1n << BigInt(addressBits(family))) - 1n;
}

function sameFamily(a: RangeSet, b: RangeSet): Family {
  if (a.family !== b.family)
    throw new RangeError(`a set of ${a.family} addresses and one of ${b.family} have nothing to do with each other`);
  return a.family;
}
