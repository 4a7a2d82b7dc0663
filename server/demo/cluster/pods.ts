import type { Family } from '../../../shared/net/address.ts';
import type { Context } from './context.ts';
import type { Kubelet, Nodes } from './nodes.ts';
import { type Annotations, keyOf, type PodNetwork, type PodState } from './objects.ts';
import type { PodTemplate } from './podTemplate.ts';
import { invalid, notFound } from './refused.ts';

export interface PodRequest {
  readonly template: PodTemplate;
  readonly name?: string; // else the template's generateName and five letters
  readonly node?: string; // else the scheduler chooses
  readonly families?: readonly Family[]; // a pod from before its node was dual-stack has fewer than its node
  readonly phase?: PodState['phase']; // Running by default
  readonly ready?: boolean; // true by default where Running
  readonly createdAt?: number;
  readonly restarts?: number;
  readonly network?: PodNetwork; // where a CNI of its own gives addresses or writes annotations
}

/** Scheduler and kubelets: where pods run, and which addresses they hold while they do. */
export class Pods {
  readonly #context: Context;
  readonly #nodes: Nodes;
  readonly #changed: (before: PodState | undefined, after: PodState | undefined) => void;

  constructor(context: Context, nodes: Nodes, changed: (before: PodState | undefined, after: PodState | undefined) => void) {
    this.#context = context;
    this.#nodes = nodes;
    this.#changed = changed;
  }

  get(key: string): PodState {
    const pod = this.#context.storage.get('Pod', key);
    if (!pod) throw notFound('pods', key);
    return pod;
  }

  /** A pod that stands where its phase says. Errors: no such node, no node with room, no address left. */
  create(request: PodRequest): PodState {
    const { storage, random, now, nextSerial } = this.#context;
    const { template } = request;
    const name = request.name ?? `${template.generateName}${random.suffix(5)}`;
    const key = keyOf({ namespace: template.workload.namespace, name });
    if (storage.get('Pod', key)) {
      if (request.name === undefined) return this.create(request); // the API server, too, tries another suffix
      throw invalid(`pods "${name}" already exists`);
    }
    const createdAt = request.createdAt ?? now();
    const waiting: PodState = {
      kind: 'Pod',
      serial: nextSerial(),
      namespace: template.workload.namespace,
      name,
      resourceVersion: 0,
      createdAt,
      deletedAt: 0,
      template,
      machine: null,
      host4: 0,
      host6: 0,
      network: request.network ?? null,
      startedAt: 0,
      endedAt: 0,
      phase: 'Pending',
      ready: false,
      restarts: request.restarts ?? 0,
    };
    const phase = request.phase ?? 'Running';
    const kubelet = this.#place(request.node, phase === 'Pending' && request.node === undefined);
    if (!kubelet) return this.#put(undefined, waiting);
    const placed: PodState = { ...waiting, machine: kubelet.machine };
    if (phase === 'Pending') {
      kubelet.pods += 1;
      return this.#put(undefined, placed);
    }
    const startedAt = Math.min(now(), createdAt + 2000);
    const started = { ...placed, ...this.#addresses(kubelet, placed, request.families), startedAt };
    if (phase === 'Running') {
      kubelet.pods += 1;
      return this.#put(undefined, { ...started, phase, ready: request.ready ?? true });
    }
    this.#release(kubelet, started);
    return this.#put(undefined, { ...started, phase, endedAt: Math.min(now(), startedAt + 95_000) });
  }

  /** The scheduler binds a waiting pod to a node. */
  bind(key: string, node?: string): PodState {
    const pod = this.get(key);
    if (pod.machine) return pod;
    const kubelet = this.#place(node, false);
    if (!kubelet) return pod;
    kubelet.pods += 1;
    return this.#put(pod, { ...pod, machine: kubelet.machine });
  }

  /** The kubelet starts a bound pod: it gets its addresses, and is not ready yet. */
  start(key: string, families?: readonly Family[]): PodState {
    const pod = this.get(key);
    const kubelet = pod.machine && this.#nodes.kubelets.get(pod.machine.name);
    if (!kubelet || pod.phase !== 'Pending') return pod;
    const addresses = this.#addresses(kubelet, pod, families);
    return this.#put(pod, { ...pod, ...addresses, phase: 'Running', startedAt: this.#context.now() });
  }

  setReady(key: string, ready: boolean): PodState {
    const pod = this.get(key);
    if (pod.phase !== 'Running' || pod.ready === ready) return pod;
    return this.#put(pod, { ...pod, ready });
  }

  /** A CNI adds to the pod's annotations. */
  annotate(key: string, annotations: Annotations): PodState {
    const pod = this.get(key);
    const network = { addresses: pod.network?.addresses ?? null, annotations: { ...pod.network?.annotations, ...annotations } };
    return this.#put(pod, { ...pod, network });
  }

  /** The containers end; podIPs stay in the status, but the addresses are free again. */
  end(key: string, phase: 'Succeeded' | 'Failed'): PodState {
    const pod = this.get(key);
    if (pod.phase !== 'Running') return pod;
    this.#leave(pod);
    return this.#put(pod, { ...pod, phase, ready: false, endedAt: this.#context.now() });
  }

  /** Deletion is asked for: the pod goes on, with a deletionTimestamp, until delete. */
  terminate(key: string): PodState {
    const pod = this.get(key);
    if (pod.deletedAt > 0) return pod;
    return this.#put(pod, { ...pod, deletedAt: this.#context.now() + 30_000 });
  }

  delete(key: string): void {
    const pod = this.get(key);
    if (pod.phase === 'Running' || pod.phase === 'Pending') this.#leave(pod);
    this.#context.storage.remove('Pod', key);
    this.#changed(pod, undefined);
  }

  #put(before: PodState | undefined, after: PodState): PodState {
    this.#context.storage.put(after);
    this.#changed(before, after);
    return after;
  }

