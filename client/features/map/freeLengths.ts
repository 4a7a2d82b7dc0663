import { addressBits, type Family } from '../../../shared/net/address.ts';

/** More bits than this below a prefix are not offered: nobody chooses a /128 in a /48. */
const mostBits = 16;

/** The lengths that free blocks may have inside a prefix, from it down: up to 16 bits longer, and the pool's own block where that is longer. */
export function freeLengths(family: Family, prefixLength: number, blockPrefix: number | null): number[] {
  const last = Math.min(addressBits(family), prefixLength + mostBits);
  const lengths = Array.from({ length: last - prefixLength + 1 }, (_, k) => prefixLength + k);
  if (blockPrefix !== null && blockPrefix > last) lengths.push(blockPrefix);
  return lengths;
}

/** The length that is looked for first: a node's block where there are blocks, else a /64 or /32 where it is offered, else the shortest. */
export function firstLength(lengths: readonly number[], family: Family, blockPrefix: number | null): number {
  const wanted = blockPrefix ?? (family === 'IPv4' ? 32 : 64);
  return lengths.includes(wanted) ? wanted : (lengths.at(-1) ?? 0);
}
