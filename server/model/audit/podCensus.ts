import type { Family } from '../../../shared/net/address.ts';
import { readAddress } from '../../../shared/net/readAddress.ts';
import type { FamilySet } from '../../../shared/wire/audit.ts';
import type { PodRecord } from '../../records/records.ts';
import { isLive } from '../claims.ts';
import type { PodNodes } from '../podNodes.ts';
import { byText, SortedList } from '../sortedList.ts';
import { familySet, familySets, noSets } from './familySet.ts';
import { NewestPods } from './newestPods.ts';
import { type WorkloadName, workloadOf } from './workload.ts';

/** The pods of one workload. */
export interface Workload extends WorkloadName {
  /** Where it stands among all by name: namespace/name, then its kind. */
  readonly place: string;
  readonly pods: Record<FamilySet, number>;
  all: number;
  /** Those with one family on a node that has blocks of both. */
  readonly lacking: Record<Family, number>;
}

/** Of a namespace: pods that lack a family their node has. */
export interface LackingIn {
  pods: number;
  readonly workloads: Set<Workload>;
}

/** A space sorts before all that names are made of. */
function byPlace(a: { readonly place: string }, b: { readonly place: string }): number {
  return byText(a.place, b.place);
}

const uncounted = 0;
const lacksIPv4 = 8;
const lacksIPv6 = 16;

/**
 * Live pods on the pod network by the families of their addresses, and by what they belong to: five bytes a pod beside a count for each
 * workload, so that none of them is looked at to answer.
 */
export class PodCensus {
  readonly counts: Record<FamilySet, number> = noSets();
  readonly lacking: Record<Family, number> = { IPv4: 0, IPv6: 0 };
  readonly newest = new NewestPods();
  /** By namespace, where there are any. */
  readonly lackingIn = new Map<string, LackingIn>();
  /** Every workload, by name. */
  readonly byName = new SortedList<Workload>(byPlace);
  /** Those with pods of one family alone, by name. */
  readonly single: Readonly<Record<Family, SortedList<Workload>>> = {
    IPv4: new SortedList<Workload>(byPlace),
    IPv6: new SortedList<Workload>(byPlace),
  };
  readonly #podNodes: PodNodes;
  readonly #dualNodes = new Set<string>();
  /** By pod: the place of its set in familySets plus one, and which family it lacks. */
  #sets = new Uint8Array(1024);
  #workloadOf = new Uint32Array(1024);
  readonly #workloads = new Map<string, { readonly number: number; readonly workload: Workload }>();
  readonly #byNumber: (Workload | undefined)[] = [];
  readonly #unused: number[] = [];

  constructor(podNodes: PodNodes) {
    this.#podNodes = podNodes;
  }

  change(id: number, before: PodRecord | undefined, after: PodRecord | undefined): void {
    if (before && after && saysTheSame(before, after)) return;
    if (before) this.newest.remove(id, before.createdAt);
    this.#leave(id);
    if (!after || !isCounted(after)) return;
    const set = familySet(after.podIPs.flatMap((text) => readAddress(text)?.address.family ?? []));
    if (set !== 'none') this.newest.add({ id, createdAt: after.createdAt, node: after.nodeName, set });
    this.#join(id, set, workloadOf(after), this.#dualNodes.has(after.nodeName));
  }

