import type { Family } from '../../net/address.ts';
import type { Cidr } from '../../net/cidr.ts';
import { count, rangeSet } from '../../net/rangeSet.ts';
import { serviceRange } from '../serviceRange.ts';
import type { PlanRow } from './plan.ts';
import type { PlanCluster, ServiceSpace } from './planCluster.ts';
import type { Scenario } from './scenario.ts';
import { growthIn, sideOf } from './side.ts';

/** Addresses of Services: ranges may overlap, and an address counts once. */
export function serviceRow(
  { today }: PlanCluster,
  scenario: Scenario,
  family: Family,
  now: ServiceSpace | undefined,
  then: ServiceSpace | null,
): PlanRow {
  const limits = ({ ranges }: ServiceSpace) => [{ day: today, limit: Number(usableOfServiceRanges(family, ranges)) }];
  return {
    what: 'services',
    family,
    limitedBy: 'service',
    today: now ? sideOf(today, now.inUse, limits(now), now.growth) : null,
    scenario: then ? sideOf(today, then.inUse, limits(then), growthIn(scenario, 'services', family, today, then.inUse, then.growth)) : null,
  };
}

/** What several ranges give together: the edge of one may be an ordinary address of a wider one (measured). */
export function usableOfServiceRanges(family: Family, ranges: readonly Cidr[]): bigint {
  const runs = ranges.flatMap((range) => {
    const { first, last } = serviceRange(range);
    return first === null || last === null ? [] : [{ first, last }];
  });
  return count(rangeSet(family, runs));
}
