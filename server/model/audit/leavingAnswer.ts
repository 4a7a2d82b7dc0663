import type { Family } from '../../../shared/net/address.ts';
import type { AuditBreak, AuditListName } from '../../../shared/wire/audit.ts';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { Kind } from '../../records/records.ts';
import type { Cluster } from '../cluster.ts';
import { referenceTo } from '../holders.ts';
import type { LeavingAnswer } from '../questions.ts';
import { both, firstIs } from './familySet.ts';
import { primaryFamily } from './primaryFamily.ts';

const mostExamples = 20;

interface Break {
  readonly id: string;
  readonly severity: AuditBreak['severity'];
  readonly title: string;
  readonly needs: readonly Kind[];
  readonly count: () => number;
  readonly examples?: () => Iterable<Reference>;
  readonly detail: string;
  readonly remedy: string;
  readonly list?: AuditListName;
}

/** What breaks where a family is taken out of the flags: measured on a real control plane, counted here before anybody does it. */
export function leavingAnswer(cluster: Cluster, leaving: Family): LeavingAnswer {
  const staying = leaving === 'IPv4' ? 'IPv6' : 'IPv4';
  const primary = primaryFamily(cluster);
  return {
    leaving,
    staying,
    primary: primary === undefined ? null : primary === leaving,
    breaks: breaksOf(cluster, leaving, staying).map((one) => breakOf(cluster, one)),
  };
}

function breakOf(cluster: Cluster, { needs, count, examples, list, ...said }: Break): AuditBreak {
  const known = needs.every((kind) => cluster.known(kind));
  const first: Reference[] = [];
  if (known)
    for (const reference of examples?.() ?? []) {
      if (first.length >= mostExamples) break;
      first.push(reference);
    }
  return { ...said, total: known ? count() : null, examples: first, list: list ?? null };
}

