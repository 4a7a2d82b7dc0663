import { type Address, type Family, formatAddress } from '../../../shared/net/address.ts';
import { type AddressRange, parseAddressRange } from '../../../shared/net/addressRange.ts';
import { containsAddress, parseCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';

/** A range of the tree, or the space between two. */
export type TreeEntry =
  | {
      readonly kind: 'range';
      readonly pool: Pool;
      readonly range: AddressRange;
      /** How many ranges lie around this one. */
      readonly depth: number;
      /** A pool of another kind that begins before this range and ends behind its first address: the two hand out the same addresses. */
      readonly overlaps: Pool | null;
    }
  | { readonly kind: 'gap'; readonly first: string; readonly last: string; readonly within: boolean };

/**
 * The ranges of one family by address, each below the ranges around it, with the gaps between the outermost. `within` says whether a
 * gap lies inside one private block (RFC 1918, RFC 6598): only then could it be had. IPv6 has no gaps worth telling.
 */
export function rangeTree(pools: readonly Pool[], family: Family): TreeEntry[] {
  const ranges = pools
    .flatMap((pool) => pool.ranges.map((text) => ({ pool, range: parseAddressRange(text) })))
    .filter((entry): entry is { pool: Pool; range: AddressRange } => entry.range?.family === family)
    .sort((a, b) => order(a.range.first, b.range.first) || order(b.range.last, a.range.last));
  const entries: TreeEntry[] = [];
  let open: { pool: Pool; range: AddressRange }[] = [];
  let end: bigint | undefined;
  for (const { pool, range } of ranges) {
    open = open.filter((outer) => outer.range.last >= range.first);
    if (family === 'IPv4' && end !== undefined && range.first > end + 1n) {
      entries.push(gapOf({ family, value: end + 1n }, { family, value: range.first - 1n }));
    }
    const depth = open.filter((outer) => outer.range.last >= range.last).length;
    const overlaps = open.findLast((outer) => areRivals(outer.pool, pool))?.pool ?? null;
    entries.push({ kind: 'range', pool, range, depth, overlaps });
    open.push({ pool, range });
    if (end === undefined || range.last > end) end = range.last;
  }
  return entries;
}

/**
 * Whether two pools must not share addresses. Load balancers lie in the nodes' own network by design, where they are answered for on
 * layer 2 (MetalLB); a secondary network may use any address; and two ranges that are both made out from what is seen prove nothing.
 */
export function areRivals(a: Pool, b: Pool): boolean {
  const kinds = [a.kind, b.kind];
  if (a.kind === b.kind || kinds.includes('secondary') || (isInferred(a) && isInferred(b))) return false;
  return !(kinds.includes('node') && kinds.includes('loadBalancer'));
}

function isInferred({ provenance: [best] }: Pool): boolean {
  return best?.confidence === 'inferred';
}

function order(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']
  .map(parseCidr)
  .filter((cidr) => cidr !== undefined);

function gapOf(first: Address, last: Address): TreeEntry {
  const within = privateBlocks.some((block) => containsAddress(block, first) && containsAddress(block, last));
  return { kind: 'gap', first: formatAddress(first), last: formatAddress(last), within };
}
