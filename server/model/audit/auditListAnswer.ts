import type { Family } from '../../../shared/net/address.ts';
import type { AuditItem, AuditListName, FamilySet } from '../../../shared/wire/audit.ts';
import type { Kind } from '../../records/records.ts';
import type { TrafficAddress } from '../../records/traffic.ts';
import type { Cluster } from '../cluster.ts';
import type { Place } from '../cursor.ts';
import { lacking } from '../findings/loadBalancerLacksFamily.ts';
import { askedOrder, type Listing, type Page, page, pageOf } from '../list.ts';
import type { AuditListAnswer, AuditListQuery } from '../questions.ts';
import { type KnownServiceCluster, serviceClusterOf } from '../serviceCluster.ts';
import { canonical } from '../serviceStates.ts';
import { both, familiesIn, familySets, firstIs } from './familySet.ts';
import type { KeyGroups } from './keyGroups.ts';
import type { Workload } from './podCensus.ts';
import { secondFamily } from './secondFamily.ts';
import { isOpen } from './serviceSteps.ts';

const mostSaid = 8;

/** One row, with what filters and orders need; it is put into words only where it is shown. */
interface Row {
  readonly key: string;
  readonly namespace: string;
  readonly kind: string;
  readonly set: FamilySet;
  readonly count: number;
  readonly isTodo: () => boolean;
  readonly breaks: (leaving: Family) => boolean;
  readonly item: () => AuditItem;
}

