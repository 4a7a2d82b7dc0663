import { type Address, type Family, formatAddress } from '../../../shared/net/address.ts';
import type { Cidr } from '../../../shared/net/cidr.ts';
import { containerDigest } from '../cluster/containerDigest.ts';
import type { DemoCluster, StoredRequest } from '../cluster/demoCluster.ts';
import { knownCidr } from '../cluster/knownCidr.ts';
import { keyOf, type Machine, type PodNetwork, type PodState } from '../cluster/objects.ts';
import { digest } from '../cluster/podTemplate.ts';
import { day, isoSeconds } from '../cluster/times.ts';
import { uidOf } from '../cluster/uid.ts';
import type { StoredKindInfo } from '../kinds.ts';
import { mix, Random } from '../random.ts';

/** How many workers a CNI is at work on. */
const mostHosts = 6;

/**
 * Where one CNI is at work in the demo: a namespace of its own and a few workers. Its dice are its own, so that what it holds
 * does not depend on how often the others threw theirs.
 */
export class Site {
  readonly cluster: DemoCluster;
  readonly namespace: string;
  readonly hosts: readonly Machine[]; // the emptiest workers; at least one
  readonly families: readonly Family[]; // the primary one first
  readonly random: Random;
  readonly bornAt: number; // of the CNI, its objects and its pods

  constructor(cluster: DemoCluster, name: string) {
    this.cluster = cluster;
    this.namespace = `cni-${name}`;
    this.families = cluster.ranges.families;
    this.bornAt = cluster.now() - 12 * day;
    this.random = new Random(mix(cluster.seed) ^ Number.parseInt(digest(name).slice(0, 8), 16));
    const all = [...cluster.nodes.kubelets.values()];
    const workers = all.filter(({ machine }) => machine.roles.length === 0 && machine.blocks.length === this.families.length);
    const room = ({ machine, pods }: { machine: Machine; pods: number }): number => machine.maxPods - pods;
    this.hosts = (workers.length > 0 ? workers : all)
      .toSorted((a, b) => room(b) - room(a))
      .slice(0, mostHosts)
      .map(({ machine }) => machine);
  }

  get has4(): boolean {
    return this.families.includes('IPv4');
  }

  get has6(): boolean {
    return this.families.includes('IPv6');
  }

  /** The namespaces that are not there yet. */
  createNamespaces(...names: readonly string[]): void {
    for (const name of names) if (!this.cluster.storage.get('Namespace', name)) this.cluster.createNamespace(name, this.bornAt);
  }

  /** An object as old as the CNI. */
  put(info: StoredKindInfo, object: StoredRequest): void {
    this.cluster.put(info.kind, { createdAt: this.bornAt, ...object });
  }

  configMap(namespace: string, name: string, data: Readonly<Record<string, string>>): void {
    this.createNamespaces(namespace);
    this.cluster.putConfigMap(namespace, name, data, this.bornAt);
  }

  /** A pod "app-index" of a StatefulSet, which churn lets be; undefined where its host has no room for it. */
  pod(app: string, index: number, host: Machine, network?: PodNetwork, phase: PodState['phase'] = 'Running'): PodState | undefined {
    const kubelet = this.cluster.nodes.kubelets.get(host.name);
    if (!kubelet || kubelet.pods >= host.maxPods) return undefined;
    const template = this.cluster.template({
      namespace: this.namespace,
      app,
      owner: 'StatefulSet',
      ownerName: app,
      revision: digest(`${this.namespace}/${app}`).slice(0, 10),
      createdAt: this.bornAt,
    });
    const createdAt = this.bornAt + 60_000 * (index + 1);
    return this.cluster.pods.create({
      template,
      name: `${app}-${index}`,
      node: host.name,
      createdAt,
      phase,
      ...(network ? { network } : {}),
    });
  }

  /** As many pods of an app as there are hosts to put them on, round and round. */
  pods(app: string, count: number, network?: (host: Machine, index: number) => PodNetwork): PodState[] {
    const out: PodState[] = [];
    for (let index = 0; index < count; index++) {
      const host = this.host(index);
      const pod = this.pod(app, index, host, network?.(host, index));
      if (pod) out.push(pod);
    }
    return out;
  }

  /** The hosts in turn. */
  host(index: number): Machine {
    const host = this.hosts[index % this.hosts.length];
    if (!host) throw new RangeError('a CNI needs a node');
    return host;
  }

  annotate(pod: PodState, annotations: Readonly<Record<string, string>>): void {
    this.cluster.pods.annotate(keyOf(pod), annotations);
  }

  containerID(pod: PodState): string {
    return containerDigest(this.cluster.seed, pod.serial);
  }

  uid(pod: PodState): string {
    return uidOf(this.cluster.seed, pod.serial);
  }

  get since(): string {
    return isoSeconds(this.bornAt);
  }
}

/** The address so many places behind the start of a CIDR. */
export function nth(cidr: Cidr, offset: number): Address {
  return { family: cidr.family, value: cidr.value + BigInt(offset) };
}

/** The text of that address. */
export function nthText(cidr: Cidr, offset: number): string {
  return formatAddress(nth(cidr, offset));
}

/** The CIDRs of the families that a cluster has, in its order. */
export function perFamily(families: readonly Family[], texts: Readonly<Record<Family, string>>): Cidr[] {
  return families.map((family) => knownCidr(texts[family]));
}

/** The CIDR of a length so many places behind the first one of a range. */
export function blockOf(range: Cidr, prefixLength: number, index: number): Cidr {
  const bits = range.family === 'IPv4' ? 32 : 128;
  return { family: range.family, value: range.value + (BigInt(index) << BigInt(bits - prefixLength)), prefixLength };
}
