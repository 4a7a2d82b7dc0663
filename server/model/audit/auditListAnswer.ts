import type { AuditItem, AuditListName, FamilySet } from '../../../shared/wire/audit.ts';
import type { Kind, ServiceRecord } from '../../records/records.ts';
import type { TrafficAddress } from '../../records/traffic.ts';
import type { Cluster } from '../cluster.ts';
import { lacking } from '../findings/loadBalancerLacksFamily.ts';
import { type Listing, page } from '../list.ts';
import type { AuditListAnswer, AuditListQuery } from '../questions.ts';
import { type KnownServiceCluster, serviceClusterOf } from '../serviceCluster.ts';
import { canonical } from '../serviceStates.ts';
import { blockFamilies } from './census.ts';
import { both, familiesIn, familySet, familySets, firstIs } from './familySet.ts';
import type { KeyGroups } from './keyGroups.ts';
import type { Workload } from './podCensus.ts';
import { secondFamily } from './secondFamily.ts';
import { frozenWithout, needsSecondFamily } from './serviceSteps.ts';
import { policyCodes } from './steps.ts';

const mostSaid = 8;

/** One row, with what filters and orders need; it is put into words only where it is shown. */
interface Row {
  readonly key: string;
  readonly namespace: string;
  readonly kind: string;
  readonly set: FamilySet;
  readonly count: number;
  readonly item: () => AuditItem;
  readonly todo: () => string | null;
  readonly breaks: (leaving: 'IPv4' | 'IPv6') => boolean;
}

const listing: Listing<Row> = {
  name: 'audit',
  unique: ({ kind, key }) => `${key} ${kind}`,
  defaultSort: 'name',
  fields: {
    name: ({ key }) => key,
    namespace: ({ namespace }) => namespace,
    families: ({ set }) => set,
    count: ({ count }) => count,
  },
};

/** Who of a list has which family. Pods are told by workload. Looks at every one of the list: how many match is part of the answer. */
export function auditListAnswer(cluster: Cluster, list: AuditListName, query: AuditListQuery): AuditListAnswer {
  const wanted = setsOf(query.families);
  const q = query.q?.trim().toLowerCase() ?? '';
  const matching: Row[] = [];
  for (const row of rowsOf(cluster, list)) {
    if (wanted && !wanted.includes(row.set)) continue;
    if (query.namespace && row.namespace !== query.namespace) continue;
    if (q !== '' && !row.key.toLowerCase().includes(q)) continue;
    if (query.todo === 'true' && row.todo() === null) continue;
    if (query.leaving && !row.breaks(query.leaving)) continue;
    matching.push(row);
  }
  const found = page({ ...listing, name: `audit/${list}` }, matching, query);
  const known = cluster.known(kindOf[list]);
  return { ...found, total: known ? found.total : null, items: found.items.map(({ item }) => item()) };
}

const kindOf: Readonly<Record<AuditListName, Kind>> = {
  nodes: 'Node',
  pods: 'Pod',
  services: 'Service',
  loadBalancers: 'Service',
  ingresses: 'Ingress',
  gateways: 'Gateway.gateway.networking.k8s.io',
  networkPolicies: 'NetworkPolicy',
};

function setsOf(families: AuditListQuery['families']): readonly FamilySet[] | undefined {
  if (families === undefined) return undefined;
  return families === 'both' ? both : [families];
}

function rowsOf(cluster: Cluster, list: AuditListName): Iterable<Row> {
  const { census, store } = cluster;
  let known: KnownServiceCluster | undefined;
  const now = () => (known ??= serviceClusterOf(cluster));
  switch (list) {
    case 'nodes':
      return keyed(census.nodes, 'Node', (key, set) => nodeRow(cluster, key, set));
    case 'pods':
      return [...census.pods.workloads].map(workloadRow);
    case 'services':
      return keyed(census.services, 'Service', (key, set) => serviceRow(store.get('Service', key), set, now));
    case 'loadBalancers':
      return keyed(census.loadBalancers, 'Service', (key, set) => balancerRow(store.get('Service', key), set));
    case 'ingresses':
      return keyed(census.ingresses, 'Ingress', (key, set) => addressRow(store.get('Ingress', key)?.loadBalancer ?? [], set));
    case 'gateways': {
      const kind = 'Gateway.gateway.networking.k8s.io';
      return keyed(census.gateways, kind, (key, set) => addressRow(store.get(kind, key)?.given ?? [], set));
    }
    case 'networkPolicies':
      return keyed(census.networkPolicies, 'NetworkPolicy', (key, set) => policyRow(cluster, key, set));
  }
}

/** What differs from list to list. */
interface Own {
  readonly says: () => readonly string[];
  readonly todo: () => string | null;
  readonly breaks?: Row['breaks'];
  readonly policy?: string;
  /** Asked of what is shown alone: the command, and where there is none, what stands in its way. */
  readonly command?: () => { readonly todo?: string; readonly patch: string | null } | undefined;
}

