import type { Family } from '../../net/address.ts';
import { type Cidr, containsCidr } from '../../net/cidr.ts';
import { growthOf } from '../forecast/growth.ts';
import { whyNotMask } from '../rehearseMask.ts';
import type { PlanCluster, PodSpace, ServiceSpace } from './planCluster.ts';
import type { Scenario } from './scenario.ts';

const defaultLength: Readonly<Record<Family, number>> = { IPv4: 24, IPv6: 64 };

/** Pods of a family in the scenario; null where the cluster then has none. */
export function podSpaceIn(cluster: PlanCluster, scenario: Scenario, family: Family): PodSpace | null {
  if (dropped(cluster, scenario) === family) return null;
  const own = cluster.pods.find((space) => space.family === family);
  const space = own ?? (scenario.add === family ? newSpace(cluster, scenario, family) : null);
  if (!space) return null;
  const ranges = rangesWith(space, own ? rangesOf(scenario.podRanges, family) : []);
  const wanted = scenario.masks[family];
  const masked = { ...space, ranges, blockLength: wanted ?? space.blockLength };
  // A mask that the controller does not start with changes nothing: a note says so.
  return wanted !== null && whyNotMask(masked, wanted) !== null ? { ...masked, blockLength: space.blockLength } : masked;
}

/** Service addresses of a family in the scenario. */
export function serviceSpaceIn(cluster: PlanCluster, scenario: Scenario, family: Family): ServiceSpace | null {
  if (dropped(cluster, scenario) === family) return null;
  const added = rangesOf(scenario.serviceRanges, family);
  const own = cluster.services.find((space) => space.family === family);
  if (own) return { ...own, ranges: [...own.ranges, ...added] };
  // A range of a family that the API server's flag has not is Ready and gives out nothing (measured).
  return scenario.add === family && added.length > 0 ? { family, ranges: added, inUse: 0, growth: null } : null;
}

/** The family that goes; the only one cannot. */
export function dropped({ families }: PlanCluster, { drop }: Scenario): Family | null {
  return drop !== null && families.includes(drop) && families.length > 1 ? drop : null;
}

/**
 * The ranges with further ones. kube-controller-manager has one range a family: only a wider one around it can take its place, and any
 * other adds nothing.
 */
export function rangesWith(
  { ranges, ofControllerManager }: Pick<PodSpace, 'ranges' | 'ofControllerManager'>,
  added: readonly Cidr[],
): readonly Cidr[] {
  if (!ofControllerManager) return [...ranges, ...added];
  return added.reduce((now, one) => (isAround(one, now) ? [one] : now), ranges);
}

export function isAround(outer: Cidr, ranges: readonly Cidr[]): boolean {
  return ranges.every((range) => containsCidr(outer, range));
}

export function rangesOf(ranges: readonly Cidr[], family: Family): readonly Cidr[] {
  return ranges.filter((range) => range.family === family);
}

/** A family that nodes are yet to get: only new ones do, so it is empty, and grows as blocks of the other family do. */
function newSpace({ pods, today }: PlanCluster, { podRanges }: Scenario, family: Family): PodSpace | null {
  const ranges = rangesOf(podRanges, family);
  if (ranges.length === 0) return null;
  const other = pods.find((space) => space.family !== family);
  const nodes = other?.blockGrowth ?? null;
  return {
    family,
    ranges: (other?.ofControllerManager ?? true) ? ranges.slice(0, 1) : ranges,
    blockLength: defaultLength[family],
    held: [],
    around: [],
    ofControllerManager: other?.ofControllerManager ?? true,
    inUse: 0,
    fit: 0,
    blockGrowth: nodes && growthOf(today, 0, nodes.steady + nodes.fading),
    podGrowth: null,
  };
}
