import { type Address, type Family, formatAddress } from '../../../shared/net/address.ts';
import { type Cidr, compareCidrs, containsAddress, containsCidr, lastValue, parseCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';

/** A range of the tree, or the space between two. */
export type TreeEntry =
  | {
      readonly kind: 'range';
      readonly pool: Pool;
      readonly cidr: Cidr;
      /** How many ranges lie around this one. */
      readonly depth: number;
      /** The pool of another kind that lies around this one: the two hand out the same addresses. */
      readonly overlaps: Pool | null;
    }
  | { readonly kind: 'gap'; readonly first: string; readonly last: string; readonly within: boolean };

/**
 * The ranges of one family by address, each below the ranges around it, with the gaps between the outermost. `within` says whether a
 * gap lies inside one private block (RFC 1918, RFC 6598): only then could it be had. IPv6 has no gaps worth telling.
 */
export function rangeTree(pools: readonly Pool[], family: Family): TreeEntry[] {
  const ranges = pools
    .flatMap((pool) => pool.ranges.map((text) => ({ pool, cidr: parseCidr(text) })))
    .filter((range): range is { pool: Pool; cidr: Cidr } => range.cidr?.family === family)
    .sort((a, b) => compareCidrs(a.cidr, b.cidr));
  const entries: TreeEntry[] = [];
  const around: { pool: Pool; cidr: Cidr }[] = [];
  let end: bigint | undefined;
  for (const range of ranges) {
    while (around.length > 0 && !containsCidr((around.at(-1) ?? range).cidr, range.cidr)) around.pop();
    if (family === 'IPv4' && end !== undefined && around.length === 0 && range.cidr.value > end + 1n) {
      entries.push(gapOf({ family, value: end + 1n }, { family, value: range.cidr.value - 1n }));
    }
    const overlaps = around.findLast((outer) => outer.pool.kind !== range.pool.kind)?.pool ?? null;
    entries.push({ kind: 'range', pool: range.pool, cidr: range.cidr, depth: around.length, overlaps });
    around.push(range);
    const last = lastValue(range.cidr);
    if (end === undefined || last > end) end = last;
  }
  return entries;
}

const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']
  .map(parseCidr)
  .filter((cidr) => cidr !== undefined);

function gapOf(first: Address, last: Address): TreeEntry {
  const within = privateBlocks.some((block) => containsAddress(block, first) && containsAddress(block, last));
  return { kind: 'gap', first: formatAddress(first), last: formatAddress(last), within };
}