function breaksOf(cluster: Cluster, leaving: Family, staying: Family): Break[] {
  const { census } = cluster;
  const leads = primaryFamily(cluster) === leaving;
  const first = firstIs(leaving);
  return [
    {
      id: 'services-frozen',
      severity: 'critical',
      title: 'Services that will refuse every write',
      needs: ['Service'],
      count: () => census.frozenWithout.count('either', leaving),
      examples: () => named('Service', census.frozenWithout.of('either', leaving)),
      detail: `They require two families, or have ${leaving} first. Once the API server has ${staying} alone, every change of them fails with HTTP 422, a label included. They can still be deleted.`,
      remedy: `Before: make them SingleStack where ${staying} is their first family; recreate the others with ${staying}. Those that prefer two families stay editable.`,
      list: 'services',
    },
    {
      id: 'controller-manager',
      severity: 'critical',
      title: 'Nodes with two podCIDRs keep the controller manager from starting',
      needs: ['Node'],
      count: () => census.podCIDRs.count(...both),
      examples: () => named('Node', census.podCIDRs.of(...both)),
      detail: `As long as one node has podCIDRs of both families, kube-controller-manager does not start with one range in --cluster-cidr. podCIDRs cannot be taken from a node that exists.${leads ? ' Nor does it start with its ranges swapped.' : ''}`,
      remedy:
        'Leave --cluster-cidr as it is until every such node has been replaced, or keep both pod ranges and drop the family of Services alone.',
      list: 'nodes',
    },
    {
      id: 'services-recreate',
      severity: 'critical',
      title: `Services with ${leaving} first, to be recreated`,
      needs: ['Service'],
      count: () => census.services.count(...first),
      examples: () => named('Service', census.services.of(...first)),
      detail: `The first family of a Service never changes${leads ? `, and ${leaving} is the primary family of this cluster` : ''}. Their first clusterIP is an address that nobody will route; headless ones may swap their families.`,
      remedy: `Create each again with ${staying} first, under another name, and move its clients; then delete the old one.`,
      list: 'services',
    },
    {
      id: 'nodes-only',
      severity: 'critical',
      title: `Nodes with ${leaving} addresses alone`,
      needs: ['Node'],
      count: () => census.nodes.count(leaving),
      examples: () => named('Node', census.nodes.of(leaving)),
      detail: 'Nothing of them can be reached any more: kubelet, host-network pods, NodePorts.',
      remedy: `Give them an InternalIP of ${staying}, or replace them.`,
      list: 'nodes',
    },
    {
      id: 'pods-only',
      severity: 'critical',
      title: `Pods with ${leaving} alone`,
      needs: ['Pod'],
      count: () => census.pods.counts[leaving],
      examples: () => workloadsOf(cluster, leaving),
      detail: `They have no ${staying} address: no Service will send them anything.`,
      remedy: 'Make them anew on nodes that have both families, a workload at a time.',
      list: 'pods',
    },
    {
      id: 'pods-recreate',
      severity: 'warning',
      title: `Pods with ${leaving} first`,
      needs: ['Pod'],
      count: () => census.pods.counts[leaving === 'IPv4' ? 'IPv4,IPv6' : 'IPv6,IPv4'],
      detail: `status.podIP of theirs is ${leaving}. What reads that field alone, and the program itself where it binds to it, still uses it.`,
      remedy: 'Make them anew once the pod range is the other one.',
    },
    {
      id: 'addresses-dangling',
      severity: 'warning',
      title: `Services that keep a dangling ${leaving} address`,
      needs: ['Service'],
      count: () => census.services.count(...both),
      examples: () => named('Service', census.services.of(...both)),
      detail: `Restarting the API server takes nothing from them: they keep their ${leaving} clusterIP and slices, and the ServiceCIDR keeps both ranges. An address that a Service gives up keeps its IPAddress object for minutes, until the next resync.`,
      remedy: `Before: set ipFamilyPolicy SingleStack on those that have ${staying} first. Their ${leaving} slices go at once.`,
      list: 'services',
    },
    {
      id: 'slices-dangling',
      severity: 'warning',
      title: `EndpointSlices of ${leaving}`,
      needs: ['EndpointSlice'],
      count: () => census.slices[leaving],
      detail:
        'They stay as long as their Service has the family, and those made by hand or mirrored beyond that. Who reads slices goes on sending traffic to them.',
      remedy: 'They go with the family of their Service; delete by hand those that no controller made.',
    },
    {
      id: 'load-balancers-only',
      severity: 'critical',
      title: `Load balancers with ${leaving} addresses alone`,
      needs: ['Service'],
      count: () => census.loadBalancers.count(leaving),
      examples: () => named('Service', census.loadBalancers.of(leaving)),
      detail: `Whoever comes in by them does so over ${leaving}; DNS names them by these addresses.`,
      remedy: `Give them an address of ${staying}, add it to DNS, and wait until nobody has the old one cached.`,
      list: 'loadBalancers',
    },
    {
      id: 'ingresses-only',
      severity: 'critical',
      title: `Ingresses with ${leaving} addresses alone`,
      needs: ['Ingress'],
      count: () => census.ingresses.count(leaving),
      examples: () => named('Ingress', census.ingresses.of(leaving)),
      detail: 'Their status repeats the Service of their controller.',
      remedy: `Give that Service and its load balancer an address of ${staying}.`,
      list: 'ingresses',
    },
    {
      id: 'gateways-only',
      severity: 'critical',
      title: `Gateways with ${leaving} addresses alone`,
      needs: ['Gateway.gateway.networking.k8s.io'],
      count: () => census.gateways.count(leaving),
      examples: () => named('Gateway.gateway.networking.k8s.io', census.gateways.of(leaving)),
      detail: 'Clients reach them over this family alone.',
      remedy: `Ask for an address of ${staying} in spec.addresses.`,
      list: 'gateways',
    },
    {
      id: 'policies-only',
      severity: 'warning',
      title: `NetworkPolicies whose CIDRs are all ${leaving}`,
      needs: ['NetworkPolicy'],
      count: () => census.networkPolicies.count(leaving),
      examples: () => named('NetworkPolicy', census.networkPolicies.of(leaving)),
      detail: `Nothing of ${staying} matches them: what they let through now is shut then.`,
      remedy: `Name the same networks in ${staying} first.`,
      list: 'networkPolicies',
    },
    {
      id: 'policies-some',
      severity: 'info',
      title: `NetworkPolicies with ${leaving} CIDRs beside others`,
      needs: ['NetworkPolicy'],
      count: () => census.networkPolicies.count(...both),
      examples: () => named('NetworkPolicy', census.networkPolicies.of(...both)),
      detail: `Their ${leaving} rules match nothing any more, and do no harm.`,
      remedy: 'Take them out afterwards.',
    },
  ];
}

function* named(kind: Kind, keys: Iterable<string>): Iterable<Reference> {
  for (const key of keys) yield referenceTo(kind, key);
}

/** The workloads of pods that have one family alone. */
function* workloadsOf({ census }: Cluster, family: Family): Iterable<Reference> {
  for (const { kind, namespace, name } of census.pods.single[family].after()) yield { kind, namespace, name };
}
