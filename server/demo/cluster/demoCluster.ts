import { type Family, formatAddress } from '../../../shared/net/address.ts';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import { addCni, type CniName } from '../cni/cnis.ts';
import type { JsonObject } from '../encode/message.ts';
import type { Kind, StoredKind, StoredKindInfo } from '../kinds.ts';
import { Random } from '../random.ts';
import { view } from '../view/view.ts';
import { Churn } from './churn.ts';
import { ClusterIPs } from './clusterIPs.ts';
import type { Context } from './context.ts';
import { KindTable } from './kindTable.ts';
import { type NodeRequest, Nodes } from './nodes.ts';
import {
  type ConfigMapState,
  keyOf,
  type NamespaceState,
  type NodeState,
  type PodState,
  type ServiceState,
  type StoredState,
} from './objects.ts';
import { type PodRequest, Pods } from './pods.ts';
import { type PodTemplate, podTemplate, type Workload } from './podTemplate.ts';
import type { ClusterRanges } from './ranges.ts';
import { invalid, notFound } from './refused.ts';
import { serviceRange } from './serviceRange.ts';
import { type ServiceRequest, Services } from './services.ts';
import { Slices } from './slices.ts';
import { Storage } from './storage.ts';

export interface ClusterOptions {
  readonly seed: number;
  readonly ranges: ClusterRanges;
  readonly now: () => number;
  readonly eventWindow?: number; // events of a kind that are kept for watches at least; 10,000 by default
}

/** An object of a stored kind: all but kind, apiVersion and metadata is its body. */
export interface StoredRequest {
  readonly namespace?: string; // '' by default, for cluster-wide kinds
  readonly name: string;
  readonly labels?: JsonObject | undefined;
  readonly body: JsonObject;
  readonly createdAt?: number;
}

/** What createPod needs; the rest has its defaults. */
export interface SimplePod extends Omit<PodRequest, 'template'> {
  readonly namespace: string;
  readonly app?: string; // label "app"; the name, or "pod", by default
  readonly hostNetwork?: boolean;
}

/**
 * A cluster: its objects and the controllers that keep them true. It starts as a bare control plane: four namespaces,
 * the ServiceCIDR and the Service kubernetes. Refused is thrown where the real API server would say no.
 */
export class DemoCluster {
  readonly seed: number;
  readonly random: Random;
  readonly storage: Storage;
  readonly kinds = new KindTable();
  readonly ranges: ClusterRanges;
  readonly nodes: Nodes;
  readonly pods: Pods;
  readonly services: Services;
  readonly slices: Slices;
  readonly clusterIPs: ClusterIPs;
  readonly now: () => number;
  readonly #context: Context;
  readonly #templates = new Map<string, PodTemplate>();
  readonly #churn: Churn;

