import type { Family } from '../../../shared/net/address.ts';
import { type AddressRange, parseAddressRange } from '../../../shared/net/addressRange.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { isUnusual } from '../../kit/poolStates.ts';
import { rangesText } from '../../kit/rangesText.ts';

/** Ranges of one kind and family taken together: whoever asks for an address gets it from any of them. */
export interface PoolGroup {
  kind: Pool['kind'];
  family: Family;
  /** What is counted: blocks where nodes are given blocks, addresses elsewhere. */
  unit: 'blocks' | 'addresses';
  prefixLength: number | null;
  ranges: string[];
  /** Decimal strings would not add up: counts are bigint. Null is unknown. */
  used: bigint | null;
  total: bigint | null;
  left: bigint | null;
  /** The fullest of several ranges, which may be near its end while the others have room; null where there is one range. */
  fullest: { range: string; share: number } | null;
  /** The highest share of any one range, of those that are not counted too: nested ones, and ones that give nothing out. Null where none is known. */
  peak: number | null;
}

/** Fullest first; groups of which that is unknown come last, in the order of the answer. */
export function poolGroups(pools: readonly Pool[]): PoolGroup[] {
  const members = new Map<string, Pool[]>();
  for (const pool of pools) {
    const key = `${pool.kind} ${pool.family} ${unitOf(pool)}`;
    const group = members.get(key);
    if (group) group.push(pool);
    else members.set(key, [pool]);
  }
  const groups = [...members.values()].map(groupOf).filter((group) => group !== undefined);
  return groups.sort((a, b) => (shareOf(b) ?? -1) - (shareOf(a) ?? -1));
}

/** Used of all, from 0 to 1; null where either is unknown. */
export function shareOf(group: Pick<PoolGroup, 'used' | 'total'>): number | null {
  if (group.used === null || group.total === null || group.total === 0n) return null;
  return Number((group.used * 1_000_000n) / group.total) / 1_000_000;
}

function unitOf(pool: Pool): 'blocks' | 'addresses' {
  return pool.blocks && pool.limit !== 'addresses' ? 'blocks' : 'addresses';
}

function groupOf(pools: readonly Pool[]): PoolGroup | undefined {
  // What is being deleted or is not ready gives nothing out, so its free addresses are not to be had. A disabled one is out of use on
  // purpose: that nothing is left in it is no news.
  const giving = pools.filter((pool) => !isUnusual(pool));
  const distinct = withoutNested(giving.length > 0 ? giving : pools.filter((pool) => pool.state !== 'disabled'));
  const [first] = distinct;
  if (!first) return undefined;
  const unit = unitOf(first);
  const counts = distinct.map((pool) => countsOf(pool, unit));
  return {
    kind: first.kind,
    family: first.family,
    unit,
    prefixLength: unit === 'blocks' ? (first.blocks?.prefixLength ?? null) : null,
    ranges: distinct.flatMap((pool) => pool.ranges),
    used: sum(counts.map((count) => count.used)),
    total: sum(counts.map((count) => count.total)),
    left: sum(counts.map((count) => count.left)),
    fullest: fullestOf(distinct, unit),
    peak: peakOf(pools, unit),
  };
}

function fullestOf(pools: readonly Pool[], unit: 'blocks' | 'addresses'): PoolGroup['fullest'] {
  if (pools.length < 2) return null;
  let fullest: PoolGroup['fullest'] = null;
  for (const pool of pools) {
    const share = shareOf(countsOf(pool, unit));
    if (share !== null && share > (fullest?.share ?? -1)) fullest = { range: rangesText(pool.ranges), share };
  }
  return fullest;
}

function peakOf(pools: readonly Pool[], unit: 'blocks' | 'addresses'): number | null {
  const shares = pools.map((pool) => shareOf(countsOf(pool, unit))).filter((share) => share !== null);
  return shares.length === 0 ? null : Math.max(...shares);
}

function countsOf(pool: Pool, unit: 'blocks' | 'addresses') {
  if (unit === 'blocks' && pool.blocks) {
    const { handedOut, total, free } = pool.blocks;
    return {
      used: handedOut === null ? null : BigInt(handedOut),
      total: free === null ? null : BigInt(total),
      left: free === null ? null : BigInt(free),
    };
  }
  const { inUse, recorded, usable, free } = pool.addresses;
  // Where the range is inferred there may be more of it: then there is no whole to be a part of.
  if (free === null) return { used: big(inUse), total: null, left: null };
  // What an allocator has written down is used as well, whoever holds it.
  const used = recorded !== null && usable !== null && pool.state !== 'disabled' ? BigInt(usable) - BigInt(free) : big(inUse);
  return { used, total: big(usable), left: BigInt(free) };
}

/** Equal and nested ranges hand out the same addresses; each is counted once, in the widest. */
function withoutNested(pools: readonly Pool[]): Pool[] {
  const kept: Pool[] = [];
  for (const pool of [...pools].sort((a, b) => sizeOf(b) - sizeOf(a))) {
    const theirs = kept.flatMap(rangesOf);
    const mine = rangesOf(pool);
    const nested = mine.length > 0 && mine.every((inner) => theirs.some((outer) => outer.first <= inner.first && inner.last <= outer.last));
    if (!nested) kept.push(pool);
  }
  return kept;
}

function rangesOf(pool: Pool): AddressRange[] {
  return pool.ranges.map(parseAddressRange).filter((range) => range !== undefined);
}

/** How many addresses its ranges have, for comparing: rounded where they are many. */
function sizeOf(pool: Pool): number {
  return Number(rangesOf(pool).reduce((sum, { first, last }) => sum + last - first + 1n, 0n));
}

function big(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}

/** Unknown as soon as one part is. */
function sum(parts: readonly (bigint | null)[]): bigint | null {
  let total = 0n;
  for (const part of parts) {
    if (part === null) return null;
    total += part;
  }
  return total;
}
