import type { Reference } from '../../shared/wire/basics.ts';
import type { Service, ServiceDetail } from '../../shared/wire/services.ts';
import type { EndpointRecord, EndpointSliceRecord, ServiceRecord } from '../records/records.ts';
import type { Cluster } from './cluster.ts';
import { gravity } from './findings/gravity.ts';
import type { Surroundings } from './findings/surroundings.ts';
import { type Listing, type Page, page } from './list.ts';
import { outlookOf } from './predictAnswers.ts';
import type { ServiceAnswer, ServicesAnswer, ServicesQuery } from './questions.ts';
import {
  addEndpoint,
  canonical,
  familiesOf,
  type KnownService,
  knownService,
  type Policies,
  policyClass,
  type SliceCounts,
} from './serviceStates.ts';
import { byText } from './sortedList.ts';
import { timeText } from './time.ts';

const mostEndpoints = 100;

function serviceItem(cluster: Cluster, state: KnownService, around: Surroundings): Service {
  const { record } = state;
  const policy = policyClass(record);
  return {
    namespace: record.namespace,
    name: record.name,
    type: record.type,
    headless: isHeadless(record),
    policy: policy === 'none' ? null : policy,
    families: familiesOf(record),
    clusterIPs: [...state.clusterIPs],
    externalName: record.externalName === '' ? null : record.externalName,
    selector: record.hasSelector,
    nodePorts: [...record.nodePorts],
    externalIPs: record.externalIPs.map(canonical),
    loadBalancer: record.loadBalancer.map(({ ip, hostname, ipMode }) => ({
      ...(ip === '' ? {} : { ip: canonical(ip) }),
      ...(hostname === '' ? {} : { hostname }),
      ...(ipMode === '' ? {} : { ipMode }),
    })),
    endpoints: around.endpointsKnown ? { IPv4: endpointsOf(state.IPv4), IPv6: endpointsOf(state.IPv6) } : { IPv4: null, IPv6: null },
    createdAt: timeText(record.createdAt),
    findings: cluster.findings.ofService(state).map(({ code }) => code),
  };
}

function isHeadless(record: ServiceRecord): boolean {
  return record.type !== 'ExternalName' && record.clusterIPs[0] === 'None';
}

function endpointsOf({ slices, ready, serving, terminating, notReady }: SliceCounts): Service['endpoints']['IPv4'] {
  return slices === 0 ? null : { ready, serving, terminating, notReady };
}

function listing(cluster: Cluster): Listing<KnownService> {
  return {
    name: 'services',
    unique: ({ key }) => key,
    defaultSort: 'name',
    fields: {
      name: ({ key }) => key,
      namespace: ({ record }) => record.namespace,
      type: ({ record }) => record.type,
      policy: ({ record }) => (policyClass(record) === 'none' ? null : record.policy),
      families: ({ record }) => familiesOf(record).join(),
      createdAt: ({ record }) => (record.createdAt === 0 ? null : record.createdAt),
      ready: ({ IPv4, IPv6 }) => IPv4.ready + IPv6.ready,
      notReady: ({ IPv4, IPv6 }) => IPv4.notReady + IPv6.notReady,
      findings: (state) => gravity(cluster.findings.ofService(state)),
    },
  };
}

/** Services that match, with how many of all that match have which policy. */
export function servicesAnswer(cluster: Cluster, asked: ServicesQuery): ServicesAnswer {
  const query = { ...asked, sort: asked.sort ?? asked.group };
  const around = cluster.surroundings;
  const known = cluster.known('Service');
  const { policy, groups, ...found } = isFiltered(query) ? matchingPage(cluster, query) : wholePage(cluster, query);
  return {
    ...found,
    total: known ? found.total : null,
    items: found.items.map((state) => serviceItem(cluster, state, around)),
    counts: { policy: known ? policy : null },
    groups: known && query.cursor === undefined ? groups : null,
  };
}

function isFiltered({ namespace, policy, type, family, finding, problems, q }: ServicesQuery): boolean {
  return Boolean(namespace || policy || type || family || finding) || problems === 'true' || (q?.trim() ?? '') !== '';
}

type Found = Page<KnownService> & { policy: Policies; groups: ServicesAnswer['groups'] };

function wholePage(cluster: Cluster, query: ServicesQuery): Found {
  const { policies, namespaces } = cluster.services;
  const inNamespaces = () => new Map(namespaces.sorted.map((name) => [name, namespaces.count(name)]));
  return {
    ...cluster.orders('Service').page(listing(cluster), query),
    policy: { ...policies },
    groups: groupsOf(query, policies, inNamespaces),
  };
}

