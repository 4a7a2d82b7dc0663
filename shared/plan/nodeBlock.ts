import { addressBits, type Family } from '../net/address.ts';
import { type Cidr, cidrSize, lastValue } from '../net/cidr.ts';
import type { Run } from '../net/rangeSet.ts';
import { type Allocator, hostLocal, keptEnds } from './allocator.ts';

/** How many addresses of a block of this length its allocator can give to pods. */
export function usableOfBlock(family: Family, prefixLength: number, allocator: Allocator = hostLocal): bigint {
  const { start, end } = keptEnds(family, prefixLength, allocator);
  return (1n << BigInt(addressBits(family) - prefixLength)) - start - end;
}

/** Lowest and highest address that a pod can have in a block; undefined where there is none. */
export function usableRange(block: Cidr, allocator: Allocator = hostLocal): Run | undefined {
  const { start, end } = keptEnds(block.family, block.prefixLength, allocator);
  const first = block.value + start;
  const last = lastValue(block) - end;
  return first <= last ? { first, last } : undefined;
}

/** How many addresses of a piece that lies in a block (or is it) are never given out. */
export function reservedWithin(block: Cidr, piece: Cidr, allocator: Allocator = hostLocal): bigint {
  const usable = usableRange(block, allocator);
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