/** The rows of a list: all of them, or by name, which is the order they are kept in. */
interface Source {
  readonly all: () => Iterable<Row>;
  /** Those of some sets; undefined where sets are not kept apart. */
  readonly byName: (
    sets: readonly FamilySet[] | undefined,
  ) => { readonly total: number; readonly after: (place: Place | undefined) => Iterable<Row> } | undefined;
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

/** Who of a list has which family; pods are told by workload. By name it looks at what it shows; filters and other orders look at each. */
export function auditListAnswer(cluster: Cluster, list: AuditListName, query: AuditListQuery): AuditListAnswer {
  const source = sourceOf(cluster, list);
  const own = { ...listing, name: `audit/${list}` };
  const found = pageByName(own, source, query) ?? page(own, matching(source, query), query);
  const known = cluster.known(kindOf[list]);
  return { ...found, total: known ? found.total : null, items: found.items.map(({ item }) => item()) };
}

function pageByName(own: Listing<Row>, source: Source, query: AuditListQuery): Page<Row> | undefined {
  const { q = '', namespace, todo, leaving, families, limit = 100 } = query;
  if (q.trim() !== '' || namespace || todo === 'true' || leaving || (query.sort ?? 'name') !== 'name') return undefined;
  const ordered = source.byName(setsOf(families));
  if (!ordered) return undefined;
  const { sort, after } = askedOrder(own, query);
  const items: { readonly item: Row; readonly place: Place }[] = [];
  for (const item of ordered.after(after)) {
    items.push({ item, place: { value: item.key, unique: own.unique(item) } });
    if (items.length > limit) break;
  }
  return pageOf(own.name, sort, { total: ordered.total, items, limit });
}

function matching(source: Source, query: AuditListQuery): Row[] {
  const wanted = setsOf(query.families);
  const q = query.q?.trim().toLowerCase() ?? '';
  const found: Row[] = [];
  for (const row of source.all()) {
    if (wanted && !wanted.includes(row.set)) continue;
    if (query.namespace && row.namespace !== query.namespace) continue;
    if (q !== '' && !row.key.toLowerCase().includes(q)) continue;
    if (query.todo === 'true' && !row.isTodo()) continue;
    if (query.leaving && !row.breaks(query.leaving)) continue;
    found.push(row);
  }
  return found;
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

function sourceOf(cluster: Cluster, list: AuditListName): Source {
  const { census, store } = cluster;
  if (list === 'pods') return workloads(cluster);
  const kind = kindOf[list];
  switch (list) {
    case 'nodes':
      return keyed(census.nodes, kind, nodeRows(cluster));
    case 'services':
      return keyed(census.services, kind, serviceRows(cluster));
    case 'loadBalancers':
      return keyed(census.loadBalancers, kind, balancerRows(cluster));
    case 'ingresses':
      return keyed(census.ingresses, kind, (key, set) => addressRow(() => store.get('Ingress', key)?.loadBalancer ?? [], set));
    case 'gateways':
      return keyed(census.gateways, kind, (key, set) =>
        addressRow(() => store.get('Gateway.gateway.networking.k8s.io', key)?.given ?? [], set),
      );
    case 'networkPolicies':
      return keyed(census.networkPolicies, kind, policyRows(cluster));
  }
}

/** What differs from list to list. */
interface Own {
  readonly isTodo: () => boolean;
  readonly breaks?: Row['breaks'];
  /** Of what is shown alone. */
  readonly told: () => Partial<AuditItem> & Pick<AuditItem, 'says' | 'todo'>;
}
type OwnOf = (key: string, set: FamilySet) => Own;

function keyed(groups: KeyGroups<FamilySet>, ofKind: Kind, ownOf: OwnOf): Source {
  const kind = ofKind.split('.')[0] as string;
  const row = (key: string): Row => {
    const set = groups.groupOf(key) as FamilySet;
    const slash = key.indexOf('/');
    const namespace = slash < 0 ? '' : key.slice(0, slash);
    const { isTodo, breaks = (leaving) => set === leaving, told } = ownOf(key, set);
    const item = (): AuditItem => {
      const own = told();
      return {
        kind,
        namespace: namespace === '' ? null : namespace,
        name: key.slice(slash + 1),
        families: familiesIn(set),
        policy: null,
        pods: null,
        count: null,
        patch: null,
        ...own,
        says: own.says.slice(0, mostSaid),
      };
    };
    return { key, namespace, kind, set, count: 0, isTodo, breaks, item };
  };
  return {
    all: () => each(groups.keys(), row),
    byName: (sets) => ({
      total: sets === undefined ? groups.size : groups.count(...sets),
      after: (place) => each(groups.inOrder(sets, place && String(place.value)), row),
    }),
  };
}

function* each<T>(items: Iterable<T>, row: (item: T) => Row): Iterable<Row> {
  for (const item of items) yield row(item);
}

function nodeRows(cluster: Cluster): OwnOf {
  const needsBlocks = cluster.podCIDRsRule;
  return (name, set) => {
    const hasBlocks = isBoth(cluster.census.podCIDRs.groupOf(name) ?? 'none');
    const lacks = [
      ...(isBoth(set) ? [] : ['an address of each family']),
      ...(hasBlocks || !needsBlocks ? [] : ['a podCIDR of each family: replace it']),
    ];
    return {
      isTodo: () => lacks.length > 0,
      breaks: (leaving) => set === leaving || hasBlocks,
      told: () => {
        const record = cluster.nodes.get(name)?.record;
        return {
          says: [...(record?.addresses.map(({ address }) => canonical(address)) ?? []), ...(record?.podCIDRs ?? [])],
          todo: lacks.length === 0 ? null : `Needs ${lacks.join(', and ')}`,
        };
      },
    };
  };
}

function serviceRows(cluster: Cluster): OwnOf {
  const { census, store } = cluster;
  let known: KnownServiceCluster | undefined;
  const now = () => {
    known ??= serviceClusterOf(cluster);
    return known;
  };
  return (key, set) => ({
    isTodo: () => isOpen(census.serviceSteps.groupOf(key)),
    breaks: (leaving) => {
      const frozen = census.frozenWithout.groupOf(key);
      return frozen === 'either' || frozen === leaving || firstIs(leaving).includes(set);
    },
    told: () => {
      const record = store.get('Service', key);
      const says = record?.clusterIPs.filter((text) => text !== '').map(canonical) ?? [];
      const second = record && secondFamily(now(), record);
      return { says, policy: record?.policy || null, todo: second?.todo ?? null, patch: second?.patch ?? null };
    },
  });
}

function balancerRows({ store }: Cluster): OwnOf {
  return (key, set) => {
    const record = () => store.get('Service', key);
    const row = addressRow(() => record()?.loadBalancer ?? [], set);
    return {
      ...row,
      told: () => {
        const found = record();
        const lacks = found && lacking(found);
        const todo = lacks
          ? `Needs an ${lacks} address: its Service has the family`
          : 'Needs an address of each family, after its Service has both';
        return { ...row.told(), policy: found?.policy || null, todo: row.isTodo() ? todo : null };
      },
    };
  };
}

function addressRow(addresses: () => readonly TrafficAddress[], set: FamilySet): Own {
  const isTodo = () => set === 'IPv4' || set === 'IPv6';
  return {
    isTodo,
    told: () => ({
      says: addresses().map(({ ip, hostname }) => (ip === '' ? hostname : canonical(ip))),
      todo: isTodo() ? 'Needs an address of each family' : null,
    }),
  };
}

/** To be done before pods get a second family, so where the cluster has one, too. */
function policyRows(cluster: Cluster): OwnOf {
  return (key) => {
    const isTodo = () => cluster.census.policySteps.groupOf(key) === 'one-sided';
    return {
      isTodo,
      told: () => ({
        says: (cluster.store.get('NetworkPolicy', key)?.blocks ?? []).map(({ direction, cidr }) => `${direction} ${cidr}`),
        todo: isTodo() ? 'Name the same networks in both families' : null,
      }),
    };
  };
}

function workloads({ census }: Cluster): Source {
  const { byName } = census.pods;
  return {
    all: () => each(byName.after(), workloadRow),
    byName: (sets) => {
      if (sets !== undefined) return undefined;
      // Of the place alone is it asked what stands behind it.
      return { total: byName.size, after: (place) => each(byName.after(place && ({ place: place.unique } as Workload)), workloadRow) };
    },
  };
}

function workloadRow(workload: Workload): Row {
  const { kind, namespace, name, pods, all, lacking } = workload;
  const set = setOfPods(pods);
  const anew = lacking.IPv4 + lacking.IPv6;
  const single = pods.IPv4 + pods.IPv6;
  return {
    key: `${namespace}/${name}`,
    namespace,
    kind,
    set,
    count: anew,
    isTodo: () => single > 0,
    breaks: (leaving) => pods[leaving] > 0,
    item: () => ({
      kind,
      namespace,
      name,
      families: familiesIn(set),
      says: [],
      policy: null,
      pods: { all, IPv4: pods.IPv4, IPv6: pods.IPv6, both: pods['IPv4,IPv6'] + pods['IPv6,IPv4'] },
      todo: single === 0 ? null : workloadTodo(kind, anew, all),
      count: anew,
      patch: anew > 0 && restartable.has(kind) ? `kubectl rollout restart ${kind.toLowerCase()}/${name} --namespace ${namespace}` : null,
    }),
  };
}

function workloadTodo(kind: string, anew: number, all: number): string {
  if (anew === 0) return 'Wait for a node with both families';
  return kind === 'Pod' ? 'Make it anew' : `Make ${anew} of ${all} anew`;
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
