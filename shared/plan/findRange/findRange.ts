import { rangeOfCidr } from '../../net/addressRange.ts';
import { type Cidr, compareCidrs, formatCidr, lastValue, parseCidr } from '../../net/cidr.ts';
import { formatCount } from '../../net/formatCount.ts';
import { countFreeBlocks, freeBlocks } from '../../net/freeBlocks.ts';
import { countWithin, difference, type RangeSet, rangeSetOfCidrs } from '../../net/rangeSet.ts';
import { type KnownRange, specialKnown, takenBy } from '../knownRange.ts';
import { candidatesOf, drawnPrefixes } from './candidates.ts';
import type { RangeWish } from './rangeWish.ts';
import { reasonsFor } from './reasons.ts';
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

/**
 * Ranges for a wish that are free of everything known and of special-purpose ranges, at most so many. The seed is a text that no other
 * cluster has, such as the UID of kube-system: ULA prefixes are drawn from it, the same ones each time.
 */
export function findRange(wish: RangeWish, known: readonly KnownRange[], seed: string, most = 5): FoundRanges {
  const { prefixLength, why, refused } = wishLength(wish);
  if (refused) return { found: [], why };
  const areas = areasOf(wish).filter((area) => area.prefixLength <= prefixLength);
  const free = difference(rangeSetOfCidrs(wish.family, areas), takenBy([...known, ...specialKnown], wish.family));
  if (countFreeBlocks(free, prefixLength) === 0n) return { found: [], why: whyNone(wish, prefixLength, areas, free, known) };
  const fitting = new Map<string, Cidr>();
  for (const cidr of [...candidatesOf(wish, prefixLength, known, free, seed), ...firstOf(free, prefixLength, most)])
    if (isFree(free, cidr)) fitting.set(formatCidr(cidr), cidr);
  const drawn = new Set([...(wish.family === 'IPv6' ? drawnPrefixes(prefixLength, seed) : [])].map(formatCidr));
  const judged = [...fitting.entries()].map(([text, cidr]) => ({ cidr, ...reasonsFor(wish, cidr, known, free, drawn.has(text)) }));
  judged.sort((a, b) => b.weight - a.weight || formatCidr(a.cidr).length - formatCidr(b.cidr).length || compareCidrs(a.cidr, b.cidr));
  return { found: judged.slice(0, most).map(({ cidr, reasons }) => ({ cidr, reasons })), why };
}

function isFree(free: RangeSet, cidr: Cidr): boolean {
  return countWithin(free, cidr.value, lastValue(cidr)) === lastValue(cidr) - cidr.value + 1n;
}

function areasOf({ family, within }: RangeWish): readonly Cidr[] {
  return within ? [within] : privateRanges.filter((area) => area.family === family);
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
): string {
  const where = within ? formatCidr(within) : 'the private ranges';
  if (areas.length === 0) return `A /${prefixLength} does not fit into ${where}.`;
  const around = areas.map(rangeOfCidr);
  const owners = [...known, ...specialKnown].filter(
    ({ range }) => range.family === family && around.some((area) => range.first <= area.last && area.first <= range.last),
  );
  const longest = longestFree(free, prefixLength);
  const left = longest === null ? 'nothing of it is free' : `the widest that is free is a /${longest}`;
  const names = owners.slice(0, 3).map(({ what }) => what);
  return `No /${prefixLength} is free in ${where}: ${left}. It is taken by ${names.join(', ')}${owners.length > 3 ? ` and ${formatCount(owners.length - 3).short} more` : ''}.`;
}

/** The shortest prefix length, longer than the one that was asked for, of which a block is free. */
function longestFree(free: RangeSet, prefixLength: number): number | null {
  const bits = free.family === 'IPv4' ? 32 : 128;
  for (let length = prefixLength + 1; length <= bits; length++) if (countFreeBlocks(free, length) > 0n) return length;
  return null;
}
