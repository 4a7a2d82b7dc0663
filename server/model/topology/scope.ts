import type { Family } from '../../../shared/net/address.ts';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { EndpointRecord, EndpointSliceRecord } from '../../records/records.ts';
import type { Cluster } from '../cluster.ts';
import { referenceTo } from '../holders.ts';
import type { TopologyQuery } from '../questions.ts';
import { familiesOf, type KnownService, knownService, type SliceCounts } from '../serviceStates.ts';
import { addTally, countEndpoint, type EndpointTally, noEndpoints } from './endpointTally.ts';

/** A slice with those of its endpoints that are in scope. */
export interface SlicePart {
  readonly key: string;
  readonly record: EndpointSliceRecord;
  readonly endpoints: readonly EndpointRecord[];
}

/** A Service with its slices in scope; without a record it is a name that slices alone speak of, '' for slices that name none. */
export interface Member {
  readonly key: string;
  readonly state: KnownService | undefined;
  readonly slices: readonly SlicePart[];
}

export interface Scope {
  readonly ref: Reference;
  /** The Services that are shown, the worst first. */
  readonly members: readonly Member[];
  /** Those that are not. */
  readonly rest: { readonly services: number; readonly slices: number; readonly tally: EndpointTally; readonly anySilent: boolean };
  readonly counts: Counts;
}

interface Counts {
  services: number;
  IPv4: EndpointTally | null;
  IPv6: EndpointTally | null;
}

/** At most so many Services are shown, and no further one is read once so many endpoints were. */
export interface ScopeLimits {
  readonly services: number;
  readonly endpoints: number;
}

interface Draft {
  readonly key: string;
  readonly state: KnownService | undefined;
  readonly slices: () => readonly SlicePart[];
  /** What there is to tell of it without reading its slices. */
  readonly sum: { readonly slices: number; readonly tally: EndpointTally };
}

/** What was asked for; undefined where there is nothing of that name. */
export function scopeOf(cluster: Cluster, query: TopologyQuery, limits: ScopeLimits): Scope | undefined {
  if (query.service !== undefined) return ofService(cluster, query.service, limits);
  if (query.namespace !== undefined) return ofNamespace(cluster, query.namespace, query, limits);
  return query.node === undefined ? undefined : ofNode(cluster, query.node, query, limits);
}

function ofService(cluster: Cluster, key: string, limits: ScopeLimits): Scope | undefined {
  const state = knownService(cluster.services.get(key));
  if (!state) return undefined;
  return { ref: referenceTo('Service', key), ...chosen([kept(cluster, state)], limits), counts: countsOfServices(cluster, [state]) };
}

function ofNamespace(cluster: Cluster, name: string, query: TopologyQuery, limits: ScopeLimits): Scope | undefined {
  const exists = cluster.known('Namespace')
    ? cluster.store.get('Namespace', name) !== undefined
    : cluster.services.namespaces.count(name) > 0;
  if (!exists) return undefined;
  const all: KnownService[] = [];
  for (const state of cluster.services.all()) if (state.record.namespace === name) all.push(state);
  const ranked = all
    .filter((state) => !query.family || familiesOf(state.record).includes(query.family) || state[query.family].slices > 0)
    .map((state) => ({ state, rank: rankOf(cluster, state) }))
    .filter(({ rank }) => query.problems !== 'true' || rank < 2)
    .sort((a, b) => a.rank - b.rank || (a.state.key < b.state.key ? -1 : 1))
    .map(({ state }) => kept(cluster, state));
  return { ref: { kind: 'Namespace', name }, ...chosen(ranked, limits), counts: countsOfServices(cluster, all) };
}

