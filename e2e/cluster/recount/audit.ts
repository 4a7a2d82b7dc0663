import { type Family, familyOf } from '../numbers.ts';
import type { Meta, NetworkPolicy, Node, Pod, Service, Snapshot } from '../snapshot.ts';
import { flagsOf } from './flags.ts';
import { isLive, isOnPodNetwork } from './held.ts';
import { servedFamilies } from './servedFamilies.ts';

/** Families of something in its own order; undefined where a host name hides them. */
export type Families = readonly Family[] | undefined;

/** What a row of /audit/{list} must say, and which filters must find it. */
export interface ExpectedRow {
  readonly item: object;
  readonly families: Families;
  readonly todo: boolean;
  readonly breaksWithout: (family: Family) => boolean;
}

export const lists = ['nodes', 'pods', 'services', 'loadBalancers', 'ingresses', 'gateways', 'networkPolicies'] as const;
export type List = (typeof lists)[number];

/** By "kind namespace/name", without the slash where there is no namespace. */
export type Rows = ReadonlyMap<string, ExpectedRow>;

/** Every list of the audit, counted from all objects of its kind. */
export function auditRows(snapshot: Snapshot): Readonly<Record<List, Rows>> {
  const { nodes, services, ingresses, gateways = [], networkPolicies } = snapshot;
  const balancers = services.filter(({ spec }) => spec.type === 'LoadBalancer');
  return {
    nodes: rows('Node', nodes, nodeRow),
    pods: workloadRows(snapshot),
    services: rows('Service', services, serviceRow),
    loadBalancers: rows('Service', balancers, ({ spec, status }) => ({
      ...addressRow(entriesOf(status.loadBalancer)),
      item: { policy: spec.ipFamilyPolicy ?? null },
    })),
    ingresses: rows('Ingress', ingresses, ({ status }) => addressRow(entriesOf(status?.loadBalancer))),
    gateways: rows('Gateway', gateways, ({ status }) => {
      const told = (status?.addresses ?? []).filter(({ type = 'IPAddress' }) => type === 'IPAddress' || type === 'Hostname');
      return addressRow(told.map(({ type, value = '' }) => (type === 'Hostname' ? { hostname: value } : { ip: value })));
    }),
    networkPolicies: rows('NetworkPolicy', networkPolicies, (policy) => {
      const families = distinct(blocksOf(policy).map(({ cidr }) => familyOf(cidr)));
      return {
        item: {},
        families,
        todo: oneSided(policy, 'names').length > 0 || oneSided(policy, 'anywhere').length > 0,
        breaksWithout: (family) => families.length === 1 && families[0] === family,
      };
    }),
  };
}

/** How many have each set of families, in the words of /audit. */
export function setCounts(families: readonly Families[]): object {
  const counts: Record<string, number> = { IPv4: 0, IPv6: 0, 'IPv4,IPv6': 0, 'IPv6,IPv4': 0, none: 0, unknown: 0 };
  for (const each of families) {
    const set = each === undefined ? 'unknown' : each.join() || 'none';
    counts[set] = (counts[set] ?? 0) + 1;
  }
  return counts;
}

/** Pods that have addresses of their own, with their families: what /audit counts. */
export function countedPods(snapshot: Snapshot): { readonly pod: Pod; readonly families: readonly Family[] }[] {
  return snapshot.pods
    .filter((pod) => isLive(pod) && isOnPodNetwork(pod))
    .map((pod) => ({ pod, families: distinct((pod.status.podIPs ?? []).map(({ ip }) => familyOf(ip))) }));
}

/** Pods of one family whose node has blocks of both. */
export function lackingPods(snapshot: Snapshot): Pod[] {
  const both = new Set(snapshot.nodes.filter((node) => blockFamilies(node).length === 2).map(({ metadata }) => metadata.name));
  return countedPods(snapshot).flatMap(({ pod, families }) => (families.length === 1 && both.has(pod.spec.nodeName ?? '') ? [pod] : []));
}

