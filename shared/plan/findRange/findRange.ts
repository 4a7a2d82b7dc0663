import { cidrsOf, rangeOfCidr } from '../../net/addressRange.ts';
import { type Cidr, compareCidrs, formatCidr, parseCidr } from '../../net/cidr.ts';
import { formatCount } from '../../net/formatCount.ts';
import { countFreeBlocks, freeBlocks } from '../../net/freeBlocks.ts';
import { difference, type RangeSet, rangeSet, rangeSetOfCidrs } from '../../net/rangeSet.ts';
import { type KnownRange, specialKnown, takenBy } from '../knownRange.ts';
import { candidatesOf, drawnPrefixes } from './candidates.ts';
import type { RangeWish } from './rangeWish.ts';
import { isWhole, judgeOf } from './reasons.ts';
import { wishLength } from './wishLength.ts';

/** A range that overlaps nothing, with what speaks for it, the strongest first. */
export interface FoundRange {
  readonly cidr: Cidr;
  readonly reasons: readonly string[];
}

export interface FoundRanges {
  /** Best first. */
  readonly found: readonly FoundRange[];
  /** Why there is none, or why they are not of the length that was asked for; null where there is nothing to say. */
  readonly why: string | null;
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fd00::/8'].flatMap((text) => parseCidr(text) ?? []);

export interface FindOptions {
  /** What is meant for the cluster: free ranges in it come first, private ones or not. */
  readonly allotted?: readonly KnownRange[];
  /** Found ranges at most. */
  readonly most?: number;
}

/**
 * Ranges for a wish that are free of everything known and of special-purpose ranges. The seed is a text that no other cluster has, such as
 * the UID of kube-system: ULA prefixes are drawn from it, the same ones each time.
 */
export function findRange(
  wish: RangeWish,
  known: readonly KnownRange[],
  seed: string,
  { allotted = [], most = 5 }: FindOptions = {},
): FoundRanges {
  const { prefixLength, why, refused } = wishLength(wish);
  if (refused) return { found: [], why };
  const homes = allotted.filter(({ range }) => range.family === wish.family);
  const areas = areasOf(wish, homes).filter((area) => area.prefixLength <= prefixLength);
  const free = difference(rangeSetOfCidrs(wish.family, areas), takenBy([...known, ...specialKnown], wish.family));
  if (countFreeBlocks(free, prefixLength) === 0n) return { found: [], why: whyNone(wish, prefixLength, areas, free, known, homes) };
  const allottedSet = rangeSet(
    wish.family,
    homes.map(({ range: { first, last } }) => ({ first, last })),
  );
  const around = { known, homes, allotted: allottedSet, free };
  const judge = judgeOf(wish, around);
  const fitting = new Map<string, Cidr>();
  for (const cidr of [...candidatesOf(wish, prefixLength, around, seed), ...firstOf(free, prefixLength, most)])
    if (isWhole(free, cidr)) fitting.set(formatCidr(cidr), cidr);
  const drawn = new Set([...(wish.family === 'IPv6' ? drawnPrefixes(prefixLength, seed) : [])].map(formatCidr));
  const judged = [...fitting.entries()].map(([text, cidr]) => ({ cidr, ...judge(cidr, drawn.has(text)) }));
  judged.sort((a, b) => b.weight - a.weight || formatCidr(a.cidr).length - formatCidr(b.cidr).length || compareCidrs(a.cidr, b.cidr));
  const found = judged.slice(0, most);
  const elsewhere = found.some(({ isAllotted }) => isAllotted) ? null : whyElsewhere(wish, prefixLength, homes);
  const whys = [why, elsewhere].filter((one) => one !== null).join(' ');
  return { found: found.map(({ cidr, reasons }) => ({ cidr, reasons })), why: whys === '' ? null : whys };
}

/** Where something is allotted to the cluster, and nothing of the length is free in it; whoever names a place has chosen it. */
function whyElsewhere({ within }: RangeWish, prefixLength: number, homes: readonly KnownRange[]): string | null {
  if (within !== null || homes.length === 0) return null;
  return `No /${prefixLength} is free in what is allotted to this cluster, ${namesOf(homes)}: these lie elsewhere.`;
}

function namesOf(ranges: readonly KnownRange[]): string {
  const names = ranges.slice(0, 3).map(({ what }) => what);
  return `${names.join(', ')}${ranges.length > 3 ? ` and ${formatCount(ranges.length - 3).short} more` : ''}`;
}

function areasOf({ family, within }: RangeWish, homes: readonly KnownRange[]): readonly Cidr[] {
  return within ? [within] : [...privateRanges.filter((area) => area.family === family), ...homes.flatMap(({ range }) => cidrsOf(range))];
}

function* firstOf(free: RangeSet, prefixLength: number, most: number): Generator<Cidr> {
  for (const block of freeBlocks(free, prefixLength)) {
    if (most-- <= 0) return;
    yield block;
  }
}

function whyNone(
  { family, within }: RangeWish,
  prefixLength: number,
  areas: readonly Cidr[],
  free: RangeSet,
  known: readonly KnownRange[],
  homes: readonly KnownRange[],
): string {
  const where = within
    ? formatCidr(within)
    : homes.length > 0
      ? 'the private ranges and what is allotted to this cluster'
      : 'the private ranges';
  if (areas.length === 0) return `A /${prefixLength} does not fit into ${where}.`;
  const around = areas.map(rangeOfCidr);
  const owners = [...known, ...specialKnown].filter(
    ({ range }) => range.family === family && around.some((area) => range.first <= area.last && area.first <= range.last),
  );
  const longest = longestFree(free, prefixLength);
  const left = longest === null ? 'nothing of it is free' : `the widest that is free is a /${longest}`;
  return `No /${prefixLength} is free in ${where}: ${left}. It is taken by ${namesOf(owners)}.`;
}

/** The shortest prefix length, longer than the one that was asked for, of which a block is free. */
function longestFree(free: RangeSet, prefixLength: number): number | null {
  const bits = free.family === 'IPv4' ? 32 : 128;
  for (let length = prefixLength + 1; length <= bits; length++) if (countFreeBlocks(free, length) > 0n) return length;
  return null;
}