function ofNode(cluster: Cluster, name: string, query: TopologyQuery, limits: ScopeLimits): Scope | undefined {
  const known = cluster.known('EndpointSlice');
  const ids = cluster.nodeSlices.of(name);
  if (!cluster.nodes.get(name)?.record && ids.length === 0) return undefined;
  const byService = new Map<string, SlicePart[]>();
  const counts: Counts = { services: 0, IPv4: null, IPv6: null };
  for (const key of known ? ids.map((id) => cluster.store.keyOf('EndpointSlice', id)).sort() : []) {
    const record = cluster.store.get('EndpointSlice', key);
    if (!record) continue;
    const part = { key, record, endpoints: record.endpoints.filter(({ nodeName }) => nodeName === name) };
    const { addressType } = record;
    if (addressType === 'IPv4' || addressType === 'IPv6') {
      const tally = counts[addressType] ?? noEndpoints();
      counts[addressType] = tally;
      for (const endpoint of part.endpoints) countEndpoint(tally, endpoint);
    }
    const service = record.serviceName === '' ? '' : `${record.namespace}/${record.serviceName}`;
    const parts = byService.get(service);
    if (parts) parts.push(part);
    else byService.set(service, [part]);
  }
  counts.services = [...byService.keys()].filter((key) => cluster.services.get(key)?.record).length;
  const drafts = [...byService]
    .map(([key, slices]) => ({
      key,
      state: knownService(cluster.services.get(key)),
      slices: () => slices,
      sum: sumOf(slices),
      bad: isBad(cluster, key, slices),
    }))
    .filter(({ bad }) => query.problems !== 'true' || bad)
    .filter(({ slices }) => !query.family || slices().some(({ record }) => record.addressType === query.family))
    .sort((a, b) => Number(b.bad) - Number(a.bad) || (a.key < b.key ? -1 : 1));
  return { ref: { kind: 'Node', name }, ...chosen(drafts, limits), counts };
}

/** A Service as it is kept: its slices are read only where it is shown. */
function kept(cluster: Cluster, state: KnownService): Draft {
  return {
    key: state.key,
    state,
    slices: () =>
      cluster.known('EndpointSlice')
        ? [...state.slices].sort().flatMap((key) => {
            const record = cluster.store.get('EndpointSlice', key);
            return record ? [{ key, record, endpoints: record.endpoints }] : [];
          })
        : [],
    sum: { slices: state.IPv4.slices + state.IPv6.slices, tally: keptTally(state.IPv4, state.IPv6) },
  };
}

function chosen(ranked: readonly Draft[], limits: ScopeLimits): Pick<Scope, 'members' | 'rest'> {
  const members: Member[] = [];
  const tally = noEndpoints();
  const rest = { services: 0, slices: 0, tally, anySilent: false };
  let read = 0;
  for (const { key, state, slices, sum } of ranked) {
    if (members.length < limits.services && (read === 0 || read + sum.tally.all <= limits.endpoints)) {
      members.push({ key, state, slices: slices() });
      read += sum.tally.all;
      continue;
    }
    rest.services++;
    rest.slices += sum.slices;
    addTally(tally, sum.tally);
    if (state && silentOf(state).length > 0) rest.anySilent = true;
  }
  return { members, rest };
}

/** Its families that nothing answers on, where it has an endpoint at all: as the finding service-family-without-ready-endpoints has it. */
export function silentOf(state: KnownService): Family[] {
  if (state.record.type === 'ExternalName' || state.IPv4.endpoints + state.IPv6.endpoints === 0) return [];
  return familiesOf(state.record).filter((family) => state[family].ready === 0);
}

/** 0: a family that nothing answers on; 1: an endpoint that is not ready; 2: all well; 3: without endpoints. */
function rankOf(cluster: Cluster, state: KnownService): number {
  if (!cluster.known('EndpointSlice')) return 2;
  const { IPv4, IPv6 } = state;
  if (silentOf(state).length > 0) return 0;
  if (IPv4.ready + IPv6.ready < IPv4.endpoints + IPv6.endpoints) return 1;
  return IPv4.endpoints + IPv6.endpoints > 0 ? 2 : 3;
}

function isBad(cluster: Cluster, key: string, slices: readonly SlicePart[]): boolean {
  const state = knownService(cluster.services.get(key));
  return (state !== undefined && silentOf(state).length > 0) || slices.some(({ endpoints }) => endpoints.some(({ ready }) => !ready));
}

function sumOf(slices: readonly SlicePart[]): Draft['sum'] {
  const tally = noEndpoints();
  for (const { endpoints } of slices) for (const endpoint of endpoints) countEndpoint(tally, endpoint);
  return { slices: slices.length, tally };
}

/** Which of those that terminate still serve is not kept: they count among those that do not. */
function keptTally(...kept: readonly SliceCounts[]): EndpointTally {
  const tally = noEndpoints();
  for (const { endpoints, slices: _, ...counts } of kept) addTally(tally, { ...counts, all: endpoints, leaving: 0 });
  return tally;
}

function countsOfServices(cluster: Cluster, states: readonly KnownService[]): Counts {
  const counts: Counts = { services: states.length, IPv4: null, IPv6: null };
  if (!cluster.known('EndpointSlice')) return counts;
  for (const family of ['IPv4', 'IPv6'] as const) {
    const kept = states.map((state) => state[family]).filter(({ slices }) => slices > 0);
    if (kept.length > 0) counts[family] = keptTally(...kept);
  }
  return counts;
}
