import { addressBits, type Family } from '../../shared/net/address.ts';
import { type Cidr, cidrOf, cidrSize, containsCidr, lastValue } from '../../shared/net/cidr.ts';
import type { Run } from '../../shared/net/rangeSet.ts';
import { type Allocator, hostLocal } from '../../shared/plan/allocator.ts';
import { reservedWithin, usableOfBlock } from '../../shared/plan/nodeBlock.ts';
import { AddressIndex } from './addressIndex.ts';
import { HolderIndex } from './holderIndex.ts';

/** All blocks of one family and length. */
interface Length {
  /** By network address; the holders are the numbers of the nodes' names. */
  readonly all: HolderIndex;
  /** Those that lie in no wider block: their addresses are counted. */
  readonly top: AddressIndex;
  /** Those that several nodes have, each with how many beyond the first. */
  readonly shared: AddressIndex;
}

/** Addresses of node blocks in a prefix. */
export interface BlockAddresses {
  readonly handedOut: bigint;
  readonly usable: bigint;
  readonly reserved: bigint;
}

/**
 * The blocks that nodes have of one allocator, such as their podCIDRs. Any podCIDR is accepted by hand (measured): two nodes may share
 * one, one may lie in another. A block counts once, an address counts once. Work is O(log n) a length in use; only a block that covers others, or leaves
 * them bare, touches each of those.
 */
export class NodeBlocks {
  readonly #lengths: Record<Family, Map<number, Length>> = { IPv4: new Map(), IPv6: new Map() };
  /** Lengths in use, ascending. */
  readonly #sorted: Record<Family, number[]> = { IPv4: [], IPv6: [] };
  /** Distinct blocks by (length, enclosing prefix 16 bits shorter): the most that the node IPAM controller cuts one range into. */
  readonly #groups = new Map<string, { readonly enclosing: Cidr; readonly prefixLength: number; count: number }>();

  readonly allocator: Allocator;

  constructor(allocator: Allocator = hostLocal) {
    this.allocator = allocator;
  }

