import { addressOf, addressText, type Family, keyOf, rangeOf, rangeText, within } from '../numbers.ts';
import type { Meta, Service, Snapshot } from '../snapshot.ts';
import { addressFamilies, entriesOf, isDual, lackingPods, oneSided, serviceFamilies } from './audit.ts';
import { type Holding, holdingsOf } from './held.ts';
import { nodePorts } from './nodePorts.ts';
import { blocksOf, freeBlocksOf, podPoolItem, podPools } from './podPools.ts';
import { servedFamilies } from './servedFamilies.ts';
import { servicePools } from './servicePools.ts';

/** What a finding of a code is about: pools by id, objects by name, namespaces, addresses and CIDRs by text, families, or the cluster. */
export interface ExpectedFindings {
  readonly about: 'pool' | 'object' | 'address' | 'family' | 'namespace' | 'cluster';
  readonly subjects: readonly string[];
}

/** What is looked at of a recounted pool. */
interface Counted {
  readonly id: string;
  readonly family: Family;
  readonly addresses: { readonly usable: string; readonly free: string };
  readonly state: string;
  readonly blockedBy: readonly object[];
}

/** The findings that follow from Kubernetes' own objects alone, by code, with what each of them is about. */
export function findings(snapshot: Snapshot): Map<string, ExpectedFindings> {
  const services = [...servicePools(snapshot).values()] as Counted[];
  const blocked = services.filter(({ blockedBy }) => blockedBy.length > 0);
  const served = servedFamilies(snapshot);
  // A range that gives nothing, on its way out or of a family that the API server lacks, is not full.
  const full = services.filter(
    ({ state, family, addresses }) => state !== 'deleting' && served.has(family) && addresses.usable !== '0' && addresses.free === '0',
  );
  const families = (['IPv4', 'IPv6'] as const).filter((family) => {
    // A family that the API server lacks is dead, not exhausted.
    if (!served.has(family)) return false;
    const own = services.filter((pool) => pool.family === family);
    return own.length > 0 && own.every(({ addresses }) => addresses.free === '0');
  });
  const spent = podPools(snapshot).filter((pool) => pool.confidence === 'declared' && freeBlocksOf(pool) === 0n);
  const ids = (pools: readonly object[]) => pools.map((pool) => (pool as Counted).id);
  const { free } = nodePorts(snapshot) as { free: number };
  const expected: Record<string, [ExpectedFindings['about'], readonly string[]]> = {
    'service-range-full': ['pool', ids(full)],
    'service-range-deletion-blocked': ['pool', ids(blocked)],
    'service-family-exhausted': ['family', families],
    'service-prefers-dual-has-one': ['object', preferringAlone(snapshot)],
    'node-ports-full': ['cluster', free === 0 ? ['the cluster'] : []],
    'pod-blocks-full': ['pool', ids(spent.map((pool) => podPoolItem(pool, snapshot)))],
    ...aboutNodes(snapshot),
    'address-held-twice': ['address', heldTwice(snapshot)],
    'ipaddress-without-service': ['address', withoutService(snapshot)],
    ...aboutTraffic(snapshot),
    'pods-lack-family': ['namespace', [...new Set(lackingPods(snapshot).map(({ metadata }) => metadata.namespace ?? ''))]],
  };
  return new Map(Object.entries(expected).map(([code, [about, subjects]]) => [code, { about, subjects: subjects.toSorted() }]));
}

const familiesOf = (cidrs: readonly string[]) => new Set(cidrs.map((text) => rangeOf(text).family));

/** Where Services can have two families, those that prefer two and have one. */
function preferringAlone(snapshot: Snapshot): string[] {
  if (servedFamilies(snapshot).size < 2) return [];
  return snapshot.services
    .filter(({ spec }) => spec.ipFamilyPolicy === 'PreferDualStack' && spec.ipFamilies?.length === 1)
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}

