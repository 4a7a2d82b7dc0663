import type { Family } from '../../../shared/net/address.ts';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import type { Cluster } from '../cluster.ts';
import { distinctFamilies } from '../families.ts';
import { servedFamilies } from '../servicePools.ts';

/** What of the whole cluster a rule may ask about, as it is now. */
export interface Surroundings {
  /** How many families a new Service can have: 0, 1 or 2. */
  readonly serviceFamilies: number;
  /** Whether any node has a podCIDR that means something. */
  readonly anyBlocks: boolean;
  /** Whether any node has blocks of both families. */
  readonly anyDualBlocks: boolean;
  /** Whether Services or pods can have both families. */
  readonly dual: boolean;
  /** Families of the pod ranges that flags or ConfigMaps declare. */
  readonly podFamilies: readonly Family[];
  /** Whether pods get their addresses out of podCIDRs: not where a CNI's own IPAM gives them. */
  readonly podCIDRsRule: boolean;
  /** Whether the slices have been read whole: half of them say that a family has no endpoints. */
  readonly endpointsKnown: boolean;
  /** Whether the API server writes IPAddress objects at all (it did not before KEP-1880). */
  readonly addressesWritten: boolean;
}

/** What rules about single things rest on beside the thing itself. It changes rarely, and then those that it may concern are looked at again. */
export interface Facts {
  /** From how many percent in use on something is nearly full. */
  readonly warnAt: number;
  /** Families that Services can have: as the API server's flag says, else the ServiceCIDR that mirrors it; both where neither is seen. */
  readonly apiFamilies: readonly Family[];
  /** Pod ranges that flags declare, else ConfigMaps. */
  readonly podRanges: readonly Cidr[];
}

export function surroundingsOf(cluster: Cluster): Surroundings {
  const serviceFamilies = cluster.serviceFamilies.size;
  const podFamilies = distinctFamilies(podRangesOf(cluster).map(({ family }) => family));
  const anyDualBlocks = cluster.findings.nodesWithBothBlocks > 0;
  return {
    serviceFamilies,
    anyBlocks: cluster.blocks.any && cluster.podCIDRsRule,
    anyDualBlocks,
    dual: serviceFamilies === 2 || podFamilies.length === 2 || anyDualBlocks,
    podFamilies,
    podCIDRsRule: cluster.podCIDRsRule,
    endpointsKnown: cluster.known('EndpointSlice'),
    addressesWritten: cluster.known('IPAddress') && cluster.store.count('IPAddress') > 0,
  };
}

export function factsOf(cluster: Cluster, warnAt: number): Facts {
  return {
    warnAt,
    apiFamilies: [...servedFamilies([...cluster.store.all('ServiceCIDR')], cluster.places)],
    podRanges: podRangesOf(cluster),
  };
}

/** The distinct pod ranges of the best places that name any: flags before ConfigMaps. */
function podRangesOf(cluster: Cluster): Cidr[] {
  const speaking = cluster.places.filter(({ podRanges }) => podRanges.length > 0);
  const best = speaking.filter(({ rank }) => rank === speaking[0]?.rank);
  const ranges = best.flatMap(({ podRanges }) => podRanges.map(({ range }) => range));
  return [...new Map(ranges.map((range) => [formatCidr(range), range])).values()];
}