  /** Nodes that have blocks of both families now, or have not any more. Looks at the pods of those for which that is news. */
  nodesChanged(nodes: Iterable<readonly [name: string, dual: boolean]>): void {
    const came = new Set<string>();
    const went = new Set<string>();
    for (const [name, dual] of nodes) {
      if (dual === this.#dualNodes.has(name)) continue;
      (dual ? came : went).add(name);
      if (dual) this.#dualNodes.add(name);
      else this.#dualNodes.delete(name);
    }
    for (const [names, does] of [
      [came, true],
      [went, false],
    ] as const)
      if (names.size > 0) for (const pod of this.#podNodes.of(names)) if (pod !== undefined) this.#lacks(pod, does);
  }

  #join(id: number, set: FamilySet, name: WorkloadName, onDual: boolean): void {
    if (id >= this.#sets.length) this.#grow(id + 1);
    const { number, workload } = this.#workload(name);
    this.#sets[id] = familySets.indexOf(set) + 1;
    this.#workloadOf[id] = number;
    this.counts[set]++;
    workload.pods[set]++;
    workload.all++;
    if ((set === 'IPv4' || set === 'IPv6') && workload.pods[set] === 1) this.single[set].add(workload);
    this.#lacks(id, onDual);
  }

  #leave(id: number): void {
    const code = this.#sets[id] ?? uncounted;
    if (code === uncounted) return;
    this.#lacks(id, false);
    const set = familySets[(code & 7) - 1] as FamilySet;
    const workload = this.#byNumber[this.#workloadOf[id] as number] as Workload;
    this.counts[set]--;
    workload.pods[set]--;
    workload.all--;
    this.#sets[id] = uncounted;
    if ((set === 'IPv4' || set === 'IPv6') && workload.pods[set] === 0) this.single[set].delete(workload);
    if (workload.all > 0) return;
    this.byName.delete(workload);
    this.#workloads.delete(workload.place);
    this.#byNumber[this.#workloadOf[id] as number] = undefined;
    this.#unused.push(this.#workloadOf[id] as number);
  }

  /** Notes whether the node of a pod has both families: a pod with one of them then lacks the other. */
  #lacks(id: number, onDual: boolean): void {
    const code = this.#sets[id] ?? uncounted;
    const set = familySets[(code & 7) - 1];
    const lack = onDual ? (set === 'IPv4' ? lacksIPv6 : set === 'IPv6' ? lacksIPv4 : 0) : 0;
    const was = code & (lacksIPv4 | lacksIPv6);
    if (code === uncounted || lack === was) return;
    this.#sets[id] = (code & 7) | lack;
    if (was !== 0) this.#countLacking(id, was === lacksIPv4 ? 'IPv4' : 'IPv6', -1);
    if (lack !== 0) this.#countLacking(id, lack === lacksIPv4 ? 'IPv4' : 'IPv6', 1);
  }

  #countLacking(id: number, family: Family, change: 1 | -1): void {
    const workload = this.#byNumber[this.#workloadOf[id] as number] as Workload;
    this.lacking[family] += change;
    workload.lacking[family] += change;
    const { namespace } = workload;
    const here = this.lackingIn.get(namespace) ?? { pods: 0, workloads: new Set<Workload>() };
    here.pods += change;
    if (workload.lacking.IPv4 + workload.lacking.IPv6 > 0) here.workloads.add(workload);
    else here.workloads.delete(workload);
    if (here.pods > 0) this.lackingIn.set(namespace, here);
    else this.lackingIn.delete(namespace);
  }

  #workload(name: WorkloadName): { readonly number: number; readonly workload: Workload } {
    const place = `${name.namespace}/${name.name} ${name.kind}`;
    const known = this.#workloads.get(place);
    if (known) return known;
    const number = this.#unused.pop() ?? this.#byNumber.length;
    const made = { number, workload: { ...name, place, pods: noSets(), all: 0, lacking: { IPv4: 0, IPv6: 0 } } };
    this.#byNumber[number] = made.workload;
    this.#workloads.set(place, made);
    this.byName.add(made.workload);
    return made;
  }

  #grow(size: number): void {
    const length = Math.max(size, this.#sets.length * 2);
    const sets = new Uint8Array(length);
    sets.set(this.#sets);
    this.#sets = sets;
    const workloads = new Uint32Array(length);
    workloads.set(this.#workloadOf);
    this.#workloadOf = workloads;
  }
}

function isCounted(pod: PodRecord): boolean {
  return isLive(pod) && !pod.hostNetwork;
}

function saysTheSame(a: PodRecord, b: PodRecord): boolean {
  return (
    a.nodeName === b.nodeName &&
    a.owner === b.owner &&
    a.createdAt === b.createdAt &&
    isCounted(a) === isCounted(b) &&
    a.podIPs.join() === b.podIPs.join()
  );
}
