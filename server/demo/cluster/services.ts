import { type Family, parseAddress } from '../../../shared/net/address.ts';
import type { JsonObject } from '../encode/message.ts';
import type { ClusterIPs } from './clusterIPs.ts';
import type { Context } from './context.ts';
import type { Annotations, Ingress, Policy, ServicePort, ServiceState, ServiceType } from './objects.ts';
import { invalid, notFound, Refused } from './refused.ts';
import { serviceFamilies } from './serviceFamilies.ts';
import type { Slices } from './slices.ts';

export interface ServiceRequest {
  readonly namespace: string;
  readonly name: string;
  readonly type?: ServiceType;
  readonly headless?: boolean;
  readonly app?: string; // selects pods by the label "app"; none: no selector
  readonly policy?: Policy;
  readonly families?: readonly Family[];
  readonly clusterIPs?: readonly string[];
  readonly ports?: readonly Partial<ServicePort>[];
  readonly externalName?: string;
  readonly externalIPs?: readonly string[];
  readonly ingress?: readonly Ingress[];
  readonly publishNotReady?: boolean;
  readonly labels?: JsonObject;
  readonly annotations?: Annotations;
  readonly loadBalancerClass?: string;
  readonly beforeDualStack?: boolean; // from when the cluster had its first family alone: PreferDualStack is not upgraded later
  readonly createdAt?: number;
}

/** Creation, change and deletion of Services, with all that hangs on it: addresses, node ports, slices. */
export class Services {
  readonly #context: Context;
  readonly #addresses: ClusterIPs;
  readonly #slices: Slices;
  readonly #families: readonly Family[];
  readonly #nodePorts = new Set<number>();

  constructor(context: Context, addresses: ClusterIPs, slices: Slices, families: readonly Family[]) {
    this.#context = context;
    this.#addresses = addresses;
    this.#slices = slices;
    this.#families = families;
  }

  /** Errors: Refused, as the API server would (422 what is wrong with it, 500 range is full). */
  create(request: ServiceRequest): ServiceState {
    const { storage, now, nextSerial } = this.#context;
    const { namespace, name } = request;
    if (storage.get('Service', `${namespace}/${name}`)) throw invalid(`services "${name}" already exists`);
    const type = request.type ?? 'ClusterIP';
    const headless = request.headless === true;
    const app = request.app ?? '';
    const createdAt = request.createdAt ?? now();
    const { policy, families } = serviceFamilies(
      { type, headless, hasSelector: app !== '', policy: request.policy, families: request.families, clusterIPs: request.clusterIPs },
      request.beforeDualStack ? this.#families.slice(0, 1) : this.#families,
    );
    const ports = (request.ports ?? [{ name: 'http', port: 80, targetPort: 'http' }]).map((port) => this.#port(port, type));
    const service: ServiceState = {
      kind: 'Service',
      serial: nextSerial(),
      namespace,
      name,
      resourceVersion: 0,
      createdAt,
      deletedAt: 0,
      type,
      policy,
      families,
      clusterIPs: type === 'ExternalName' ? [] : headless ? ['None'] : this.#allocate(request, families, createdAt),
      app,
      ports: type === 'ExternalName' ? [] : ports,
      externalName: request.externalName ?? '',
      externalIPs: request.externalIPs ?? [],
      ingress: request.ingress ?? [],
      publishNotReady: request.publishNotReady === true,
      labels: request.labels,
      annotations: request.annotations,
      loadBalancerClass: request.loadBalancerClass ?? '',
    };
    storage.put(service);
    this.#slices.serviceCreated(service);
    return service;
  }

  /** The load balancer's controller writes where the Service can be reached. */
  setIngress(key: string, ingress: readonly Ingress[]): void {
    this.#context.storage.put<ServiceState>({ ...this.get(key), ingress });
  }

  /** The load balancer's controller notes what it did. */
  annotate(key: string, annotations: Annotations): void {
    const service = this.get(key);
    this.#context.storage.put<ServiceState>({ ...service, annotations: { ...service.annotations, ...annotations } });
  }

  /** PUT of another policy: to two families adds the missing one behind; to one drops the second (measured). */
  setPolicy(key: string, policy: Policy): void {
    const service = this.get(key);
    if (service.type === 'ExternalName') throw invalid('spec.ipFamilyPolicy: may not be set for ExternalName services');
    const [first, second] = service.families;
    if (!first) return;
    let families: readonly Family[] = service.families;
    let clusterIPs = service.clusterIPs;
    const headless = clusterIPs[0] === 'None';
    if (policy === 'SingleStack' && second) {
      families = [first];
      if (!headless) {
        for (const text of clusterIPs.slice(1)) this.#addresses.release(text);
        clusterIPs = clusterIPs.slice(0, 1);
      }
    } else if (policy !== 'SingleStack' && !second) {
      const other: Family = first === 'IPv4' ? 'IPv6' : 'IPv4';
      if (this.#families.includes(other)) {
        families = [first, other];
        if (!headless) clusterIPs = [...clusterIPs, this.#addresses.allocate(other, service.namespace, service.name, this.#context.now())];
      } else if (policy === 'RequireDualStack')
        throw invalid('spec.ipFamilyPolicy: this cluster is not configured for dual-stack services');
    }
    const after: ServiceState = { ...service, policy, families, clusterIPs };
    this.#context.storage.put(after);
    this.#slices.serviceChanged(after);
  }

  delete(key: string): void {
    const service = this.get(key);
    for (const port of service.ports) if (port.nodePort > 0) this.#nodePorts.delete(port.nodePort);
    this.#context.storage.remove('Service', key);
    this.#slices.serviceDeleted(service);
    for (const text of service.clusterIPs) if (text !== 'None') this.#addresses.release(text);
  }

  get(key: string): ServiceState {
    const service = this.#context.storage.get('Service', key);
    if (!service) throw notFound('services', key);
    return service;
  }

  #allocate(request: ServiceRequest, families: readonly Family[], createdAt: number): string[] {
    const { namespace, name } = request;
    const out: string[] = [];
    try {
      for (const family of families) {
        const asked = request.clusterIPs?.find((text) => parseAddress(text)?.family === family);
        if (asked !== undefined) this.#addresses.take(asked, namespace, name, createdAt);
        out.push(asked ?? this.#addresses.allocate(family, namespace, name, createdAt));
      }
    } catch (error) {
      for (const text of out) this.#addresses.release(text);
      throw error;
    }
    return out;
  }

  #port(port: Partial<ServicePort>, type: ServiceType): ServicePort {
    const wants = type === 'NodePort' || type === 'LoadBalancer';
    return {
      name: port.name ?? '',
      protocol: port.protocol ?? 'TCP',
      port: port.port ?? 80,
      targetPort: port.targetPort ?? port.port ?? 80,
      nodePort: wants ? this.#nodePort(port.nodePort) : 0,
    };
  }

  /** 30000–32767; the first 86 are kept for those who ask for one (KEP-3668). */
  #nodePort(asked: number | undefined): number {
    if (asked !== undefined && asked > 0) {
      if (this.#nodePorts.has(asked)) throw invalid(`spec.ports[0].nodePort: Invalid value: ${asked}: provided port is already allocated`);
      this.#nodePorts.add(asked);
      return asked;
    }
    const first = 30_086;
    const count = 32_768 - first;
    const start = this.#context.random.below(count);
    for (let i = 0; i < count; i++) {
      const port = first + ((start + i) % count);
      if (this.#nodePorts.has(port)) continue;
      this.#nodePorts.add(port);
      return port;
    }
    throw new Refused(500, 'InternalError', 'failed to allocate a nodePort: range is full');
  }
}
