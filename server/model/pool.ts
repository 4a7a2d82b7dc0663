import type { Family } from '../../shared/net/address.ts';
import { type AddressRange, cidrsOf, formatAddressRange, rangeOfCidr } from '../../shared/net/addressRange.ts';
import { type Cidr, compareCidrs, containsCidr, coveringCidr, formatCidr, overlaps } from '../../shared/net/cidr.ts';
import { type RangeSet, rangeSet } from '../../shared/net/rangeSet.ts';
import type { Keep } from '../../shared/plan/keep.ts';
import type { Provenance, Reference } from '../../shared/wire/basics.ts';
import type { Pool as WirePool } from '../../shared/wire/pools.ts';
import type { Kind } from '../records/records.ts';
import type { Counted } from './addressBook.ts';
import type { BlockOwner } from './ipam/said.ts';

/** Ranges that something allocates from, without their counts: those are read from the indexes when somebody asks. */
export interface Pool {
  readonly id: string;
  readonly kind: WirePool['kind'];
  readonly name: string;
  readonly family: Family;
  /** As they were declared; they may overlap. */
  readonly ranges: readonly AddressRange[];
  readonly set: RangeSet;
  /** The same addresses as the fewest prefixes, in order. */
  readonly cidrs: readonly Cidr[];
  /** The smallest prefix around all of them: the range itself where it is one prefix. */
  readonly cover: Cidr;
  /** Length of the blocks it is cut into for nodes, and whose blocks they are; null where it is one flat space. */
  readonly blocks: { readonly length: number; readonly of: BlockOwner } | null;
  /** Prefixes of the blocks' length that are never handed out, because they overlap a range that the controller steps around. */
  readonly skipped: readonly Cidr[];
  /** What is never given out: beside its blocks' ends where it is cut, all of it where it is flat. */
  readonly keeps: readonly Keep[];
  /** Which distinct addresses are "in use" in it. */
  readonly counted: Counted;
  /** Whether an allocator writes down each address that is taken; holders: who holds one is its record. */
  readonly records: boolean | 'holders';
  /** The kind of object that does; null where that is the pool's own object, or none. */
  readonly recordedIn: Kind | null;
  /** False: it gives out nothing new. */
  readonly gives: boolean;
  /** Whether an object or a flag says that these are its whole ranges. */
  readonly declared: boolean;
  readonly state: WirePool['state'];
  readonly sources: readonly Provenance[];
  /** A network of its own, whose addresses may stand elsewhere for something else; '' for the cluster's. */
  readonly network: string;
  /** Whether its addresses stand for something else in another network too: then nobody can tell from an address whose it is. */
  readonly ambiguous: boolean;
  readonly object: Reference | null;
}

const kindOrder: readonly WirePool['kind'][] = ['pod', 'service', 'node', 'loadBalancer', 'secondary'];

/** Which set counts as "in use" where nothing else is said. */
const countedOf: Readonly<Record<WirePool['kind'], Counted>> = {
  pod: 'pods',
  service: 'services',
  node: 'live',
  loadBalancer: 'live',
  secondary: 'live',
};

/** "kind/name/range" with "-" for "/" in the range, so that an id is three parts. */
export function poolId(kind: Pool['kind'], name: string, range: Cidr): string {
  return `${kind}/${name}/${formatCidr(range).replace('/', '-')}`;
}

/** A pool of one prefix; what is not named is plain. */
export function poolOfCidr(range: Cidr, rest: Pick<Pool, 'id' | 'kind' | 'name' | 'declared' | 'state' | 'sources'> & Partial<Pool>): Pool {
  return poolOf(range.family, [rangeOfCidr(range)], rest);
}

/** A pool of the ranges of one family, of which there is one at least. */
export function poolOf(
  family: Family,
  ranges: readonly AddressRange[],
  rest: Pick<Pool, 'id' | 'kind' | 'name' | 'declared' | 'state' | 'sources'> & Partial<Pool>,
): Pool {
  const set = rangeSet(family, ranges);
  const cidrs = set.runs.flatMap((run) => cidrsOf({ family, ...run }));
  return {
    family,
    ranges,
    set,
    cidrs,
    cover: coveringCidr(cidrs),
    blocks: null,
    skipped: [],
    keeps: [],
    counted: countedOf[rest.kind],
    records: false,
    recordedIn: null,
    gives: true,
    network: '',
    ambiguous: false,
    object: null,
    ...rest,
  };
}

/** Its ranges in text: CIDRs, or a-b where a range is none. */
export function rangeTexts(pool: Pool): string[] {
  return pool.ranges.map(formatAddressRange);
}

/** The pieces of a pool that lie in a prefix, as prefixes. */
export function piecesWithin(pool: Pool, cidr: Cidr): Cidr[] {
  return pool.cidrs.filter((own) => overlaps(own, cidr)).map((own) => (containsCidr(own, cidr) ? cidr : own));
}

/** By kind, then IPv4 before IPv6, then by address. */
export function comparePools(a: Pool, b: Pool): number {
  const kinds = kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind);
  if (kinds !== 0) return kinds;
  const ranges = compareCidrs(a.cover, b.cover);
  return ranges !== 0 ? ranges : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A text that sorts as comparePools does: what a cursor keeps. */
export function poolSortKey({ kind, cover }: Pool): string {
  const digits = cover.family === 'IPv4' ? 8 : 32;
  const address = cover.value.toString(16).padStart(digits, '0');
  return `${kindOrder.indexOf(kind)} ${cover.family} ${address} ${String(cover.prefixLength).padStart(3, '0')}`;
}
