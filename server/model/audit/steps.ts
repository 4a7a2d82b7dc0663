import type { Audit, AuditListName, AuditStep } from '../../../shared/wire/audit.ts';
import type { Kind } from '../../records/records.ts';
import type { Cluster } from '../cluster.ts';
import { kubeProxyGaps } from '../findings/kubeProxyLacksFamily.ts';
import { counted } from '../findings/words.ts';
import { both } from './familySet.ts';
import type { KeyGroups } from './keyGroups.ts';

interface Progress {
  readonly id: string;
  readonly title: string;
  /** Kinds without which nothing is known. */
  readonly needs: readonly Kind[];
  readonly count: () => { readonly done: number; readonly total: number } | null;
  /** What to do; `none` where there is nothing that it could be about. */
  readonly what: string;
  readonly none: string;
  readonly list: AuditListName | null;
  /** Why it is not to be done here, where that is so. */
  readonly notNeeded?: string | undefined;
}

/** From one family to two, in the order in which it works: what is below rests on what is above. Each shrinks as it is done. */
export function stepsTo(cluster: Cluster): Audit['steps'] {
  const { census } = cluster;
  const own = cluster.hasOwnIPAM && !cluster.podCIDRsRule;
  const steps: Progress[] = [
    {
      id: 'node-addresses',
      title: 'Nodes with an address of each family',
      needs: ['Node'],
      count: () => progress(census.nodes),
      what: 'Give each node an InternalIP of both families: addresses on its interface, and --node-ip of the kubelet naming both where there is no cloud provider.',
      none: 'There are no nodes.',
      list: 'nodes',
    },
    {
      id: 'service-ranges',
      title: 'Service ranges of both families',
      needs: ['ServiceCIDR'],
      count: () => ({ done: cluster.serviceFamilies.size, total: 2 }),
      what: 'Start every kube-apiserver with two ranges in --service-cluster-ip-range, the present one first, and kube-controller-manager with the same. ServiceCIDR kubernetes then takes the second by itself. A further ServiceCIDR object alone gives no family: it is Ready and dead.',
      none: '',
      list: null,
    },
    {
      id: 'node-blocks',
      title: 'Nodes with a podCIDR of each family',
      needs: ['Node'],
      notNeeded: own ? 'The CNI’s own IPAM gives pods their addresses: podCIDRs do not matter here.' : undefined,
      count: () => progress(census.podCIDRs),
      what: 'Give kube-controller-manager two ranges in --cluster-cidr. Nodes from before keep their one podCIDR, and nobody can extend it: replace them one by one (drain, delete the Node object, let it register again).',
      none: 'There are no nodes.',
      list: 'nodes',
    },
    {
      id: 'cni',
      title: 'The CNI gives new pods both families',
      needs: ['Pod', 'Node'],
      count: () => newestPods(cluster),
      what: 'Turn the second family on in the CNI’s own configuration, and restart its agents. The youngest pods on nodes that have both families show what it does now.',
      none: 'No pod has been made yet on a node that has both families: it shows with the first.',
      list: null,
    },
    {
      id: 'kube-proxy',
      title: 'kube-proxy set up for both families',
      needs: [],
      count: () => kubeProxy(cluster),
      what: 'Name both families in clusterCIDR and nodePortAddresses of ConfigMap kube-system/kube-proxy, leave bindAddress at 0.0.0.0 or ::, and restart it.',
      none: 'ConfigMap kube-system/kube-proxy is not there: another program may do its work, or its settings are elsewhere.',
      list: null,
    },
    {
      id: 'network-policies',
      title: 'NetworkPolicies that name both families',
      needs: ['NetworkPolicy'],
      count: () => {
        const total = census.networkPolicies.size - census.networkPolicies.count('none');
        return { done: total - census.policySteps.count('one-sided'), total };
      },
      what: 'Before pods get addresses of the second family: name its networks beside the others in every ipBlock rule. What a policy does not name is shut to the pods it selects.',
      none: 'No NetworkPolicy names a CIDR.',
      list: 'networkPolicies',
    },
    {
      id: 'pods',
      title: 'Pods with an address of each family',
      needs: ['Pod'],
      count: () => {
        const { counts } = census.pods;
        const done = counts['IPv4,IPv6'] + counts['IPv6,IPv4'];
        return { done, total: done + counts.IPv4 + counts.IPv6 };
      },
      what: `Once their nodes have both: make them anew, a workload at a time (kubectl rollout restart). ${counted(census.pods.lacking.IPv4 + census.pods.lacking.IPv6, 'pod')} can have it now; others wait for their node.`,
      none: 'There are no pods with addresses of their own.',
      list: 'pods',
    },
    {
      id: 'services',
      title: 'Services with both families',
      needs: ['Service'],
      count: () => {
        const { serviceSteps } = census;
        return { done: serviceSteps.count('done'), total: serviceSteps.count('done', 'prefers', 'single') };
      },
      what: 'Those that prefer two families get the second when both are named; single-stack ones when they are set to PreferDualStack. Neither happens by itself, nor by applying the same manifest again. Last, when their pods have both.',
      none: 'There are no Services that could have two families.',
      list: 'services',
    },
    {
      id: 'load-balancers',
      title: 'Load balancers with an address of each family',
      needs: ['Service'],
      count: () => addressProgress(census.loadBalancers),
      what: 'Give the load balancer a pool of the second family, and ask for two addresses where it wants to be asked. A host name says nothing of families.',
      none: 'No Service of type LoadBalancer has an address.',
      list: 'loadBalancers',
    },
    {
      id: 'ingresses',
      title: 'Ingresses with an address of each family',
      needs: ['Ingress'],
      count: () => addressProgress(census.ingresses),
      what: 'They repeat what the Service of their controller has: see to that.',
      none: 'No Ingress has an address.',
      list: 'ingresses',
    },
    {
      id: 'gateways',
      title: 'Gateways with an address of each family',
      needs: ['Gateway.gateway.networking.k8s.io'],
      count: () => addressProgress(census.gateways),
      what: 'Ask for both in spec.addresses, or give the Service behind the Gateway both.',
      none: 'No Gateway has an address.',
      list: 'gateways',
    },
  ];
  return steps.map((step) => stepOf(cluster, step));
}