  /** True where no node had this block. */
  add(block: Cidr, node: number): boolean {
    const length = this.#length(block);
    if (!length.all.add(block.value, node)) {
      length.shared.put(block.value, (length.shared.get(block.value) ?? 0) + 1);
      return false;
    }
    if (!this.#coveredBy(block, block.prefixLength - 1)) {
      for (const inner of this.#topsBelow(block)) this.#lengthOf(inner)?.top.delete(inner.value);
      length.top.put(block.value, 0);
    }
    this.#group(block, 1);
    return true;
  }

  /** True where no node has this block any more. */
  remove(block: Cidr, node: number): boolean {
    const length = this.#lengthOf(block);
    if (!length) return false;
    if (!length.all.remove(block.value, node)) {
      const others = (length.shared.get(block.value) ?? 1) - 1;
      if (others > 0) length.shared.put(block.value, others);
      else length.shared.delete(block.value);
      return false;
    }
    if (length.top.delete(block.value)) this.#uncover(block);
    if (length.all.keys.size === 0) {
      this.#lengths[block.family].delete(block.prefixLength);
      this.#sorted[block.family] = this.#sorted[block.family].filter((other) => other !== block.prefixLength);
    }
    this.#group(block, -1);
    return true;
  }

  /** Numbers of the nodes that have exactly this block. */
  nodes(block: Cidr): readonly number[] {
    return this.#lengthOf(block)?.all.holders(block.value) ?? [];
  }

  /** Blocks that contain a prefix or are it, the longest first. */
  covering(cidr: Cidr): Cidr[] {
    const out: Cidr[] = [];
    for (const prefixLength of this.#sorted[cidr.family]) {
      if (prefixLength > cidr.prefixLength) break;
      const block = cidrOf(cidr, prefixLength);
      if (this.#lengthOf(block)?.all.keys.has(block.value)) out.unshift(block);
    }
    return out;
  }

  /** Lengths in use, ascending. */
  lengths(family: Family): readonly number[] {
    return this.#sorted[family];
  }

  get any(): boolean {
    return this.#groups.size > 0;
  }

  groups(): Iterable<{ readonly enclosing: Cidr; readonly prefixLength: number }> {
    return this.#groups.values();
  }

  /** Lowest and highest block of one length between two network addresses. */
  extent(family: Family, prefixLength: number, first: bigint, last: bigint): { lowest: bigint; highest: bigint } | undefined {
    const keys = this.#lengths[family].get(prefixLength)?.all.keys;
    const lowest = keys?.ceiling(first);
    const highest = keys?.floor(last);
    return lowest === undefined || highest === undefined || lowest > last || highest < first ? undefined : { lowest, highest };
  }

  /** Distinct blocks that lie in a prefix: of one length, or of any. */
  count(range: Cidr, only?: number): number {
    let count = 0;
    for (const { prefixLength, length } of this.#within(range))
      if (only === undefined || prefixLength === only) count += this.#countOf(length.all.keys, range, prefixLength);
    return count;
  }

  /** The same, each as often as there are nodes that have it. */
  countHeld(range: Cidr, only?: number): number {
    let count = this.count(range, only);
    for (const { prefixLength, length } of this.#within(range)) {
      if (only !== undefined && prefixLength !== only) continue;
      length.shared.scan(range.value, lastValue(range), (_, others) => {
        count += others;
        return true;
      });
    }
    return count;
  }

  /** Addresses of a prefix that lie in blocks, each counted once. A piece of a block keeps what the block keeps there. */
  addresses(range: Cidr): BlockAddresses {
    const cover = this.#coveredBy(range, range.prefixLength);
    if (cover) {
      const reserved = reservedWithin(cover, range, this.allocator);
      return { handedOut: cidrSize(range), usable: cidrSize(range) - reserved, reserved };
    }
    let handedOut = 0n;
    let usable = 0n;
    for (const { prefixLength, length } of this.#within(range)) {
      const count = BigInt(this.#countOf(length.top, range, prefixLength));
      handedOut += count << BigInt(addressBits(range.family) - prefixLength);
      usable += count * usableOfBlock(range.family, prefixLength, this.allocator);
    }
    return { handedOut, usable, reserved: handedOut - usable };
  }

  /** Blocks that lie in a prefix, by address (from one on), the wider first, with the numbers of their nodes. Stop by returning false. */
  scan(range: Cidr, visit: (block: Cidr, nodes: readonly number[]) => boolean | undefined, start = range.value): void {
    const lengths = [...this.#within(range)];
    if (lengths.length === 1) {
      const [{ prefixLength, length }] = lengths as [(typeof lengths)[0]];
      length.all.keys.scan(start, lastValue(range), (value, holder) =>
        visit({ family: range.family, value, prefixLength }, length.all.expand(holder)),
      );
      return;
    }
    // Several lengths: step to the lowest next network address of any of them.
    let from = start;
    const last = lastValue(range);
    for (;;) {
      let next: bigint | undefined;
      for (const { length } of lengths) {
        const key = length.all.keys.ceiling(from);
        if (key !== undefined && key <= last && (next === undefined || key < next)) next = key;
      }
      if (next === undefined) return;
      for (const { prefixLength, length } of lengths) {
        const nodes = length.all.holders(next);
        if (nodes.length > 0 && visit({ family: range.family, value: next, prefixLength }, nodes) === false) return;
      }
      from = next + 1n;
    }
  }

  /** The addresses of the lowest widest block that ends at or after x, and of those of its length that follow it without a gap. */
  nextRun(family: Family, x: bigint): Run | undefined {
    const first = this.nextTop(family, x);
    const top = first && this.#lengthOf(first)?.top;
    return top && { first: first.value, last: top.runEnd(first.value, cidrSize(first)) - 1n };
  }

  /** The lowest widest block that ends at or after x. */
  nextTop(family: Family, x: bigint): Cidr | undefined {
    let lowest: Cidr | undefined;
    for (const prefixLength of this.#sorted[family]) {
      const value = this.#lengths[family].get(prefixLength)?.top.ceiling(cidrOf({ family, value: x }, prefixLength).value);
      if (value !== undefined && (!lowest || value < lowest.value)) lowest = { family, value, prefixLength };
    }
    return lowest;
  }

  /** How many prefixes of a length in a range overlap a block. The range lies in no block. */
  countOverlapped(range: Cidr, prefixLength: number): bigint {
    let sum = 0n;
    const longer: Length[] = [];
    for (const { prefixLength: blockLength, length } of this.#within(range)) {
      if (blockLength <= prefixLength) {
        sum += BigInt(this.#countOf(length.top, range, blockLength)) << BigInt(prefixLength - blockLength);
      } else {
        sum += BigInt(length.top.countPrefixes(range.value, lastValue(range), prefixLength));
        longer.push(length);
      }
    }
    return longer.length < 2 ? sum : sum - this.#countedTwice(range, prefixLength, longer);
  }

  /** Prefixes that hold blocks of more than one length, all longer than the prefix: seen once for each but the first. */
  #countedTwice(range: Cidr, prefixLength: number, longer: readonly Length[]): bigint {
    const seen = new Set<bigint>();
    const shift = BigInt(addressBits(range.family) - prefixLength);
    let twice = 0n;
    for (const { top } of longer) {
      const here = new Set<bigint>();
      top.scan(range.value, lastValue(range), (key) => {
        here.add(key >> shift);
        return true;
      });
      for (const prefix of here) {
        if (seen.has(prefix)) twice++;
        seen.add(prefix);
      }
    }
    return twice;
  }

  #countOf(keys: AddressIndex, range: Cidr, prefixLength: number): number {
    return prefixLength < range.prefixLength ? 0 : keys.count(range.value, lastValue(range));
  }

  *#within(range: Cidr): Iterable<{ prefixLength: number; length: Length }> {
    for (const prefixLength of this.#sorted[range.family]) {
      const length = this.#lengths[range.family].get(prefixLength);
      if (prefixLength >= range.prefixLength && length) yield { prefixLength, length };
    }
  }

  /** The widest block, of at most this length, that a prefix lies in. */
  #coveredBy(cidr: Cidr, longest: number): Cidr | undefined {
    for (const prefixLength of this.#sorted[cidr.family]) {
      if (prefixLength > longest) return undefined;
      const block = cidrOf(cidr, prefixLength);
      if (this.#lengthOf(block)?.top.has(block.value)) return block;
    }
    return undefined;
  }

  #topsBelow(block: Cidr): Cidr[] {
    const out: Cidr[] = [];
    for (const { prefixLength, length } of this.#within(block)) {
      if (prefixLength === block.prefixLength) continue;
      length.top.scan(block.value, lastValue(block), (value) => {
        out.push({ family: block.family, value, prefixLength });
        return true;
      });
    }
    return out;
  }

  /** A widest block went: the widest of those in it take its place. */
  #uncover(block: Cidr): void {
    let covered: Cidr | undefined;
    this.scan(block, (inner) => {
      if (covered && containsCidr(covered, inner)) return true;
      covered = inner;
      this.#lengthOf(inner)?.top.put(inner.value, 0);
      return true;
    });
  }

  #lengthOf(block: Cidr): Length | undefined {
    return this.#lengths[block.family].get(block.prefixLength);
  }

  #length(block: Cidr): Length {
    const known = this.#lengthOf(block);
    if (known) return known;
    const length = { all: new HolderIndex(block.family), top: new AddressIndex(block.family), shared: new AddressIndex(block.family) };
    this.#lengths[block.family].set(block.prefixLength, length);
    this.#sorted[block.family] = [...this.#sorted[block.family], block.prefixLength].sort((a, b) => a - b);
    return length;
  }

  #group(block: Cidr, change: 1 | -1): void {
    const enclosing = cidrOf(block, Math.max(0, block.prefixLength - 16));
    const key = `${block.family} ${block.prefixLength} ${enclosing.value}`;
    const group = this.#groups.get(key) ?? { enclosing, prefixLength: block.prefixLength, count: 0 };
    group.count += change;
    if (group.count === 0) this.#groups.delete(key);
    else this.#groups.set(key, group);
  }
}
