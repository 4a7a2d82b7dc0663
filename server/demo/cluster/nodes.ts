import { type Address, type Family, formatAddress } from '../../../shared/net/address.ts';
import type { Cidr } from '../../../shared/net/cidr.ts';
import type { Context } from './context.ts';
import { HostLocal } from './hostLocal.ts';
import { NodeBlocks } from './nodeBlocks.ts';
import type { Annotations, Machine, NodeState } from './objects.ts';
import { deepFreeze } from './podTemplate.ts';
import type { ClusterRanges } from './ranges.ts';
import { invalid, notFound } from './refused.ts';

export interface NodeRequest {
  readonly name: string;
  readonly zone?: string;
  readonly roles?: readonly string[];
  readonly blockFamilies?: readonly Family[]; // families of its podCIDRs; all of the cluster's by default
  readonly addressFamilies?: readonly Family[]; // families of its InternalIPs, primary first; likewise
  readonly maxPods?: number;
  readonly cores?: number; // 32 by default
  readonly createdAt?: number;
}

/** A node as its kubelet sees it: which pod addresses are taken, how many pods run. */
export interface Kubelet {
  readonly machine: Machine;
  readonly hosts: Readonly<Partial<Record<Family, HostLocal>>>;
  pods: number; // not ended
}

/** Nodes, their blocks and their addresses. */
export class Nodes {
  readonly #context: Context;
  readonly #ranges: ClusterRanges;
  readonly #blocks: readonly NodeBlocks[];
  readonly #kubelets = new Map<string, Kubelet>();
  #nextHost = 10n; // of the node network
  #changes = 1;

  constructor(context: Context, ranges: ClusterRanges) {
    this.#context = context;
    this.#ranges = ranges;
    this.#blocks = ranges.pods.map((range) => new NodeBlocks(range, ranges.nodeMask[range.family], ranges.services));
  }

  get kubelets(): ReadonlyMap<string, Kubelet> {
    return this.#kubelets;
  }

  /** Grows with every node that comes or goes. */
  get changes(): number {
    return this.#changes;
  }

  create(request: NodeRequest): NodeState {
    const { storage, now, nextSerial } = this.#context;
    if (storage.get('Node', request.name)) throw invalid(`nodes "${request.name}" already exists`);
    const addresses = this.#addresses(request.addressFamilies ?? this.#ranges.families);
    const machine: Machine = {
      name: request.name,
      zone: request.zone ?? 'a',
      roles: request.roles ?? [],
      addresses,
      hostIPs: deepFreeze(addresses.map((address) => ({ ip: formatAddress(address) }))),
      blocks: this.#allocate(request.blockFamilies ?? this.#ranges.families),
      maxPods: request.maxPods ?? 110,
      cores: request.cores ?? 32,
    };
    const hosts: Partial<Record<Family, HostLocal>> = {};
    for (const block of machine.blocks) hosts[block.family] = new HostLocal(block);
    this.#changes += 1;
    this.#kubelets.set(machine.name, { machine, hosts, pods: 0 });
    const createdAt = request.createdAt ?? now();
    return storage.put<NodeState>({
      kind: 'Node',
      serial: nextSerial(),
      namespace: '',
      name: machine.name,
      resourceVersion: 0,
      createdAt,
      deletedAt: 0,
      machine,
      ready: true,
      heartbeatAt: now(),
      transitionAt: createdAt,
      annotations: null,
    });
  }

  /** Its pods are the caller's to delete first. The block is free again at once. */
  delete(name: string): void {
    const kubelet = this.#kubelets.get(name);
    if (!kubelet) throw notFound('nodes', name);
    for (const block of kubelet.machine.blocks) for (const pool of this.#blocks) pool.release(block);
    this.#changes += 1;
    this.#kubelets.delete(name);
    this.#context.storage.remove('Node', name);
  }

  /** A CNI adds to the node's annotations. */
  annotate(name: string, annotations: Annotations): void {
    const node = this.#context.storage.get('Node', name);
    if (!node) throw notFound('nodes', name);
    this.#context.storage.put<NodeState>({ ...node, annotations: { ...node.annotations, ...annotations } });
  }

  /** The kubelet posts its status; ready may change with it. */
  report(name: string, ready: boolean): void {
    const node = this.#context.storage.get('Node', name);
    if (!node) throw notFound('nodes', name);
    const now = this.#context.now();
    this.#context.storage.put<NodeState>({
      ...node,
      ready,
      heartbeatAt: now,
      transitionAt: ready === node.ready ? node.transitionAt : now,
    });
  }

  /** One block a family, or none at all where one family has none left (measured). */
  #allocate(families: readonly Family[]): Cidr[] {
    const out: Cidr[] = [];
    for (const family of families) {
      const block = this.#blocks.find((pool) => pool.range.family === family)?.allocate();
      if (!block) {
        for (const taken of out) for (const pool of this.#blocks) pool.release(taken);
        return [];
      }
      out.push(block);
    }
    return out;
  }

  #addresses(families: readonly Family[]): Address[] {
    const host = this.#nextHost;
    this.#nextHost += 1n;
    return families.map((family) => ({ family, value: this.#ranges.nodeNetwork[family].value + host }));
  }
}
