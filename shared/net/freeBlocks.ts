import { addressBits } from './address.ts';
import type { Cidr } from './cidr.ts';
import type { RangeSet, Run } from './rangeSet.ts';

/** How many whole prefixes of a length lie in a set of free addresses. */
export function countFreeBlocks(free: RangeSet, prefixLength: number): bigint {
  const hostBits = BigInt(addressBits(free.family) - prefixLength);
  return free.runs.reduce((count, run) => {
    const { from, below } = aligned(run, hostBits);
    return below > from ? count + below - from : count;
  }, 0n);
}

/** Those prefixes from the lowest on, made one by one as they are asked for: take as many as are shown. */
export function* freeBlocks(free: RangeSet, prefixLength: number): Generator<Cidr, void, undefined> {
  const hostBits = BigInt(addressBits(free.family) - prefixLength);
  for (const run of free.runs) {
    const { from, below } = aligned(run, hostBits);
    for (let block = from; block < below; block++) yield { family: free.family, value: block << hostBits, prefixLength };
  }
}

/** The whole blocks of a run by their number in the family: from the first up to, not including, the one behind the last. */
function aligned({ first, last }: Run, hostBits: bigint): { from: bigint; below: bigint } {
  return { from: (first + (1n << hostBits) - 1n) >> hostBits, below: (last + 1n) >> hostBits };
}