  #place(name: string | undefined, mayWait: boolean): Kubelet | undefined {
    const { kubelets } = this.#nodes;
    if (name !== undefined) {
      const kubelet = kubelets.get(name);
      if (!kubelet) throw notFound('nodes', name);
      return kubelet;
    }
    if (mayWait) return undefined;
    return this.#schedule();
  }

  /** The emptier of two for its size, as random as a scheduler's scores: spreads well at no cost (Mitzenmacher 2001). */
  #schedule(): Kubelet {
    const all = this.#schedulable();
    const fits = (kubelet: Kubelet | undefined): kubelet is Kubelet => kubelet !== undefined && kubelet.pods < kubelet.machine.maxPods;
    for (let tries = 0; tries < 8; tries++) {
      const a = all[this.#context.random.below(all.length)];
      const b = all[this.#context.random.below(all.length)];
      const better = fits(a) && fits(b) ? (a.pods * b.machine.cores <= b.pods * a.machine.cores ? a : b) : fits(a) ? a : b;
      if (fits(better)) return better;
    }
    const any = all.find(fits);
    if (!any) throw invalid('0 nodes are available: too many pods');
    return any;
  }

  #cached: readonly Kubelet[] = [];
  #cachedFor = 0;

  /** Ordinary workers: no control plane, no edge, no legacy nodes (those are tainted in spirit: their pods name them). */
  #schedulable(): readonly Kubelet[] {
    const { kubelets } = this.#nodes;
    if (this.#cachedFor !== this.#nodes.changes) {
      this.#cachedFor = this.#nodes.changes;
      this.#cached = [...kubelets.values()].filter(({ machine }) => machine.roles.length === 0 || machine.roles.includes('worker'));
    }
    return this.#cached;
  }

  #addresses(kubelet: Kubelet, pod: PodState, families: readonly Family[] | undefined): { host4: number; host6: number } {
    if (pod.template.workload.hostNetwork || pod.network?.addresses) return { host4: 0, host6: 0 };
    const take = (family: Family): number => {
      const hosts = kubelet.hosts[family];
      if (!hosts || families?.includes(family) === false) return 0;
      const host = hosts.allocate();
      if (host === 0) throw invalid(`no address left in the ${family} block of ${kubelet.machine.name}`);
      return host;
    };
    return { host4: take('IPv4'), host6: take('IPv6') };
  }

  #leave(pod: PodState): void {
    const kubelet = pod.machine && this.#nodes.kubelets.get(pod.machine.name);
    if (!kubelet) return;
    kubelet.pods -= 1;
    this.#release(kubelet, pod);
  }

  #release(kubelet: Kubelet, pod: { readonly host4: number; readonly host6: number }): void {
    if (pod.host4 > 0) kubelet.hosts.IPv4?.release(pod.host4);
    if (pod.host6 > 0) kubelet.hosts.IPv6?.release(pod.host6);
  }
}
