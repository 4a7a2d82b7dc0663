import { addressBits, type Family } from '../net/address.ts';
import { type Cidr, cidrSize, lastValue } from '../net/cidr.ts';

/**
 * Addresses at the two ends of a node block that host-local IPAM never gives to a pod: how many at its start, how many at its end.
 * IPv4: network, gateway (.1) and broadcast, so a /24 gives 253. IPv6: the first and the gateway; the last is usable.
 * A /31 and a /32 have no room for a pod, nor have a /127 and a /128.
 */
function kept(family: Family): { readonly start: bigint; readonly end: bigint } {
  return family === 'IPv4' ? { start: 2n, end: 1n } : { start: 2n, end: 0n };
}

/** How many addresses of a block of this length pods can have. */
export function usableOfBlock(family: Family, prefixLength: number): bigint {
  const size = 1n << BigInt(addressBits(family) - prefixLength);
  const { start, end } = kept(family);
  return size > start + end ? size - start - end : 0n;
}

/** Lowest and highest address that a pod can have in a block; undefined where there is none. */
export function usableRange(block: Cidr): { readonly first: bigint; readonly last: bigint } | undefined {
  if (usableOfBlock(block.family, block.prefixLength) === 0n) return undefined;
  const { start, end } = kept(block.family);
  return { first: block.value + start, last: lastValue(block) - end };
}

/** How many addresses of a piece that lies in a block (or is it) are never given out. */
export function reservedWithin(block: Cidr, piece: Cidr): bigint {
  const usable = usableRange(block);
  if (!usable) return cidrSize(piece);
  let first = piece.value;
  let last = lastValue(piece);
  if (first < usable.first) first = usable.first;
  if (last > usable.last) last = usable.last;
  return cidrSize(piece) - (last < first ? 0n : last - first + 1n);
}

/** Blocks of a length in a range: 2^(block length − range length); 0 where the block is wider than the range. */
export function blockCount(range: Cidr, blockLength: number): number {
  const bits = blockLength - range.prefixLength;
  return bits < 0 || blockLength > addressBits(range.family) ? 0 : 2 ** bits;
}