/** What lets traffic in, or keeps it out, by one family alone. */
function aboutTraffic(snapshot: Snapshot): Record<string, [ExpectedFindings['about'], readonly string[]]> {
  const { services, ingresses, gateways = [], networkPolicies } = snapshot;
  const named = (objects: readonly { readonly metadata: Meta }[]) =>
    objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  const two = servedFamilies(snapshot).size === 2;
  const balancers = services.filter(({ spec }) => spec.type === 'LoadBalancer');
  const policies = isDual(snapshot) ? networkPolicies : [];
  const alone = (list: Parameters<typeof addressFamilies>[0]) => addressFamilies(list)?.length === 1;
  return {
    'network-policy-one-family': ['object', named(policies.filter((policy) => oneSided(policy, 'names').length > 0))],
    'network-policy-anywhere-one-family': ['object', named(policies.filter((policy) => oneSided(policy, 'anywhere').length > 0))],
    'ingress-lacks-family': ['object', two ? named(ingresses.filter(({ status }) => alone(entriesOf(status?.loadBalancer)))) : []],
    'gateway-lacks-family': [
      'object',
      two ? named(gateways.filter(({ status }) => alone((status?.addresses ?? []).map(({ type, value }) => told(type, value))))) : [],
    ],
    'load-balancer-lacks-family': ['object', named(balancers.filter(lacksOwnFamily))],
    'source-ranges-one-family': [
      'object',
      named(balancers.filter(({ spec }) => spec.ipFamilies?.length === 2 && familiesOf(spec.loadBalancerSourceRanges ?? []).size === 1)),
    ],
  };
}

/** It has addresses, and none of a family that its Service has. */
function lacksOwnFamily(service: Service): boolean {
  const has = addressFamilies(entriesOf(service.status.loadBalancer)) ?? [];
  return has.length > 0 && serviceFamilies(service).some((family) => !has.includes(family));
}

function told(type = 'IPAddress', value = '') {
  return type === 'Hostname' ? { hostname: value } : { ip: type === 'IPAddress' ? value : '' };
}

/** Nodes whose blocks are fewer than other nodes', and blocks that lie in a Service range. */
function aboutNodes(snapshot: Snapshot): Record<string, [ExpectedFindings['about'], readonly string[]]> {
  const nodes = snapshot.nodes.map(({ metadata: { name }, spec }) => ({ name, families: familiesOf(spec.podCIDRs ?? []).size }));
  const having = (count: number) => nodes.filter(({ families }) => families === count).map(({ name }) => name);
  const services = (snapshot.serviceCIDRs ?? []).flatMap(({ spec }) => spec.cidrs.map(rangeOf));
  const blocks = new Map(blocksOf(snapshot).map(({ range }) => [rangeText(range), range]));
  const over = [...blocks].flatMap(([text, block]) =>
    services.filter((service) => within(block, service) || within(service, block)).map(() => text),
  );
  return {
    'node-without-block': ['object', nodes.some(({ families }) => families > 0) ? having(0) : []],
    'node-lacks-family': ['object', having(2).length > 0 ? having(1) : []],
    'node-block-overlaps-service-range': ['address', over],
  };
}

/** IPAddresses that the API server made and that no Service has. */
function withoutService({ services, ipAddresses = [] }: Snapshot): string[] {
  const held = new Set(
    services.flatMap(({ spec }) => spec.clusterIPs ?? []).flatMap((text) => (text === 'None' ? [] : [keyOf(addressOf(text))])),
  );
  return ipAddresses
    .filter(({ metadata }) => metadata.labels?.['ipaddress.kubernetes.io/managed-by'] === 'ipallocator.k8s.io')
    .map(({ metadata }) => metadata.name)
    .filter((name) => !held.has(keyOf(addressOf(name))));
}

function heldTwice(snapshot: Snapshot): string[] {
  return [...Map.groupBy(holdingsOf(snapshot), ({ address }) => keyOf(address)).values()]
    .filter((held) => stateOf(held) === 'conflict')
    .flatMap(([first]) => (first ? [addressText(first.address.family, first.address.value)] : []));
}

/** Several owners are a conflict, of one kind or of two; a node's address and its hostNetwork pods' are one and the same. */
export function stateOf(held: readonly Holding[]): 'terminated' | 'conflict' | 'in-use' {
  const live = held.filter(({ state }) => state !== 'terminated');
  if (live.length === 0) return 'terminated';
  const owners = live.filter(({ isShared }) => !isShared);
  const count = (as: Holding['as']) => owners.filter((one) => one.as === as).length;
  const [pods, services, nodes, hosts] = [count('podIP'), count('clusterIP'), count('nodeAddress'), count('hostIP')];
  const kinds = [pods, services, nodes + hosts].filter((number) => number > 0).length;
  return pods > 1 || services > 1 || nodes > 1 || kinds > 1 ? 'conflict' : 'in-use';
}
