import { type Address, lies, prefixAt, type Range, rangeText, sizeOf, width, within } from '../numbers.ts';
import type { Block } from './podPools.ts';

/** What one cell of a map must say. */
export interface ExpectedCell {
  readonly index: number;
  readonly range: Range;
  readonly inUse: bigint;
  readonly handedOut: bigint;
  /** Addresses that no allocator gives out. */
  readonly reserved: bigint;
  /** Nodes whose block is this cell or has it inside; none where the cell holds several. */
  readonly owners: readonly string[];
}

export interface Held {
  readonly inUse: readonly Address[];
  readonly kept: readonly Address[];
  readonly blocks: readonly Block[];
}

/** The cells of a prefix that hold or belong to anything, in address order, counted address by address. */
export function cellsOf(prefix: Range, bits: number, { inUse, kept, blocks }: Held): Map<number, ExpectedCell> {
  const length = prefix.prefixLength + bits;
  const step = BigInt(width(prefix.family) - length);
  const indexOf = (value: bigint) => Number((value - prefix.first) >> step);
  const countByCell = (addresses: readonly Address[]): Map<number, bigint> => {
    const counts = new Map<number, bigint>();
    for (const address of addresses) {
      if (!lies(address, prefix)) continue;
      const index = indexOf(address.value);
      counts.set(index, (counts.get(index) ?? 0n) + 1n);
    }
    return counts;
  };
  const [held, never] = [countByCell(inUse), countByCell(kept)];
  const touched = new Set([...held.keys(), ...never.keys()]);
  for (const { range } of blocks) {
    if (within(range, prefix)) for (let i = indexOf(range.first); i <= indexOf(range.last); i++) touched.add(i);
    else if (within(prefix, range)) for (let i = 0; i < 2 ** bits; i++) touched.add(i);
  }
  const distinctBlocks = distinctRanges(blocks);
  const cells = [...touched]
    .sort((a, b) => a - b)
    .map((index): [number, ExpectedCell] => {
      const range = prefixAt(prefix.family, prefix.first + (BigInt(index) << step), length);
      const parts = distinctBlocks.filter((block) => within(block, range) || within(range, block));
      return [
        index,
        {
          index,
          range,
          inUse: held.get(index) ?? 0n,
          reserved: never.get(index) ?? 0n,
          handedOut: parts.reduce((sum, block) => sum + (within(range, block) ? sizeOf(range) : sizeOf(block)), 0n),
          owners: blocks.filter((block) => within(range, block.range)).map(({ node }) => node.metadata.name),
        },
      ];
    });
  return new Map(cells);
}

function distinctRanges(blocks: readonly Block[]): Range[] {
  return [...new Map(blocks.map(({ range }) => [rangeText(range), range])).values()];
}
