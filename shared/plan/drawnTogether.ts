import type { Family } from '../net/address.ts';
import { type AddressRange, parseAddressRange } from '../net/addressRange.ts';

/** What a pool says of itself, as /pools does: counts of addresses are decimal text, null is not known. */
export interface CountedPool {
  readonly kind: string;
  readonly family: Family;
  readonly ranges: readonly string[];
  readonly state: string;
  readonly limit: string;
  readonly addresses: {
    readonly usable: string | null;
    readonly recorded: string | null;
    readonly inUse: string | null;
    readonly free: string | null;
  };
  readonly blocks: { readonly total: number; readonly handedOut: number | null; readonly free: number | null } | null;
}

export type Unit = 'blocks' | 'addresses';

/** Pools of one kind and family that are counted alike: whoever asks for an address, or a block, gets it from any of them. */
export interface DrawnTogether<P> {
  readonly unit: Unit;
  /** Those that give out; where none does, those that are not out of use on purpose. */
  readonly pools: readonly P[];
  /** Of these, the ones that are counted: equal and nested ranges hand out the same addresses, the widest stands for them. The widest first. */
  readonly distinct: readonly P[];
}

/** Null is not known: of the total, because there may be more of the range. */
export interface PoolCounts {
  readonly used: bigint | null;
  readonly total: bigint | null;
  readonly left: bigint | null;
}

/** The groups in the order of their first pools; one of which nothing is left to count is left out. */
export function drawnTogether<P extends CountedPool>(pools: readonly P[]): DrawnTogether<P>[] {
  const groups = Map.groupBy(pools, (pool) => `${pool.kind} ${pool.family} ${unitOf(pool)}`);
  return [...groups.values()].flatMap((group): DrawnTogether<P>[] => {
    // What is being deleted or is not ready gives nothing out, so its free addresses are not to be had. A disabled one is out of use on
    // purpose: that nothing is left in it is no news.
    const giving = group.filter(({ state }) => state === 'ready' || state === 'unknown');
    const counted = giving.length > 0 ? giving : group.filter(({ state }) => state !== 'disabled');
    const [first] = counted;
    return first ? [{ unit: unitOf(first), pools: counted, distinct: withoutNested(counted) }] : [];
  });
}

/** What binds: blocks where nodes are given blocks, addresses elsewhere. */
export function unitOf({ blocks, limit }: Pick<CountedPool, 'blocks' | 'limit'>): Unit {
  return blocks && limit !== 'addresses' ? 'blocks' : 'addresses';
}

export function countsOf({ blocks, addresses, state }: CountedPool, unit: Unit): PoolCounts {
  if (unit === 'blocks' && blocks) {
    const { handedOut, total, free } = blocks;
    return { used: big(handedOut), total: free === null ? null : BigInt(total), left: big(free) };
  }
  const { inUse, recorded, usable, free } = addresses;
  const isWritten = recorded !== null && usable !== null && state !== 'disabled';
  // Where the range is inferred there may be more of it: then there is no whole to be a part of.
  if (free === null) return { used: big(inUse), total: null, left: null };
  // What an allocator has written down is used as well, whoever holds it.
  if (!isWritten) return { used: big(inUse), total: big(usable), left: BigInt(free) };
  // Of what gives nothing out nothing is left, though not all of it is used.
  const used = givesNothing({ blocks: null, addresses, state }) ? greatest(inUse, recorded) : BigInt(usable) - BigInt(free);
  return { used, total: big(usable), left: BigInt(free) };
}

/** Disabled, being deleted, of a family that no Service can have: it is not full, and will not be. */
export function givesNothing({ addresses, blocks, state }: Pick<CountedPool, 'addresses' | 'blocks' | 'state'>): boolean {
  if (state !== 'ready' && state !== 'unknown') return true;
  const { free, usable, inUse, recorded } = addresses;
  if (blocks || free !== '0' || usable === null || inUse === null) return false;
  return BigInt(inUse) + BigInt(recorded ?? 0) < BigInt(usable);
}

/** Of several pools together: not known as soon as one part is not. */
export function sumOfCounts(counts: readonly PoolCounts[]): PoolCounts {
  const sum = (of: keyof PoolCounts) =>
    counts.reduce<bigint | null>((total, { [of]: one }) => (total === null || one === null ? null : total + one), 0n);
  return { used: sum('used'), total: sum('total'), left: sum('left') };
}

/** Equal and nested ranges hand out the same addresses; each is counted once, in the widest. */
export function withoutNested<P extends Pick<CountedPool, 'ranges'>>(pools: readonly P[]): P[] {
  const sized = pools.map((pool) => ({ pool, ranges: pool.ranges.flatMap((text) => parseAddressRange(text) ?? []) }));
  sized.sort((a, b) => sizeOf(b.ranges) - sizeOf(a.ranges));
  const kept: P[] = [];
  const theirs: AddressRange[] = [];
  for (const { pool, ranges } of sized) {
    const isNested = ranges.length > 0 && ranges.every((inner) => theirs.some((outer) => contains(outer, inner)));
    if (isNested) continue;
    kept.push(pool);
    theirs.push(...ranges);
  }
  return kept;
}

function contains(outer: AddressRange, inner: AddressRange): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** For comparing: rounded where they are many. */
function sizeOf(ranges: readonly AddressRange[]): number {
  return Number(ranges.reduce((sum, { first, last }) => sum + last - first + 1n, 0n));
}

function greatest(inUse: string | null, recorded: string): bigint {
  const held = BigInt(inUse ?? 0);
  return held > BigInt(recorded) ? held : BigInt(recorded);
}

function big(count: string | number | null): bigint | null {
  return count === null ? null : BigInt(count);
}
