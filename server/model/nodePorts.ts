import type { NodePortRange } from '../../shared/plan/nodePortRange.ts';
import { nodePortRange } from '../../shared/plan/nodePortRange.ts';
import type { Provenance } from '../../shared/wire/basics.ts';
import type { HeldPort } from '../../shared/wire/nodePorts.ts';
import type { ServiceRecord } from '../records/records.ts';
import type { Cluster } from './cluster.ts';
import { referenceTo } from './holders.ts';
import { type Listing, page } from './list.ts';
import type { NodePortsAnswer, NodePortsQuery } from './questions.ts';

/** Which Services hold which NodePort, by change. A health check port is taken from the same range. */
export class NodePorts {
  readonly #holders = new Map<number, Set<string>>();

  apply(key: string, before: ServiceRecord | undefined, after: ServiceRecord | undefined): void {
    const was = portsOf(before);
    const is = portsOf(after);
    for (const port of was) if (!is.has(port)) this.#remove(port, key);
    for (const port of is) if (!was.has(port)) this.#add(port, key);
  }

  /** Distinct ports with the keys of their Services, in no order. */
  get held(): Iterable<readonly [port: number, services: ReadonlySet<string>]> {
    return this.#holders;
  }

  has(port: number): boolean {
    return this.#holders.has(port);
  }

  #add(port: number, key: string): void {
    const holders = this.#holders.get(port) ?? new Set();
    this.#holders.set(port, holders.add(key));
  }

  #remove(port: number, key: string): void {
    const holders = this.#holders.get(port);
    holders?.delete(key);
    if (holders?.size === 0) this.#holders.delete(port);
  }
}

function portsOf(record: ServiceRecord | undefined): Set<number> {
  return new Set(record ? [...record.nodePorts, record.healthCheckNodePort].filter((port) => port > 0) : []);
}

/** The range that the API server gives NodePorts from, best source first: its flag, kubeadm's configuration, the default. */
export function nodePortRangeOf(cluster: Cluster): { readonly range: NodePortRange; readonly provenance: Provenance[] } {
  const said = nodePortsSaid(cluster);
  const [best] = said;
  if (!best) {
    const range = nodePortRange('') as NodePortRange;
    return { range, provenance: [{ source: 'the default of kube-apiserver', confidence: 'inferred' }] };
  }
  const agreeing = said.filter(({ range }) => range.first === best.range.first && range.last === best.range.last);
  return { range: best.range, provenance: agreeing.map(({ source }) => ({ source, confidence: 'declared' as const })) };
}

/** Every place that names a range of NodePorts, the best first. */
export function nodePortsSaid(cluster: Cluster): { readonly source: string; readonly range: NodePortRange }[] {
  return [...cluster.places.flatMap(({ nodePorts }) => nodePorts ?? []), ...nodePortsOfKubeadm(cluster)];
}

function nodePortsOfKubeadm(cluster: Cluster): { readonly source: string; readonly range: NodePortRange }[] {
  for (const { namespace, name, values } of cluster.store.all('ConfigMap/kubeadm-config')) {
    const text = values['service-node-port-range'] ?? '';
    const range = text === '' ? undefined : nodePortRange(text);
    if (range) return [{ source: `ConfigMap/${namespace}/${name} service-node-port-range`, range }];
  }
  return [];
}

/** Counts of the range. Costs what there are of held ports, at most 65,535. */
export function countNodePorts(cluster: Cluster): Omit<NodePortsAnswer, 'total' | 'items' | 'next'> {
  const { range, provenance } = nodePortRangeOf(cluster);
  const bandEnd = range.first + range.staticSize;
  let inUse = 0;
  let inBand = 0;
  let outside = 0;
  for (const [port] of cluster.nodePorts.held) {
    if (port < range.first || port > range.last) outside++;
    else inUse++;
    if (port >= range.first && port < bandEnd) inBand++;
  }
  const known = cluster.known('Service');
  let nextFree = range.first;
  while (nextFree < bandEnd && cluster.nodePorts.has(nextFree)) nextFree++;
  const hasBand = range.staticSize > 0;
  return {
    range: { first: range.first, last: range.last },
    size: range.size,
    static: {
      first: hasBand ? range.first : null,
      last: hasBand ? bandEnd - 1 : null,
      size: range.staticSize,
      inUse: known ? inBand : null,
      nextFree: known && nextFree < bandEnd ? nextFree : null,
    },
    inUse: known ? inUse : null,
    free: known ? range.size - inUse : null,
    outside: known ? outside : null,
    provenance,
  };
}

const listing: Listing<HeldPort> = {
  name: 'nodePorts',
  unique: ({ port }) => String(port),
  defaultSort: 'port',
  fields: { port: ({ port }) => port },
};

/** NodePorts as a pool of numbers, and those that are held by number, those outside the range among them. */
export function nodePortsAnswer(cluster: Cluster, query: NodePortsQuery): NodePortsAnswer {
  const counts = countNodePorts(cluster);
  const { first, last } = counts.static;
  const items = [...cluster.nodePorts.held].map(([port, services]) => ({
    port,
    services: [...services].sort().map((key) => referenceTo('Service', key)),
    static: first !== null && last !== null && port >= first && port <= last,
  }));
  const found = page(listing, items, query);
  return { ...counts, ...found, total: cluster.known('Service') ? found.total : null };
}