function* keyed(groups: KeyGroups<FamilySet>, kind: Kind, own: (key: string, set: FamilySet) => Own): Iterable<Row> {
  const name = kind.split('.')[0] as string;
  for (const key of groups.keys()) {
    const set = groups.groupOf(key) as FamilySet;
    const slash = key.indexOf('/');
    const namespace = slash < 0 ? '' : key.slice(0, slash);
    const rest = own(key, set);
    yield {
      key,
      namespace,
      kind: name,
      set,
      count: 0,
      todo: rest.todo,
      breaks: rest.breaks ?? ((leaving) => set === leaving),
      item: () => {
        const command = rest.command?.();
        return {
          kind: name,
          namespace: namespace === '' ? null : namespace,
          name: key.slice(slash + 1),
          families: familiesIn(set),
          says: rest.says().slice(0, mostSaid),
          policy: rest.policy || null,
          pods: null,
          todo: command?.todo ?? rest.todo(),
          count: null,
          patch: command?.patch ?? null,
        };
      },
    };
  }
}

function nodeRow(cluster: Cluster, name: string, set: FamilySet): Own {
  const state = cluster.nodes.get(name);
  const blocks = familySet(state?.podCIDRs.map(({ family }) => family) ?? []);
  return {
    says: () => [...(state?.record?.addresses.map(({ address }) => canonical(address)) ?? []), ...(state?.record?.podCIDRs ?? [])],
    todo: () => {
      const lacks = [
        ...(isBoth(set) ? [] : ['an address of each family']),
        ...(isBoth(blocks) || !cluster.podCIDRsRule ? [] : ['a podCIDR of each family: replace it']),
      ];
      return lacks.length === 0 ? null : `Needs ${lacks.join(', and ')}`;
    },
    breaks: (leaving) => set === leaving || isBoth(blocks),
  };
}

function serviceRow(record: ServiceRecord | undefined, set: FamilySet, now: () => KnownServiceCluster): Own {
  return {
    says: () => record?.clusterIPs.filter((text) => text !== '').map(canonical) ?? [],
    todo: () => {
      if (!record || !needsSecondFamily(record)) return null;
      return record.policy === 'PreferDualStack' ? 'Name both families' : 'Set PreferDualStack';
    },
    breaks: (leaving) => {
      const frozen = record && frozenWithout(record);
      return frozen === 'either' || frozen === leaving || firstIs(leaving).includes(set);
    },
    policy: record?.policy ?? '',
    command: () => {
      const found = record && secondFamily(now(), record);
      if (found === undefined) return undefined;
      return found.patch === null ? { todo: `Wait: ${found.why}`, patch: null } : { patch: found.patch };
    },
  };
}

function balancerRow(record: ServiceRecord | undefined, set: FamilySet): Own {
  return {
    ...addressRow(record?.loadBalancer ?? [], set),
    todo: () => {
      const lacks = record && lacking(record);
      if (lacks) return `Needs an ${lacks} address: its Service has the family`;
      return set === 'IPv4' || set === 'IPv6' ? 'Needs an address of each family, after its Service has both' : null;
    },
    policy: record?.policy ?? '',
  };
}

function addressRow(addresses: readonly TrafficAddress[], set: FamilySet): Own {
  return {
    says: () => addresses.map(({ ip, hostname }) => (ip === '' ? hostname : canonical(ip))),
    todo: () => (set === 'IPv4' || set === 'IPv6' ? 'Needs an address of each family' : null),
  };
}

function policyRow(cluster: Cluster, key: string, set: FamilySet): Own {
  const blocks = cluster.store.get('NetworkPolicy', key)?.blocks ?? [];
  return {
    says: () => blocks.map(({ direction, cidr }) => `${direction} ${cidr}`),
    todo: () =>
      policyCodes.some((code) => cluster.findings.trafficHas(code, `NetworkPolicy ${key}`))
        ? 'Name the same networks in both families'
        : null,
    breaks: (leaving) => set === leaving && blockFamilies(blocks).length > 0,
  };
}

function workloadRow(workload: Workload): Row {
  const { kind, namespace, name, pods, all, lacking } = workload;
  const has = { IPv4: pods.IPv4, IPv6: pods.IPv6, both: pods['IPv4,IPv6'] + pods['IPv6,IPv4'] };
  const set = setOfPods(pods);
  const anew = lacking.IPv4 + lacking.IPv6;
  const single = has.IPv4 + has.IPv6;
  const todo = () => {
    if (single === 0) return null;
    if (anew === 0) return 'Wait for a node with both families';
    return kind === 'Pod' ? 'Make it anew' : `Make ${anew} of ${all} anew`;
  };
  return {
    key: `${namespace}/${name}`,
    namespace,
    kind,
    set,
    count: anew,
    todo,
    breaks: (leaving) => pods[leaving] > 0,
    item: () => ({
      kind,
      namespace,
      name,
      families: familiesIn(set),
      says: [],
      policy: null,
      pods: { all, ...has },
      todo: todo(),
      count: anew,
      patch: anew > 0 && restartable.has(kind) ? `kubectl rollout restart ${kind.toLowerCase()}/${name} --namespace ${namespace}` : null,
    }),
  };
}

const restartable: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** What all pods of a workload that have addresses have alike; of those that differ, that of the fewest families. */
function setOfPods(pods: Readonly<Record<FamilySet, number>>): FamilySet {
  const order: readonly FamilySet[] = ['IPv4', 'IPv6', 'IPv4,IPv6', 'IPv6,IPv4'];
  return order.find((set) => pods[set] > 0) ?? familySets[4];
}

function isBoth(set: FamilySet): boolean {
  return set.includes(',');
}