/** Steps that can be counted from Kubernetes' own objects: done and total. */
export function steps(snapshot: Snapshot): Map<string, { readonly done: number; readonly total: number }> {
  const all = auditRows(snapshot);
  const having = (list: List) => {
    const some = [...all[list].values()].flatMap(({ families }) =>
      families === undefined || families.length === 0 ? [] : [families.length],
    );
    return { done: some.filter((length) => length === 2).length, total: some.length };
  };
  const two = (lengths: readonly number[]) => ({ done: lengths.filter((length) => length === 2).length, total: lengths.length });
  const pods = countedPods(snapshot).map(({ families }) => families.length);
  const policies = [...all.networkPolicies.values()].filter(({ families }) => families?.length !== 0);
  const services = [...all.services.values()].filter(({ families, todo }) => todo || families?.length === 2).length;
  return new Map([
    ['node-addresses', two([...all.nodes.values()].map(({ families }) => families?.length ?? 0))],
    ['service-ranges', { done: servedFamilies(snapshot).size, total: 2 }],
    ['node-blocks', two(snapshot.nodes.map((node) => blockFamilies(node).length))],
    ['network-policies', { done: policies.filter(({ todo }) => !todo).length, total: policies.length }],
    ['pods', two(pods.filter((length) => length > 0))],
    ['services', { done: [...all.services.values()].filter(({ families }) => families?.length === 2).length, total: services }],
    ['load-balancers', having('loadBalancers')],
    ['ingresses', having('ingresses')],
    ['gateways', having('gateways')],
  ]);
}

/** What /audit/leaving must count where a family goes, by the id of what breaks; `names` where all of them are to be named. */
export function breaks(snapshot: Snapshot, leaving: Family): Map<string, { readonly total: number; readonly names?: readonly string[] }> {
  const { services, nodes, slices } = snapshot;
  const all = auditRows(snapshot);
  const alone = (list: List) => named([...all[list]].filter(([, { families }]) => families?.join() === leaving).map(([name]) => name));
  const servicesThat = (holds: (service: Service) => boolean) =>
    named(services.filter(holds).map((one) => nameOf('Service', one.metadata)));
  const pods = countedPods(snapshot).map(({ families }) => families);
  return new Map<string, { total: number; names?: readonly string[] }>([
    ['services-frozen', servicesThat((one) => refusesWithout(one, leaving))],
    ['controller-manager', named(nodes.filter((node) => blockFamilies(node).length === 2).map(({ metadata }) => nameOf('Node', metadata)))],
    ['services-recreate', servicesThat((one) => serviceFamilies(one)[0] === leaving)],
    ['nodes-only', alone('nodes')],
    ['pods-only', { total: pods.filter((families) => families.join() === leaving).length }],
    ['pods-recreate', { total: pods.filter((families) => families.length === 2 && families[0] === leaving).length }],
    ['addresses-dangling', servicesThat((one) => serviceFamilies(one).length === 2)],
    ['slices-dangling', { total: slices.filter(({ addressType }) => addressType === leaving).length }],
    ['load-balancers-only', alone('loadBalancers')],
    ['ingresses-only', alone('ingresses')],
    ['gateways-only', alone('gateways')],
    ['policies-only', alone('networkPolicies')],
    ['policies-some', named([...all.networkPolicies].filter(([, { families }]) => families?.length === 2).map(([name]) => name))],
  ]);
}

/** Directions of a policy that name CIDRs of one family alone, or anywhere in one family alone. */
export function oneSided(policy: NetworkPolicy, what: 'names' | 'anywhere'): string[] {
  return ['ingress', 'egress'].filter((direction) => {
    const cidrs = blocksOf(policy).flatMap((block) => (block.direction === direction ? [block.cidr] : []));
    const anywhere = distinct(cidrs.filter((cidr) => cidr.endsWith('/0')).map(familyOf));
    if (what === 'anywhere') return anywhere.length === 1;
    return anywhere.length === 0 && distinct(cidrs.map(familyOf)).length === 1;
  });
}

/** Whether Services or pods can have two families. */
export function isDual(snapshot: Snapshot): boolean {
  const range = flagsOf(snapshot, 'kube-controller-manager')[0]?.flags.get('cluster-cidr') ?? '';
  const podFamilies = distinct(range.split(',').flatMap((text) => (text === '' ? [] : [familyOf(text)])));
  return servedFamilies(snapshot).size === 2 || podFamilies.length === 2 || snapshot.nodes.some((node) => blockFamilies(node).length === 2);
}

/** The families of the addresses of a load balancer; undefined where a host name is among them. */
export function addressFamilies(entries: readonly { readonly ip?: string; readonly hostname?: string }[]): Families {
  if (entries.some(({ hostname = '' }) => hostname !== '')) return undefined;
  return distinct(entries.flatMap(({ ip = '' }) => (ip === '' ? [] : [familyOf(ip)])));
}

export const serviceFamilies = ({ spec }: Service): readonly Family[] => (spec.type === 'ExternalName' ? [] : (spec.ipFamilies ?? []));

export const entriesOf = (balancer: { readonly ingress?: { ip?: string; hostname?: string }[] | null } | undefined) =>
  balancer?.ingress ?? [];

