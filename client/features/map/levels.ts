import { addressBits, type Family } from '../../../shared/net/address.ts';
import { type Cidr, cidrOf } from '../../../shared/net/cidr.ts';

/** How far down a prefix is drawn: to its blocks while it is wider than one, to its addresses after that. */
export function leafPrefix(range: Cidr, blockPrefix: number | null): number {
  return blockPrefix !== null && range.prefixLength < blockPrefix ? blockPrefix : addressBits(range.family);
}

/** Bits of the next level of a dense map: eight, or what is left. */
export function nextBits(range: Cidr, leaf: number): number {
  return Math.max(0, Math.min(8, leaf - range.prefixLength));
}

/** Bits of the first level of a sparse map, chosen so that all further levels are of eight. */
export function firstBits(range: Cidr, leaf: number): number {
  const left = leaf - range.prefixLength;
  return left <= 0 ? 0 : left % 8 || 8;
}

/**
 * Whether a prefix is drawn as the rows that hold something, with strips between, instead of all cells of one level: where more than
 * 256 leaves lie in it, and either they are IPv6 or they are addresses. IPv4 blocks are dense enough for a level of their own.
 */
export function isSparse(range: Cidr, leaf: number): boolean {
  return leaf - range.prefixLength > 8 && (range.family === 'IPv6' || leaf === addressBits(range.family));
}

/**
 * The way from a pool's range down to a prefix, both included: steps of eight bits as far as the blocks, then the block, then the
 * prefix. A prefix that does not lie in the range stands alone.
 */
export function pathTo(prefix: Cidr, poolRange: Cidr | null, blockPrefix: number | null): Cidr[] {
  if (!poolRange || poolRange.family !== prefix.family || poolRange.prefixLength > prefix.prefixLength) return [prefix];
  if (cidrOf(prefix, poolRange.prefixLength).value !== poolRange.value) return [prefix];
  const lengths = [poolRange.prefixLength];
  if (blockPrefix !== null && blockPrefix > poolRange.prefixLength) {
    for (let length = poolRange.prefixLength + 8; length < blockPrefix; length += 8) lengths.push(length);
    lengths.push(blockPrefix);
  }
  return [...lengths.filter((length) => length < prefix.prefixLength), prefix.prefixLength].map((length) => cidrOf(prefix, length));
}

/** The prefix one bit wider, asked for with one bit: how a prefix learns about itself what is told of it as a cell. */
export function parentOf(prefix: Cidr): Cidr | undefined {
  return prefix.prefixLength === 0 ? undefined : cidrOf(prefix, prefix.prefixLength - 1);
}

/** Whether a cell of this length can be opened. */
export function canOpen(family: Family, cellPrefix: number): boolean {
  return cellPrefix < addressBits(family);
}
