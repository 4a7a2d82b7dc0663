import { coveringOf, formatAddressRange } from '../../shared/net/addressRange.ts';
import { formatCidr } from '../../shared/net/cidr.ts';
import { count } from '../../shared/net/rangeSet.ts';
import type { ListedRange } from '../../shared/wire/ranges.ts';
import type { Cluster } from './cluster.ts';
import { type Listing, page } from './list.ts';
import { howOf, outsideOf, poolsIn } from './outsideOverlaps.ts';
import { type Declared, headOf, type OutsideRanges } from './outsideRanges.ts';
import { useIsKnownIn } from './poolAnswers.ts';
import type { PoolTable } from './poolTable.ts';
import type { RangesAnswer, RangesQuery } from './questions.ts';

const mostOverlaps = 20;

/** The ranges that a file declares, each with the pools that share addresses with it. */
export function rangesAnswer(cluster: Cluster, { family, kind, pool: id, ...query }: RangesQuery): RangesAnswer {
  const q = query.q?.trim().toLowerCase() ?? '';
  const matching = among(cluster, id).filter(
    (one) => (!family || one.range.family === family) && (!kind || one.kind === kind) && (q === '' || saysText(one, q)),
  );
  const { total, items, next } = page(listingOf(cluster), matching, query);
  return { total, items: items.map((one) => listed(cluster, one)), next, isDeclared: cluster.outside.isDeclared };
}

/** Whether a text in lower case is part of what the file says of a range. */
export function saysText({ range, owner, note }: Declared, q: string): boolean {
  return [owner, note ?? '', formatAddressRange(range)].some((text) => text.toLowerCase().includes(q));
}

function among(cluster: Cluster, id: string | undefined): readonly Declared[] {
  if (id === undefined) return cluster.outside.all;
  const pool = cluster.pools.get(id);
  return pool ? outsideOf(cluster, pool).map(({ outside }) => outside) : [];
}

function listingOf(cluster: Cluster): Listing<Declared> {
  return {
    name: 'ranges',
    unique: ({ sortKey }) => sortKey,
    defaultSort: 'range',
    fields: {
      range: ({ sortKey }) => sortKey,
      // A cursor keeps it, and has to stay short.
      owner: ({ owner }) => owner.toLowerCase().slice(0, 80),
      kind: ({ kind }) => kind,
      family: ({ range }) => range.family,
      addresses: ({ range }) => range.last - range.first + 1n,
      overlaps: (one) => overlapCounts(cluster).get(one) ?? 0,
    },
  };
}

const counted = new WeakMap<PoolTable, { readonly outside: OutsideRanges; readonly counts: ReadonlyMap<Declared, number> }>();

/** With how many pools each shares addresses: the same as long as no range changes, which an order by it asks for time and again. */
function overlapCounts({ pools, outside }: Cluster): ReadonlyMap<Declared, number> {
  const known = counted.get(pools);
  if (known?.outside === outside) return known.counts;
  const counts = new Map<Declared, number>();
  for (const { family, set } of pools.all) {
    const found = new Set(set.runs.flatMap((run) => outside.overlapping({ family, ...run })));
    for (const one of found) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  counted.set(pools, { outside, counts });
  return counts;
}

function listed(cluster: Cluster, one: Declared): ListedRange {
  const { range, contains } = one;
  const overlaps = poolsIn(cluster, one).sort((a, b) => Number(b.isConflict) - Number(a.isConflict));
  const isKnown = useIsKnownIn(
    cluster,
    overlaps.map(({ pool }) => pool),
  );
  return {
    ...headOf(one),
    cidr: formatCidr(coveringOf(range)),
    contains,
    addresses: (range.last - range.first + 1n).toString(),
    inUse: isKnown ? cluster.book.index(range.family, 'live').count(range.first, range.last).toString() : null,
    overlaps: overlaps.slice(0, mostOverlaps).map((overlap) => ({
      pool: overlap.pool.id,
      addresses: count(overlap.shared).toString(),
      how: howOf(overlap),
      isConflict: overlap.isConflict,
    })),
    more: Math.max(0, overlaps.length - mostOverlaps),
  };
}
