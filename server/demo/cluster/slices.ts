import type { Family } from '../../../shared/net/address.ts';
import type { JsonObject } from '../encode/message.ts';
import type { Context } from './context.ts';
import { keyOf, type PodState, type ServicePort, type ServiceState, type SliceState } from './objects.ts';
import { podAddress } from './podAddresses.ts';

const mostEndpoints = 100; // --max-endpoints-per-slice

/** The endpointslice controller: for each Service with a selector, slices of each of its families that follow its pods. */
export class Slices {
  readonly #context: Context;
  readonly #pods = new Map<string, Map<string, PodState>>(); // by namespace/app, then name
  readonly #services = new Map<string, Set<string>>(); // by namespace/app: keys
  readonly #slices = new Map<string, Set<string>>(); // by Service key: keys of its slices

  constructor(context: Context) {
    this.#context = context;
  }

  serviceCreated(service: ServiceState): void {
    if (service.app === '' || service.type === 'ExternalName') return;
    const app = `${service.namespace}/${service.app}`;
    entry(this.#services, app, () => new Set()).add(keyOf(service));
    for (const family of service.families) this.#fill(service, family);
  }

  /** Families came or went, or the ports changed. */
  serviceChanged(service: ServiceState): void {
    if (service.app === '') return;
    for (const slice of this.#of(service)) if (!service.families.includes(slice.addressType)) this.#remove(service, slice);
    for (const family of service.families)
      if (!this.#of(service).some((slice) => slice.addressType === family)) this.#fill(service, family);
  }

  serviceDeleted(service: ServiceState): void {
    this.#services.get(`${service.namespace}/${service.app}`)?.delete(keyOf(service));
    for (const slice of this.#of(service)) this.#remove(service, slice);
    this.#slices.delete(keyOf(service));
  }

  podChanged(before: PodState | undefined, after: PodState | undefined): void {
    const pod = after ?? before;
    if (!pod) return;
    const app = `${pod.namespace}/${pod.template.workload.app}`;
    const pods = entry(this.#pods, app, () => new Map());
    if (after) pods.set(after.name, after);
    else pods.delete(pod.name);
    if (pods.size === 0) this.#pods.delete(app);
    for (const key of this.#services.get(app) ?? []) {
      const service = this.#context.storage.get('Service', key);
      for (const family of service?.families ?? []) if (service) this.#follow(service, family, pod.name, after);
    }
  }

  /** The pods with a label "app". */
  podsOf(namespace: string, app: string): PodState[] {
    return [...(this.#pods.get(`${namespace}/${app}`)?.values() ?? [])];
  }

  /** A slice that somebody wrote by hand (no controller touches it). */
  createByHand(request: {
    readonly namespace: string;
    readonly name: string;
    readonly serviceName?: string;
    readonly managedBy?: string;
    readonly addressType: Family;
    readonly ports?: readonly ServicePort[];
    readonly endpoints: readonly JsonObject[];
    readonly createdAt?: number;
  }): SliceState {
    const { storage, now, nextSerial } = this.#context;
    const createdAt = request.createdAt ?? now();
    return storage.put<SliceState>({
      kind: 'EndpointSlice',
      serial: nextSerial(),
      namespace: request.namespace,
      name: request.name,
      resourceVersion: 0,
      createdAt,
      deletedAt: 0,
      service: null,
      serviceName: request.serviceName ?? '',
      managedBy: request.managedBy ?? '',
      addressType: request.addressType,
      ports: request.ports ?? [],
      members: [],
      written: request.endpoints,
      generation: 1,
      changedAt: createdAt,
    });
  }

  #fill(service: ServiceState, family: Family): void {
    const pods = [...(this.#pods.get(`${service.namespace}/${service.app}`)?.values() ?? [])].filter((pod) => belongs(pod, family));
    // No endpoint: one empty slice (measured).
    for (let from = 0; from === 0 || from < pods.length; from += mostEndpoints)
      this.#create(service, family, pods.slice(from, from + mostEndpoints));
  }

  #create(service: ServiceState, family: Family, members: readonly PodState[]): void {
    const { storage, random, now, nextSerial } = this.#context;
    let name = `${service.name}-${random.suffix(5)}`;
    while (storage.get('EndpointSlice', `${service.namespace}/${name}`)) name = `${service.name}-${random.suffix(5)}`;
    const slice = storage.put<SliceState>({
      kind: 'EndpointSlice',
      serial: nextSerial(),
      namespace: service.namespace,
      name,
      resourceVersion: 0,
      createdAt: Math.max(service.createdAt, Math.min(now(), service.createdAt + 1000)),
      deletedAt: 0,
      service: {
        name: service.name,
        serial: service.serial,
        headless: service.clusterIPs[0] === 'None',
        publishNotReady: service.publishNotReady,
      },
      serviceName: service.name,
      managedBy: 'endpointslice-controller.k8s.io',
      addressType: family,
      ports: service.ports,
      members,
      written: [],
      generation: 1,
      changedAt: now(),
    });
    entry(this.#slices, keyOf(service), () => new Set()).add(keyOf(slice));
  }

  #follow(service: ServiceState, family: Family, name: string, after: PodState | undefined): void {
    const slices = this.#of(service).filter((slice) => slice.addressType === family);
    const wanted = after && belongs(after, family) ? after : undefined;
    for (const slice of slices) {
      const at = slice.members.findIndex((member) => member.name === name);
      const member = slice.members[at];
      if (!member) continue;
      if (wanted) {
        if (looksDifferent(member, wanted)) this.#update(slice, slice.members.with(at, wanted));
      } else if (slice.members.length === 1 && slices.length > 1) this.#remove(service, slice);
      else this.#update(slice, slice.members.toSpliced(at, 1));
      return;
    }
    if (!wanted) return;
    const room = slices.find((slice) => slice.members.length < mostEndpoints);
    if (room) this.#update(room, [...room.members, wanted]);
    else this.#create(service, family, [wanted]);
  }

  #update(slice: SliceState, members: readonly PodState[]): void {
    this.#context.storage.put<SliceState>({ ...slice, members, generation: slice.generation + 1, changedAt: this.#context.now() });
  }

  #remove(service: ServiceState, slice: SliceState): void {
    this.#slices.get(keyOf(service))?.delete(keyOf(slice));
    this.#context.storage.remove('EndpointSlice', keyOf(slice));
  }

  #of(service: ServiceState): SliceState[] {
    const out: SliceState[] = [];
    for (const key of this.#slices.get(keyOf(service)) ?? []) {
      const slice = this.#context.storage.get('EndpointSlice', key);
      if (slice) out.push(slice);
    }
    return out;
  }
}

/** A pod that has no address of the family, or has ended, is in no slice of it. */
function belongs(pod: PodState, family: Family): boolean {
  return pod.phase === 'Running' && podAddress(pod, family) !== undefined;
}

function looksDifferent(a: PodState, b: PodState): boolean {
  return a.serial !== b.serial || a.ready !== b.ready || a.deletedAt > 0 !== b.deletedAt > 0;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