function stepOf(cluster: Cluster, { id, title, needs, count, what, none, list, notNeeded }: Progress): AuditStep {
  const unread = needs.filter((kind) => !cluster.known(kind));
  if (notNeeded) return { id, title, state: 'not-needed', done: null, total: null, what: notNeeded, list: null };
  const found = unread.length > 0 ? null : count();
  if (!found) {
    const why = unread.length > 0 ? `${unread.map((kind) => kind.split('.')[0]).join(' and ')} not read: this is not known. ` : '';
    return { id, title, state: 'unknown', done: null, total: null, what: why + what, list: null };
  }
  if (found.total === 0) return { id, title, state: 'not-needed', ...found, what: none, list: null };
  return { id, title, state: found.done === found.total ? 'done' : 'open', ...found, what, list };
}

function progress(groups: KeyGroups<(typeof both)[number] | 'IPv4' | 'IPv6' | 'none' | 'unknown'>) {
  return { done: groups.count(...both), total: groups.size };
}

/** Of those that have addresses at all. */
function addressProgress(groups: Parameters<typeof progress>[0]) {
  return { done: groups.count(...both), total: groups.count(...both, 'IPv4', 'IPv6') };
}

function newestPods({ census, nodes }: Cluster): { done: number; total: number } | null {
  let [done, total] = [0, 0];
  for (const { node, set } of census.pods.newest) {
    const state = nodes.get(node);
    const families = new Set([...(state?.blocks ?? []), ...(state?.own.blocks.map(({ cidr }) => cidr) ?? [])].map(({ family }) => family));
    if (families.size === 1) continue;
    total++;
    if (set.includes(',')) done++;
  }
  return { done, total };
}

function kubeProxy(cluster: Cluster): { done: number; total: number } | null {
  const kind = 'ConfigMap/kube-proxy';
  const record = cluster.store.get(kind, 'kube-system/kube-proxy');
  if (!cluster.known(kind) || record?.error) return null;
  if (!record) return { done: 0, total: 0 };
  return { done: 3 - kubeProxyGaps(cluster).length, total: 3 };
}
