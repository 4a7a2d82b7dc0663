import type { Family } from '../../shared/net/address.ts';
import { countsOf, drawnTogether, givesNothing, type PoolCounts, sumOfCounts, type Unit, unitOf } from '../../shared/plan/drawnTogether.ts';
import type { Pool } from '../../shared/wire/pools.ts';

/** What is counted of a pool: blocks where nodes get blocks, else addresses; of pods in blocks also the addresses they hold, which have no end of their own. */
export type Measure = Unit | 'inUse';

/** One thing that may end: a pool, or all of one kind and family that the same things draw from. */
export interface Target {
  readonly id: string;
  readonly kind: Pool['kind'];
  readonly name: string;
  readonly family: Family;
  readonly measure: Measure;
  /** Those that it is about; of these, the ones that count are each day's distinct ones. */
  readonly pools: readonly Pool[];
  readonly distinct: readonly Pool[];
  readonly used: number | null;
  readonly total: number | null;
  readonly left: number | null;
  /** Where it ends, as a count of what is used; null where that is not known, or it gives nothing out. */
  readonly limit: number | null;
}

/** Kinds of which the same thing may draw from any range: a node network or a secondary network is one for itself. */
const drawn: ReadonlySet<Pool['kind']> = new Set(['pod', 'service', 'loadBalancer']);

/** Every pool, then everything that is drawn from several of them, as the overview groups them. */
export function targetsOf(pools: readonly Pool[]): Target[] {
  const together = drawnTogether(pools).flatMap(({ unit, pools: members, distinct }): Target[] => {
    const [first] = members;
    if (!first || members.length < 2 || !drawn.has(first.kind)) return [];
    const { kind, family } = first;
    const isSecond =
      unit === 'addresses' && pools.some((pool) => pool.kind === kind && pool.family === family && unitOf(pool) === 'blocks');
    const id = `${kind}/${family}${isSecond ? '/addresses' : ''}`;
    return [{ ...counted(distinct, unit), id, kind, name: `${kind}/${family}`, family, measure: unit, pools: members, distinct }];
  });
  return [...pools.map(targetOfPool), ...together];
}

/** The addresses that pods hold in blocks, by family: what a plan for further pods grows by. */
export function podAddressTargets(pools: readonly Pool[]): Target[] {
  return drawnTogether(pools).flatMap(({ unit, pools: members, distinct }): Target[] => {
    const [first] = members;
    if (first?.kind !== 'pod' || unit !== 'blocks') return [];
    const { used } = sumOfCounts(distinct.map(({ addresses }) => ({ used: big(addresses.inUse), total: null, left: null })));
    const nothing = { used: number(used), total: null, left: null, limit: null };
    const { kind, family } = first;
    return [
      { ...nothing, id: podAddressesId(family), kind, name: podAddressesId(family), family, measure: 'inUse', pools: members, distinct },
    ];
  });
}

export function podAddressesId(family: Family): string {
  return `pod/${family}/inUse`;
}

/** The target that is about most of some pools, and about no other: of several that are, the one of which most is used. */
export function widestTarget(targets: readonly Target[], pools: readonly string[], unit: Unit): Target | undefined {
  const within = targets.filter((target) => target.measure === unit && target.pools.every(({ id }) => pools.includes(id)));
  return within.reduce<Target | undefined>((most, one) => (!most || isWider(one, most) ? one : most), undefined);
}

function isWider(a: Target, b: Target): boolean {
  return a.pools.length === b.pools.length ? (a.used ?? 0) > (b.used ?? 0) : a.pools.length > b.pools.length;
}

function targetOfPool(pool: Pool): Target {
  const { id, kind, name, family } = pool;
  const unit = unitOf(pool);
  return { ...counted([pool], unit), id, kind, name, family, measure: unit, pools: [pool], distinct: [pool] };
}

function counted(pools: readonly Pool[], unit: Unit): Pick<Target, 'used' | 'total' | 'left' | 'limit'> {
  const counts: PoolCounts = sumOfCounts(pools.map((pool) => countsOf(pool, unit)));
  const { used, total, left } = counts;
  const isKnown = used !== null && total !== null && left !== null && !pools.every(givesNothing);
  return { used: number(used), total: number(total), left: number(left), limit: isKnown ? Number(used + left) : null };
}

function big(count: string | null): bigint | null {
  return count === null ? null : BigInt(count);
}

function number(count: bigint | null): number | null {
  return count === null ? null : Number(count);
}
