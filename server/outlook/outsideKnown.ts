import type { Family } from '../../shared/net/address.ts';
import { formatAddressRange } from '../../shared/net/addressRange.ts';
import { difference, rangeSet } from '../../shared/net/rangeSet.ts';
import type { KnownRange } from '../../shared/plan/knownRange.ts';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';

/** Declared ranges as plans and searches for a free range see them. */
export interface OutsideKnown {
  /** What is somebody else's, as it is told of: with whose it is. */
  readonly taken: readonly KnownRange[];
  /** What is meant for the cluster: in nobody's way, and where its next ranges belong. */
  readonly allotted: readonly KnownRange[];
}

/** By the list, which stays the same until the file is read again. */
const knownOf = new WeakMap<readonly OutsideRange[], OutsideKnown>();

/**
 * What is meant for the cluster is left out of what is taken, and cut out of the wider ranges around it. Costs n log n for n ranges, and
 * what overlaps.
 */
export function outsideKnown(outside: readonly OutsideRange[]): OutsideKnown {
  const known = knownOf.get(outside) ?? made(outside);
  knownOf.set(outside, known);
  return known;
}

function made(outside: readonly OutsideRange[]): OutsideKnown {
  const inside = homesInside(outside);
  return {
    taken: outside.filter(({ contains }) => contains !== true).flatMap((one) => withoutHomes(one, inside.get(one) ?? [])),
    allotted: outside
      .filter(({ contains }) => contains === true)
      .map(({ range, owner }) => ({ range, use: 'outside', what: `${formatAddressRange(range)} of ${owner}` })),
  };
}

function withoutHomes(one: OutsideRange, homes: readonly OutsideRange[]): KnownRange[] {
  const { family, first, last } = one.range;
  const what = `${one.owner} ${formatAddressRange(one.range)}`;
  const { runs } = difference(
    rangeSet(family, [{ first, last }]),
    rangeSet(
      family,
      homes.map(({ range }) => range),
    ),
  );
  return runs.map((run): KnownRange => ({ range: { family, ...run }, use: 'outside', what }));
}

/** Of each range that is somebody else's, those within it that are meant for the cluster: one sweep over both by their first addresses. */
function homesInside(outside: readonly OutsideRange[]): Map<OutsideRange, OutsideRange[]> {
  const inside = new Map<OutsideRange, OutsideRange[]>();
  let family: Family | null = null;
  let open: OutsideRange[] = []; // somebody else's that reach beyond where the sweep is
  for (const one of [...outside].sort(widestFirst)) {
    if (one.range.family !== family) open = [];
    family = one.range.family;
    if (one.contains !== true) {
      open.push(one);
      continue;
    }
    open = open.filter(({ range }) => range.last >= one.range.first);
    for (const around of open) {
      if (around.range.last < one.range.last) continue;
      const homes = inside.get(around);
      if (homes) homes.push(one);
      else inside.set(around, [one]);
    }
  }
  return inside;
}

/** By family and first address, the wider first; of two that are the same, the one that is not the cluster's, which lies around the other. */
function widestFirst({ range: a, contains }: OutsideRange, { range: b, contains: other }: OutsideRange): number {
  if (a.family !== b.family) return a.family < b.family ? -1 : 1;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  if (a.last !== b.last) return a.last > b.last ? -1 : 1;
  return Number(contains === true) - Number(other === true);
}
