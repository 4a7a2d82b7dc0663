import { formatAddress, parseAddressLax } from '../../shared/net/address.ts';
import type { ByFamily } from '../../shared/wire/overview.ts';
import type { EndpointCounts } from '../../shared/wire/services.ts';
import { type EndpointRecord, type EndpointSliceRecord, keyOf, type ServiceRecord } from '../records/records.ts';
import { familyClass, noneByFamily } from './families.ts';
import { Tally } from './tally.ts';

/** Endpoints of the slices of one family. */
export interface SliceCounts extends EndpointCounts {
  slices: number;
  endpoints: number;
}

/** A Service and what its slices say; either may come first, so the record can be missing. */
export interface ServiceState {
  readonly key: string;
  record: ServiceRecord | undefined;
  /** Canonical; ["None"] when headless. A text that is no address stays as it is. */
  clusterIPs: readonly string[];
  readonly IPv4: SliceCounts;
  readonly IPv6: SliceCounts;
  readonly slices: Set<string>;
  /** How many of them the EndpointSlice controller made, which goes by the Service's selector and families. */
  readonly controlled: Record<'IPv4' | 'IPv6', number>;
}

/** A Service that exists, with its endpoints. */
export type KnownService = ServiceState & { readonly record: ServiceRecord };

export type Policies = { SingleStack: number; PreferDualStack: number; RequireDualStack: number; none: number };

/** Which count of Policies a Service belongs to. */
export function policyClass(record: ServiceRecord): keyof Policies {
  const { policy } = record;
  return policy === 'SingleStack' || policy === 'PreferDualStack' || policy === 'RequireDualStack' ? policy : 'none';
}

/** Services with their endpoints by family, joined by the label kubernetes.io/service-name and never by address (KEP-563 has why). */
export class ServiceStates {
  readonly families: ByFamily = noneByFamily();
  readonly policies: Policies = { SingleStack: 0, PreferDualStack: 0, RequireDualStack: 0, none: 0 };
  /** Services by namespace. */
  readonly namespaces = new Tally();
  readonly #states = new Map<string, ServiceState>();
  readonly #changed: (state: ServiceState) => void;

  /** changed is told after each change of a Service or of its endpoints. */
  constructor(changed: (state: ServiceState) => void) {
    this.#changed = changed;
  }

  get(key: string): ServiceState | undefined {
    return this.#states.get(key);
  }

  /** Services that exist. */
  *all(): Iterable<KnownService> {
    for (const state of this.#states.values()) if (isKnown(state)) yield state;
  }

  applyService(key: string, before: ServiceRecord | undefined, after: ServiceRecord | undefined): void {
    if (before) this.#total(before, -1);
    if (after) this.#total(after, 1);
    this.namespaces.move(before?.namespace, after?.namespace);
    const state = this.#state(key);
    state.record = after;
    state.clusterIPs = after ? after.clusterIPs.filter((text) => text !== '').map(canonical) : [];
    this.#settle(state);
  }

  applySlice(before: EndpointSliceRecord | undefined, after: EndpointSliceRecord | undefined): void {
    const left = before && serviceKeyOf(before);
    const joined = after && serviceKeyOf(after);
    if (before && left !== undefined) {
      const state = this.#state(left);
      count(state, before, -1);
      state.slices.delete(keyOf(before));
      if (left !== joined) this.#settle(state);
    }
    if (after && joined !== undefined) {
      const state = this.#state(joined);
      count(state, after, 1);
      state.slices.add(keyOf(after));
      this.#settle(state);
    }
  }

  #total(record: ServiceRecord, change: 1 | -1): void {
    this.policies[policyClass(record)] += change;
    // An ExternalName Service is a DNS alias: it has no address of any family.
    this.families[familyClass(record.type === 'ExternalName' ? [] : familiesOf(record))] += change;
  }

  #state(key: string): ServiceState {
    const known = this.#states.get(key);
    if (known) return known;
    const state = {
      key,
      record: undefined,
      clusterIPs: [],
      IPv4: noCounts(),
      IPv6: noCounts(),
      slices: new Set<string>(),
      controlled: { IPv4: 0, IPv6: 0 },
    };
    this.#states.set(key, state);
    return state;
  }

  #settle(state: ServiceState): void {
    if (!state.record && state.slices.size === 0) this.#states.delete(state.key);
    this.#changed(state);
  }
}

function isKnown(state: ServiceState): state is KnownService {
  return state.record !== undefined;
}

/** Undefined for a key that only slices speak of. */
export function knownService(state: ServiceState | undefined): KnownService | undefined {
  return state && isKnown(state) ? state : undefined;
}

/** ipFamilies that are families. */
export function familiesOf(record: ServiceRecord): ('IPv4' | 'IPv6')[] {
  return record.families.filter((family) => family === 'IPv4' || family === 'IPv6');
}

/** The Service that a slice belongs to; undefined for a slice without the label. */
function serviceKeyOf(slice: EndpointSliceRecord): string | undefined {
  return slice.serviceName === '' ? undefined : `${slice.namespace}/${slice.serviceName}`;
}

/** An endpoint counts once, however many addresses it has. It can be ready, serving and terminating at the same time. */
export function addEndpoint(counts: EndpointCounts, endpoint: EndpointRecord, change: 1 | -1): void {
  if (endpoint.ready) counts.ready += change;
  if (endpoint.serving) counts.serving += change;
  if (endpoint.terminating) counts.terminating += change;
  if (!endpoint.ready && !endpoint.terminating) counts.notReady += change;
}

function count(state: ServiceState, slice: EndpointSliceRecord, change: 1 | -1): void {
  if (slice.addressType !== 'IPv4' && slice.addressType !== 'IPv6') return;
  const counts = state[slice.addressType];
  counts.slices += change;
  if (slice.managedBy === 'endpointslice-controller.k8s.io') state.controlled[slice.addressType] += change;
  counts.endpoints += change * slice.endpoints.length;
  for (const endpoint of slice.endpoints) addEndpoint(counts, endpoint, change);
}

function noCounts(): SliceCounts {
  return { slices: 0, endpoints: 0, ready: 0, serving: 0, terminating: 0, notReady: 0 };
}

/** An address in its canonical spelling; a text that is none stays as it is. */
export function canonical(text: string): string {
  const lax = parseAddressLax(text);
  return lax ? formatAddress(lax.address) : text;
}
