import type { Family } from '../../../shared/net/address.ts';
import { countsOf, drawnTogether, sumOfCounts, type Unit, unitOf } from '../../../shared/plan/drawnTogether.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { rangesText } from '../../kit/rangesText.ts';

/** Ranges of one kind and family taken together: whoever asks for an address gets it from any of them. */
export interface PoolGroup {
  kind: Pool['kind'];
  family: Family;
  /** What is counted: blocks where nodes are given blocks, addresses elsewhere. */
  unit: Unit;
  prefixLength: number | null;
  ranges: string[];
  /** The ids of those that are counted. */
  pools: string[];
  /** The widest of them, for a link to its map. */
  widest: { pool: string; cidr: string };
  /** Decimal strings would not add up: counts are bigint. Null is unknown. */
  used: bigint | null;
  total: bigint | null;
  left: bigint | null;
  /** The fullest of several ranges, which may be near its end while the others have room; null where there is one range. */
  fullest: { range: string; share: number; proof: { pool: string; cidr: string } } | null;
  /** The highest share of any one range, of those that are not counted too: nested ones, and ones that give nothing out. Null where none is known. */
  peak: number | null;
}

/** Fullest first; groups of which that is unknown come last, in the order of the answer. */
export function poolGroups(pools: readonly Pool[]): PoolGroup[] {
  const groups = drawnTogether(pools).flatMap(({ unit, distinct }): PoolGroup[] => {
    const [first] = distinct;
    if (!first) return [];
    const alike = pools.filter((pool) => pool.kind === first.kind && pool.family === first.family && unitOf(pool) === unit);
    return [
      {
        kind: first.kind,
        family: first.family,
        unit,
        prefixLength: unit === 'blocks' ? (first.blocks?.prefixLength ?? null) : null,
        ranges: distinct.flatMap((pool) => pool.ranges),
        pools: distinct.map((pool) => pool.id),
        widest: { pool: first.id, cidr: first.cidr },
        ...sumOfCounts(distinct.map((pool) => countsOf(pool, unit))),
        fullest: fullestOf(distinct, unit),
        peak: peakOf(alike, unit),
      },
    ];
  });
  return groups.sort((a, b) => (shareOf(b) ?? -1) - (shareOf(a) ?? -1));
}

/** Used of all, from 0 to 1; null where either is unknown. */
export function shareOf(group: Pick<PoolGroup, 'used' | 'total'>): number | null {
  if (group.used === null || group.total === null || group.total === 0n) return null;
  return Number((group.used * 1_000_000n) / group.total) / 1_000_000;
}

function fullestOf(pools: readonly Pool[], unit: Unit): PoolGroup['fullest'] {
  if (pools.length < 2) return null;
  let fullest: PoolGroup['fullest'] = null;
  for (const pool of pools) {
    const share = shareOf(countsOf(pool, unit));
    if (share !== null && share > (fullest?.share ?? -1))
      fullest = { range: rangesText(pool.ranges), share, proof: { pool: pool.id, cidr: pool.cidr } };
  }
  return fullest;
}

function peakOf(pools: readonly Pool[], unit: Unit): number | null {
  const shares = pools.map((pool) => shareOf(countsOf(pool, unit))).filter((share) => share !== null);
  return shares.length === 0 ? null : Math.max(...shares);
}