function nodeRow(node: Node): ExpectedRow {
  const texts = (node.status.addresses ?? []).map(({ address }) => address).filter((text) => /^[\d.]+$|:/.test(text));
  const families = distinct(texts.map(familyOf));
  const blocks = blockFamilies(node);
  return {
    item: {},
    families,
    todo: families.length < 2 || blocks.length < 2,
    breaksWithout: (family) => families.join() === family || blocks.length === 2,
  };
}

function serviceRow(service: Service): ExpectedRow {
  const { metadata, spec } = service;
  const families = serviceFamilies(service);
  const own = metadata.namespace === 'default' && metadata.name === 'kubernetes';
  return {
    item: { policy: spec.ipFamilyPolicy ?? null },
    families,
    todo: families.length === 1 && !own && !(spec.clusterIPs?.[0] === 'None' && !hasSelector(service)),
    breaksWithout: (family) => refusesWithout(service, family) || families[0] === family,
  };
}

/** Measured: it needs both, or has the family first; headless ones without selector and those that prefer two are let through. */
function refusesWithout(service: Service, family: Family): boolean {
  const { clusterIPs, ipFamilyPolicy } = service.spec;
  const [first] = serviceFamilies(service);
  if (first === undefined || (clusterIPs?.[0] === 'None' && !hasSelector(service))) return false;
  return ipFamilyPolicy === 'RequireDualStack' || (ipFamilyPolicy !== 'PreferDualStack' && first === family);
}

const hasSelector = ({ spec }: Service) => Object.keys(spec.selector ?? {}).length > 0;

function addressRow(entries: readonly { readonly ip?: string; readonly hostname?: string }[]): ExpectedRow {
  const families = addressFamilies(entries);
  return { item: {}, families, todo: families?.length === 1, breaksWithout: (family) => families?.join() === family };
}

/** Pods by what somebody would restart; the label of a ReplicaSet's pods tells the Deployment's name. */
function workloadRows(snapshot: Snapshot): Rows {
  const lacking = new Set(lackingPods(snapshot));
  const grouped = Map.groupBy(countedPods(snapshot), ({ pod }) => workloadOf(pod));
  return new Map(
    [...grouped].map(([name, pods]) => {
      const count = (wanted: string) => pods.filter(({ families }) => families.join() === wanted).length;
      const [four, six] = [count('IPv4'), count('IPv6')];
      const families = (['IPv4', 'IPv6', 'IPv4,IPv6', 'IPv6,IPv4'].find((set) => count(set) > 0)?.split(',') ?? []) as Family[];
      const item = {
        pods: { all: pods.length, IPv4: four, IPv6: six, both: count('IPv4,IPv6') + count('IPv6,IPv4') },
        count: pods.filter(({ pod }) => lacking.has(pod)).length,
      };
      return [name, { item, families, todo: four + six > 0, breaksWithout: (family) => count(family) > 0 }];
    }),
  );
}

function workloadOf({ metadata }: Pod): string {
  const { labels = {}, namespace, ownerReferences = [] } = metadata;
  const owner = ownerReferences.find(({ controller }) => controller);
  if (!owner || owner.kind === 'Node') return nameOf('Pod', metadata);
  const ending = `-${labels['pod-template-hash']}`;
  const isDeployment = owner.kind === 'ReplicaSet' && owner.name.endsWith(ending);
  return isDeployment ? `Deployment ${namespace}/${owner.name.slice(0, -ending.length)}` : `${owner.kind} ${namespace}/${owner.name}`;
}

export function blocksOf({ spec }: NetworkPolicy): { readonly direction: string; readonly cidr: string }[] {
  const said = (direction: string, peers: readonly { ipBlock?: { cidr: string } }[]) =>
    peers.flatMap(({ ipBlock }) => (ipBlock ? [{ direction, cidr: ipBlock.cidr }] : []));
  return [
    ...said(
      'ingress',
      (spec?.ingress ?? []).flatMap(({ from }) => from ?? []),
    ),
    ...said(
      'egress',
      (spec?.egress ?? []).flatMap(({ to }) => to ?? []),
    ),
  ];
}

const blockFamilies = ({ spec }: Node): Family[] => distinct((spec.podCIDRs ?? []).map(familyOf));

function rows<T extends { readonly metadata: Meta }>(kind: string, objects: readonly T[], row: (object: T) => ExpectedRow): Rows {
  return new Map(objects.map((object) => [nameOf(kind, object.metadata), row(object)]));
}

function nameOf(kind: string, { namespace, name }: Meta): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

const named = (names: readonly string[]) => ({ total: names.length, names });

const distinct = (families: readonly Family[]): Family[] => [...new Set(families)];
