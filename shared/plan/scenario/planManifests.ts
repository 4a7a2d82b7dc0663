import { type Cidr, formatCidr } from '../../net/cidr.ts';
import { whyNotMask } from '../rehearseMask.ts';
import type { PlanCluster } from './planCluster.ts';
import type { Scenario } from './scenario.ts';
import { dropped, podSpaceIn, rangesOf } from './spaces.ts';

/** A scenario as what somebody would have to apply or set. Nothing here is ever applied by the product. */
export interface Manifests {
  /** ServiceCIDR objects; '' where there is none to make. */
  readonly serviceCIDRs: string;
  /** Flags by program, those alone that change; of kubelet, on new nodes. */
  readonly flags: readonly {
    readonly program: 'kube-apiserver' | 'kube-controller-manager' | 'kubelet';
    readonly flags: readonly string[];
  }[];
}

export function planManifests(cluster: PlanCluster, scenario: Scenario): Manifests {
  const gone = dropped(cluster, scenario);
  // The range of a family that is added belongs into the API server's flag: an object alone is Ready and gives out nothing (measured).
  const isOfFlag = (cidr: Cidr) =>
    scenario.add === cidr.family && !cluster.families.includes(cidr.family) && cidr === firstOf(scenario, cidr);
  const objects = scenario.serviceRanges.filter((cidr) => !isOfFlag(cidr) && cidr.family !== gone && isServed(cluster, scenario, cidr));
  const apiServer = scenario.serviceRanges.some(isOfFlag) || gone !== null ? [serviceRangeFlag(cluster, scenario)] : [];
  const manager = [...managerFlags(cluster, scenario), ...apiServer];
  const { maxPods } = scenario;
  const kubelet = maxPods === null || maxPods === cluster.maxPods ? [] : [`--max-pods=${maxPods}`];
  return {
    serviceCIDRs: serviceCIDRsYAML(objects),
    flags: [
      ...(apiServer.length > 0 ? [{ program: 'kube-apiserver' as const, flags: apiServer }] : []),
      ...(manager.length > 0 ? [{ program: 'kube-controller-manager' as const, flags: manager }] : []),
      ...(kubelet.length > 0 ? [{ program: 'kubelet' as const, flags: kubelet }] : []),
    ],
  };
}

function serviceCIDRsYAML(ranges: readonly Cidr[]): string {
  const names = new Set<string>();
  return ranges
    .map((cidr) => {
      const base = nameOf(cidr);
      let name = base;
      for (let i = 2; names.has(name); i++) name = `${base}-${i}`;
      names.add(name);
      return `apiVersion: networking.k8s.io/v1\nkind: ServiceCIDR\nmetadata:\n  name: ${name}\nspec:\n  cidrs:\n    - ${formatCidr(cidr)}\n`;
    })
    .join('---\n');
}

/** A DNS label out of a prefix: services-10-112-0-0-20, services-fd00-96-1-112. */
function nameOf(cidr: Cidr): string {
  return `services-${formatCidr(cidr).replaceAll(/[.:/]+/g, '-')}`.replaceAll(/-+/g, '-');
}

/** The flag's ranges, the primary family first: the first range of each family that stays or comes. */
function serviceRangeFlag(cluster: PlanCluster, scenario: Scenario): string {
  const gone = dropped(cluster, scenario);
  const families = [...new Set([...cluster.families, ...(scenario.add ? [scenario.add] : [])])].filter((family) => family !== gone);
  const ranges = families.flatMap(
    (family) => cluster.services.find((space) => space.family === family)?.ranges[0] ?? rangesOf(scenario.serviceRanges, family)[0] ?? [],
  );
  return `--service-cluster-ip-range=${ranges.map(formatCidr).join()}`;
}

function managerFlags(cluster: PlanCluster, scenario: Scenario): string[] {
  const before = cluster.pods.filter(({ ofControllerManager }) => ofControllerManager);
  const families = [...new Set([...cluster.families, ...before.map(({ family }) => family), ...(scenario.add ? [scenario.add] : [])])];
  const after = families.flatMap((family) => {
    const space = podSpaceIn(cluster, scenario, family);
    return space?.ofControllerManager ? [space] : [];
  });
  const ranges = (spaces: typeof before) => spaces.flatMap((space) => space.ranges.map(formatCidr)).join();
  const inOrder = families.flatMap((family) => before.find((space) => space.family === family) ?? []);
  const clusterCIDR = after.length > 0 && ranges(after) !== ranges(inOrder) ? [`--cluster-cidr=${ranges(after)}`] : [];
  const masks = after.flatMap((space) => {
    const to = scenario.masks[space.family];
    const was = before.find(({ family }) => family === space.family)?.blockLength;
    // The flag of one family and the one for all are refused beside each other; with two families it is the former, else mostly the latter.
    const flag = after.length > 1 ? `--node-cidr-mask-size-${space.family.toLowerCase()}` : '--node-cidr-mask-size';
    return to === null || to === was || whyNotMask(space, to) !== null ? [] : [`${flag}=${to}`];
  });
  return [...clusterCIDR, ...masks];
}

function isServed({ families }: PlanCluster, { add }: Scenario, { family }: Cidr): boolean {
  return families.includes(family) || add === family;
}

function firstOf({ serviceRanges }: Scenario, { family }: Cidr): Cidr | undefined {
  return rangesOf(serviceRanges, family)[0];
}