  constructor(options: ClusterOptions) {
    this.seed = options.seed;
    this.ranges = options.ranges;
    this.now = options.now;
    this.random = new Random(options.seed);
    this.storage = new Storage(1_000_000, options.eventWindow ?? 10_000);
    let serial = 0;
    const { seed, storage, random } = this;
    this.#context = { seed, storage, random, now: options.now, nextSerial: () => ++serial };
    this.nodes = new Nodes(this.#context, options.ranges);
    this.slices = new Slices(this.#context);
    this.pods = new Pods(this.#context, this.nodes, (before, after) => this.slices.podChanged(before, after));
    this.clusterIPs = new ClusterIPs(this.#context);
    this.services = new Services(this.#context, this.clusterIPs, this.slices, options.ranges.families);
    this.#churn = new Churn(this);
  }

  /** Namespaces, the range and the Service that every cluster has. */
  bootstrap(createdAt: number, apiServers: readonly string[]): void {
    for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system']) this.createNamespace(name, createdAt);
    this.clusterIPs.createRange('kubernetes', this.ranges.services, createdAt);
    const [primary] = this.ranges.services;
    if (!primary) return;
    const { first } = serviceRange(primary);
    this.services.create({
      namespace: 'default',
      name: 'kubernetes',
      clusterIPs: [formatAddress({ family: primary.family, value: first })],
      ports: [{ name: 'https', port: 443, targetPort: 6443 }],
      labels: { component: 'apiserver', provider: 'kubernetes' },
      createdAt,
    });
    this.slices.createByHand({
      namespace: 'default',
      name: 'kubernetes',
      serviceName: 'kubernetes',
      addressType: primary.family,
      ports: [{ name: 'https', protocol: 'TCP', port: 6443, targetPort: 6443, nodePort: 0 }],
      endpoints: [{ addresses: apiServers, conditions: { ready: true } }],
      createdAt,
    });
  }

  createNamespace(name: string, createdAt = this.now()): NamespaceState {
    return this.storage.put<NamespaceState>({
      kind: 'Namespace',
      serial: this.#context.nextSerial(),
      namespace: '',
      name,
      resourceVersion: 0,
      createdAt,
      deletedAt: 0,
    });
  }

  createNode(request: NodeRequest): NodeState {
    return this.nodes.create(request);
  }

  /** Its pods go with it. */
  deleteNode(name: string): void {
    for (const pod of this.storage.list('Pod')) if (pod.machine?.name === name) this.pods.delete(keyOf(pod));
    this.nodes.delete(name);
  }

  createPod(pod: SimplePod): PodState {
    const app = pod.app ?? pod.name ?? 'pod';
    if (!this.storage.get('Namespace', pod.namespace)) throw notFound('namespaces', pod.namespace);
    const template = this.template({ namespace: pod.namespace, app, owner: 'none', hostNetwork: pod.hostNetwork === true });
    return this.pods.create({ ...pod, template, name: pod.name ?? `${app}-${this.random.suffix(5)}` });
  }

  setPodReady(key: string, ready: boolean): void {
    this.pods.setReady(key, ready);
  }

  endPod(key: string, phase: 'Succeeded' | 'Failed'): void {
    this.pods.end(key, phase);
  }

  terminatePod(key: string): void {
    this.pods.terminate(key);
  }

  deletePod(key: string): void {
    this.pods.delete(key);
  }

  createService(service: ServiceRequest): ServiceState {
    if (!this.storage.get('Namespace', service.namespace)) throw notFound('namespaces', service.namespace);
    return this.services.create(service);
  }

  deleteService(key: string): void {
    this.services.delete(key);
  }

  createServiceCIDR(name: string, cidrs: readonly Cidr[], createdAt = this.now()): void {
    if (this.storage.get('ServiceCIDR', name)) throw invalid(`servicecidrs.networking.k8s.io "${name}" already exists`);
    this.clusterIPs.createRange(name, cidrs, createdAt);
  }

  deleteServiceCIDR(name: string): void {
    this.clusterIPs.deleteRange(name);
  }

  /** Creates or replaces. */
  putConfigMap(namespace: string, name: string, data: Readonly<Record<string, string>>, createdAt = this.now(), labels?: JsonObject): void {
    const known = this.storage.get('ConfigMap', `${namespace}/${name}`);
    this.storage.put<ConfigMapState>({
      kind: 'ConfigMap',
      serial: known?.serial ?? this.#context.nextSerial(),
      namespace,
      name,
      resourceVersion: 0,
      createdAt: known?.createdAt ?? createdAt,
      deletedAt: 0,
      data,
      labels: labels ?? known?.labels,
    });
  }

  /** Serves a kind from now on, as when its CRD is created. */
  installKind(info: StoredKindInfo): void {
    this.kinds.install(info);
  }

  /** The kinds and objects of a project, with its own pods and Services: once a cluster. Errors: Refused where they do not fit. */
  addCni(name: CniName): void {
    addCni(this, name);
  }

  /** Takes all kinds of a group away with their objects, as when its CRDs are deleted; returns what brings them back. */
  removeGroup(group: string): () => void {
    const kinds = this.kinds.stored.filter((info) => info.group === group);
    if (kinds.length === 0) throw notFound('groups', group);
    const kept = kinds.flatMap(({ kind }) => this.storage.list(kind));
    for (const { kind } of kinds) {
      this.kinds.remove(kind);
      this.storage.drop(kind);
    }
    return () => {
      for (const info of kinds) this.installKind(info);
      for (const { kind, ...object } of kept) this.put(kind, object);
    };
  }

  /** Creates or replaces an object of a stored kind. Errors: Refused where the kind is not installed or a namespace is missing. */
  put(kind: StoredKind, object: StoredRequest): void {
    const { namespace = '', name, labels, body, createdAt = this.now() } = object;
    const info = this.kinds.get(kind);
    if (!info) throw notFound('kinds', kind);
    if (info.namespaced !== (namespace !== ''))
      throw invalid(`${info.resource}.${info.group} "${name}": the kind is ${info.namespaced ? '' : 'not '}namespaced`);
    if (info.namespaced && !this.storage.get('Namespace', namespace)) throw notFound('namespaces', namespace);
    const known = this.storage.get(kind, keyOf({ namespace, name }));
    this.storage.put<StoredState>({
      kind,
      serial: known?.serial ?? this.#context.nextSerial(),
      namespace,
      name,
      resourceVersion: 0,
      createdAt: known?.createdAt ?? createdAt,
      deletedAt: 0,
      labels,
      body,
    });
  }

  /** Deletes an object of a stored kind. Errors: Refused where it is not there. */
  delete(kind: StoredKind, key: string): void {
    if (!this.storage.get(kind, key)) throw notFound(kind, key);
    this.storage.remove(kind, key);
  }

  /** One step of life; returns how many events it made. */
  step(): number {
    return this.#churn.step();
  }

  /** Every object of a kind as JSON, in etcd's order, as the items of a list have it. */
  objects(kind: Kind): JsonObject[] {
    return this.storage.list(kind).map((object) => view(this.seed, object));
  }

  /** The template of a workload, made once for each revision. */
  template(wanted: Pick<Workload, 'namespace' | 'app'> & Partial<Workload>): PodTemplate {
    const revision = wanted.revision ?? '';
    const key = `${wanted.namespace}/${wanted.app}/${wanted.owner ?? 'none'}/${wanted.ownerName ?? ''}/${revision}/${wanted.hostNetwork === true}`;
    let template = this.#templates.get(key);
    if (!template) {
      const workload: Workload = {
        owner: 'none',
        ownerName: wanted.app,
        ownerSerial: this.#context.nextSerial(),
        revision,
        hostNetwork: false,
        command: [],
        image: `registry.example/${wanted.namespace}/${wanted.app}:v1.${wanted.app.length}.${wanted.namespace.length}`,
        createdAt: this.now(),
        labels: {},
        ...wanted,
      };
      template = podTemplate(workload, this.seed);
      this.#templates.set(key, template);
    }
    return template;
  }

  /** Forgets a revision that has no pods any more. */
  dropTemplate(template: PodTemplate): void {
    for (const [key, known] of this.#templates) if (known === template) this.#templates.delete(key);
  }

  /** The flags by which the control plane's static pods tell the cluster's ranges. */
  get flags(): { readonly apiServer: readonly string[]; readonly controllerManager: readonly string[] } {
    const services = `--service-cluster-ip-range=${this.ranges.services.map(formatCidr).join(',')}`;
    const isDual = this.ranges.pods.length > 1;
    const masks = this.ranges.families.map((family) =>
      isDual
        ? `--node-cidr-mask-size-${familyFlag[family]}=${this.ranges.nodeMask[family]}`
        : `--node-cidr-mask-size=${this.ranges.nodeMask[family]}`,
    );
    return {
      apiServer: ['--allow-privileged=true', '--authorization-mode=Node,RBAC', '--secure-port=6443', services],
      controllerManager: [
        '--allocate-node-cidrs=true',
        `--cluster-cidr=${this.ranges.pods.map(formatCidr).join(',')}`,
        ...masks,
        '--leader-elect=true',
        services,
      ],
    };
  }
}

const familyFlag: Readonly<Record<Family, string>> = { IPv4: 'ipv4', IPv6: 'ipv6' };