/** Groups in the order in which the list has them: those without a policy stand last in either direction. */
function groupsOf({ group, sort }: ServicesQuery, policies: Policies, inNamespaces: () => ReadonlyMap<string, number>): Found['groups'] {
  if (group === undefined) return null;
  const { none, ...named } = policies;
  const counts: [string, number][] = group === 'policy' ? Object.entries(named) : [...inNamespaces()];
  counts.sort(([a], [b]) => byText(a, b));
  if (sort === `-${group}`) counts.reverse();
  if (group === 'policy') counts.push(['none', none]);
  return counts.flatMap(([key, count]) => (count === 0 ? [] : { key, count }));
}

/** Looks at every Service, where only findings count at those that have some: how many match is part of the answer. */
function matchingPage(cluster: Cluster, query: ServicesQuery): Found {
  const policy: Policies = { SingleStack: 0, PreferDualStack: 0, RequireDualStack: 0, none: 0 };
  const namespaces = new Map<string, number>();
  const matching: KnownService[] = [];
  for (const state of query.finding || query.problems === 'true' ? withFindings(cluster) : cluster.services.all()) {
    if (!matches(cluster, state, query)) continue;
    const { record } = state;
    policy[policyClass(record)]++;
    if (query.group === 'namespace') namespaces.set(record.namespace, (namespaces.get(record.namespace) ?? 0) + 1);
    matching.push(state);
  }
  return { ...page(listing(cluster), matching, query), policy, groups: groupsOf(query, policy, () => namespaces) };
}

function* withFindings(cluster: Cluster): Iterable<KnownService> {
  for (const { item, place } of cluster.orders('Service').sorted(listing(cluster), '-findings')) {
    if (place.value === 0) return;
    yield item;
  }
}

function matches(cluster: Cluster, state: KnownService, query: ServicesQuery): boolean {
  const { record, key, clusterIPs } = state;
  if (query.namespace && record.namespace !== query.namespace) return false;
  if (query.policy && record.policy !== query.policy) return false;
  if (query.type && record.type !== query.type) return false;
  if (query.family && !familiesOf(record).includes(query.family)) return false;
  const q = query.q?.trim().toLowerCase() ?? '';
  if (q !== '' && !key.includes(q) && !clusterIPs.some((address) => address.includes(q)) && !reachedAt(record, q)) return false;
  return !query.finding || cluster.findings.ofService(state).some(({ code }) => code === query.finding);
}

/** Whether an address or host name that it is reached at from outside holds a text. */
function reachedAt({ externalIPs, loadBalancer }: ServiceRecord, q: string): boolean {
  return (
    externalIPs.some((ip) => canonical(ip).includes(q)) ||
    loadBalancer.some(({ ip, hostname }) => canonical(ip).includes(q) || hostname.includes(q))
  );
}

/** One Service with why it has its families, what changes would do, and its slices by name. */
export function serviceAnswer(cluster: Cluster, key: string): ServiceAnswer | undefined {
  const state = knownService(cluster.services.get(key));
  if (!state) return undefined;
  const slices = [...state.slices].sort().flatMap((slice) => cluster.store.get('EndpointSlice', slice) ?? []);
  return { ...serviceItem(cluster, state, cluster.surroundings), ...outlookOf(cluster, state.record), slices: slices.map(sliceAnswer) };
}

function sliceAnswer(slice: EndpointSliceRecord): ServiceDetail['slices'][number] {
  const endpoints = { ready: 0, serving: 0, terminating: 0, notReady: 0 };
  for (const endpoint of slice.endpoints) addEndpoint(endpoints, endpoint, 1);
  return {
    name: slice.name,
    addressType: slice.addressType,
    managedBy: slice.managedBy === '' ? null : slice.managedBy,
    endpoints,
    items: slice.endpoints.slice(0, mostEndpoints).map(({ addresses, ready, serving, terminating, nodeName, zone, ...target }) => ({
      address: canonical(addresses[0] ?? ''),
      ready,
      serving,
      terminating,
      node: nodeName === '' ? null : nodeName,
      zone: zone === '' ? null : zone,
      target: target.targetKind === '' ? null : targetOf(target),
    })),
  };
}

/** A target may be of any kind, not only of those that are read. */
function targetOf({
  targetKind,
  targetNamespace,
  targetName,
}: Pick<EndpointRecord, 'targetKind' | 'targetNamespace' | 'targetName'>): Reference {
  return { kind: targetKind, ...(targetNamespace === '' ? {} : { namespace: targetNamespace }), name: targetName };
}
