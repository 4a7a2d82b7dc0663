import { isDeepStrictEqual } from 'node:util';
import type { DemoCluster } from '../../server/demo/cluster/demoCluster.ts';
import type { Kind as DemoKind } from '../../server/demo/kinds.ts';
import { kindTable } from '../../server/kubernetes/kindTable.ts';
import type { Clock } from '../../server/model/clock.ts';
import { Model } from '../../server/model/model.ts';
import { type AnyRecord, type Kind, keyOf, kinds } from '../../server/records/records.ts';
import { Store } from '../../server/store/store.ts';
import { formatCidr, parseCidrLax } from '../../shared/net/cidr.ts';
import { auditLists } from '../../shared/wire/audit.ts';
import { differences } from '../cluster/differences.ts';
import type {
  EndpointSlice,
  Gateway,
  Ingress,
  IPAddress,
  Namespace,
  NetworkPolicy,
  Node,
  Pod,
  Service,
  ServiceCIDR,
  Snapshot,
} from '../cluster/snapshot.ts';

/** The objects of a kind that the product reads, as the simulated API server has them; none where it does not serve the kind. */
export function objectsOf(cluster: DemoCluster, kind: Kind): object[] {
  const { resources, withGroup } = kindTable[kind];
  const served = cluster.kinds.served;
  if (withGroup !== '' && !served.some(({ group }) => group === withGroup)) return [];
  for (const { group, plural, namespace, name } of resources) {
    const info = served.find((one) => one.group === group && one.resource === plural);
    if (!info) continue;
    const all = cluster.objects(info.kind) as { readonly metadata: { readonly namespace?: string; readonly name: string } }[];
    return name === '' ? all : all.filter(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  }
  return [];
}

/** The objects that the recount counts from, in the form in which test:cluster lists them. */
export function snapshotOf(cluster: DemoCluster): Snapshot {
  const all = <T>(kind: DemoKind): T[] => cluster.objects(kind) as unknown[] as T[];
  return {
    namespaces: all<Namespace>('Namespace'),
    nodes: all<Node>('Node'),
    pods: all<Pod>('Pod'),
    services: all<Service>('Service'),
    slices: all<EndpointSlice>('EndpointSlice'),
    serviceCIDRs: all<ServiceCIDR>('ServiceCIDR'),
    ipAddresses: all<IPAddress>('IPAddress'),
    networkPolicies: objectsOf(cluster, 'NetworkPolicy') as NetworkPolicy[],
    ingresses: objectsOf(cluster, 'Ingress') as Ingress[],
    gateways: objectsOf(cluster, 'Gateway.gateway.networking.k8s.io') as Gateway[],
  };
}

/** Where the store differs from the server's objects, object by object and field by field of what is kept. */
export function storeDifferences(cluster: DemoCluster, store: Store): string[] {
  const out: string[] = [];
  for (const kind of kinds) {
    const held = new Map([...store.all(kind)].map((record: AnyRecord) => [keyOf(record), record]));
    for (const object of objectsOf(cluster, kind)) {
      const wanted: AnyRecord = kindTable[kind].fromJson(object);
      const key = keyOf(wanted);
      const record = held.get(key);
      if (!record) out.push(`${kind} ${key} is missing`);
      else if (!isDeepStrictEqual(record, wanted)) out.push(...differences(wanted, record, `${kind} ${key}`));
      held.delete(key);
    }
    for (const key of held.keys()) out.push(`${kind} ${key} is held, and is not there`);
  }
  return out;
}

/** Where the model, after all it went through, differs from one that is new and was given the server's objects at once. */
export function modelDifferences(cluster: DemoCluster, store: Store, model: Model, clock: Clock): string[] {
  const truth = new Store(1);
  for (const kind of kinds) {
    truth.apply(objectsOf(cluster, kind).map((object) => ({ put: kindTable[kind].fromJson(object) })));
    truth.setReading(kind, store.reading(kind));
  }
  const fresh = new Model(truth, { clock });
  try {
    const [expected, actual] = [fresh, model].map(answersOf) as [object, object];
    return differences(expected, actual);
  } finally {
    fresh.stop();
  }
}

/** What a model answers, without since when findings hold. */
function answersOf(model: Model): object {
  const all = { limit: 1000 };
  const { items, groups } = model.findings(all);
  const pools = model.pools(all).items;
  const ranges = [...new Set(pools.flatMap((pool) => pool.ranges))].flatMap((text) => parseCidrLax(text) ?? []);
  return {
    pools,
    maps: ranges.map((cidr) => [formatCidr(cidr), model.map(cidr)?.cells]),
    nodes: model.nodes(all),
    services: model.services(all),
    namespaces: model.namespaces(all),
    findings: items.map(({ since: _, ...finding }) => finding),
    groups: groups.map(({ code, count }) => [code, count]),
    nodePorts: model.nodePorts(all),
    audit: audited(model),
    unreadable: model.unreadable,
  };
}

/** The audit without the step that goes by the youngest pods: of those that came and went, a model that is new knows nothing. */
function audited(model: Model): object {
  const { steps, ...rest } = model.audit();
  return {
    ...rest,
    steps: steps.filter(({ id }) => id !== 'cni'),
    leaving: (['IPv4', 'IPv6'] as const).map((family) => model.auditLeaving(family)),
    lists: auditLists.map((list) => model.auditList(list, { limit: 1000 })),
  };
}
