import { type Address, type Family, formatAddress, parseAddress, parseAddressLax } from '../../../shared/net/address.ts';
import { type Cidr, formatCidr, parseCidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import type { AnyRecord, Kind, NodeRecord } from '../../records/records.ts';
import type { Change } from '../../store/store.ts';
import { role, roleKind } from '../claims.ts';
import type { Clock } from '../clock.ts';
import type { Cluster } from '../cluster.ts';
import { resolve } from '../holders.ts';
import { type KnownNode, knownNode } from '../nodeStates.ts';
import { poolAnswer } from '../poolAnswers.ts';
import { type KnownService, knownService } from '../serviceStates.ts';
import { Backlog } from './backlog.ts';
import { CalicoRecords } from './calicoRecords.ts';
import { Looked } from './looked.ts';
import { type Named, namedObjects } from './named.ts';
import { type MaskGroup, NodeMasks } from './nodeMasks.ts';
import { oddTexts, sameTexts } from './oddTexts.ts';
import type { CountedHandle, HeldAddress, OddObject, PodOnNode, RecordedAddress, Rule, TrafficRecord } from './rule.ts';
import {
  addressRules,
  allRules,
  blockRules,
  handleRules,
  nodeRules,
  podRules,
  recordRules,
  serviceRules,
  textRules,
  trafficRules,
} from './rules.ts';
import { Strays } from './strays.ts';
import { type Facts, factsOf, surroundingsOf } from './surroundings.ts';
import { type FindingsOfRule, Tracker } from './tracker.ts';

/** At most so often does the cluster's set of findings change for those who listen. */
const pause = 1000;
/** A look at pools and cluster that took so many milliseconds is not made again for whoever asks within the pause. */
const costly = 10;
/** So long at most, in milliseconds, do looks at single things hold up whatever else waits. */
const slice = 5;

export interface FindingsOptions {
  readonly clock: Clock;
  readonly warnAt: number;
  /** Told, at most once a second, that the findings are others than before. */
  readonly changed: () => void;
  /** Told at once of a Service or a node that other findings name than before, and when that may be so of all of them. */
  readonly named: (kind: 'Service' | 'Node', key: string) => void;
  readonly allNamed: () => void;
}

/**
 * Everything that is wrong, kept up to date. What is about single things is checked when the thing changes; what is about pools and the
 * whole cluster is looked at again before somebody asks, and at most once a second otherwise.
 */
export class Findings {
  readonly #cluster: Cluster;
  readonly #options: FindingsOptions;
  readonly #services: Tracker<KnownService>;
  readonly #nodes: Tracker<KnownNode>;
  readonly #pods: Tracker<PodOnNode>;
  readonly #addresses: Tracker<HeldAddress>;
  readonly #blocks: Tracker<{ block: Cidr; nodes: string[] }>;
  readonly #texts: Tracker<OddObject>;
  readonly #records: Tracker<RecordedAddress>;
  readonly #handles: Tracker<CountedHandle>;
  readonly #traffic: Tracker<TrafficRecord>;
  /** Addresses that #held has something to say of. */
  readonly #special: Readonly<Record<Family, Set<bigint>>> = { IPv4: new Set(), IPv6: new Set() };
  readonly #calico: CalicoRecords;
  readonly #masks = new NodeMasks();
  readonly #gates = new Map<Rule, number>();
  #gateChanges = 0;
  #facts: Facts;
  readonly #looked: Looked;
  readonly #strays: Strays;
  /** Nodes and Services that changed in the batch that is being applied: each is looked at once. */
  readonly #changedNodes = new Set<string>();
  readonly #changedServices = new Set<string>();
  readonly #backlog: Backlog;
  #stale = true;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #lookTook = 0;
  #toldVersion = 0;
  #toldAt = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(cluster: Cluster, options: FindingsOptions) {
    this.#cluster = cluster;
    this.#options = options;
    this.#facts = { warnAt: options.warnAt, apiFamilies: ['IPv4', 'IPv6'], podRanges: [] };
    const { named } = options;
    const now = options.clock.now;
    this.#backlog = new Backlog(now);
    this.#calico = new CalicoRecords(cluster.store);
    this.#looked = new Looked((object) => this.#objectNamed(object));
    this.#strays = new Strays(cluster, this.#backlog, (key, state) => this.#pods.checkAs(key, state, this.#facts));
    this.#services = new Tracker({
      rules: serviceRules,
      now,
      state: (key) => knownService(cluster.services.get(key)),
      changed: (key) => named('Service', key),
    });
    this.#nodes = new Tracker({
      rules: nodeRules,
      now,
      state: (name) => knownNode(cluster.nodes.get(name)),
      changed: (name) => named('Node', name),
    });
    this.#pods = new Tracker({ rules: podRules, now, state: (key) => this.#strays.state(key) });
    this.#addresses = new Tracker({
      rules: addressRules,
      now,
      state: (text) => this.#addressState(text),
      changed: (text) => this.#addressNamed(text),
    });
    this.#blocks = new Tracker({
      rules: blockRules,
      now,
      state: (text) => this.#blockState(text),
      changed: (text) => this.#blockNamed(text),
    });
    this.#texts = new Tracker({
      rules: textRules,
      now,
      state: (key) => this.#textState(key),
      changed: (object) => this.#objectNamed(object),
    });
    this.#records = new Tracker({ rules: recordRules, now, state: (key) => this.#calico.lent(key) });
    this.#handles = new Tracker({ rules: handleRules, now, state: (key) => this.#calico.handle(key) });
    this.#traffic = new Tracker({ rules: trafficRules, now, state: (key) => this.#trafficState(key) });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** What rules about single things rest on, as of the last look. */
  get facts(): Facts {
    return this.#facts;
  }

  get nodesWithBothBlocks(): number {
    return this.#masks.dual;
  }

  get masks(): Iterable<MaskGroup> {
    return this.#masks.groups;
  }

  /** Nodes that have no block while others have one. */
  get nodesWithoutBlock(): number {
    return this.#nodes.count('node-without-block');
  }

  serviceChanged(key: string): void {
    this.#changedServices.add(key);
  }

  nodeChanged(name: string): void {
    this.#changedNodes.add(name);
  }

  /** Live holders of an address came or went. Nothing is to be said of nearly all, before and after: they are not even put into words. */
  addressChanged(address: Address): void {
    const held = this.#held(address);
    const special = this.#special[address.family];
    if (held) special.add(address.value);
    else if (!special.delete(address.value)) return;
    this.#addresses.checkAs(formatAddress(address), held, this.#facts);
  }

  /** An object changed, and all indexes know of it. */
  objectChanged(change: Change): void {
    const { kind, key, before, after } = change;
    if (!before || !after || !sameTexts(before, after)) {
      const texts = after ? oddTexts(after) : [];
      if (before || texts.length > 0) this.#texts.checkAs(`${kind} ${key}`, after && { record: after, texts }, this.#facts);
    }
    if (change.kind === 'Pod') {
      this.#strays.check(key, change.after);
      this.#interfacesChanged(before, after);
    }
    if (kind === 'Node') {
      this.#masks.change(key, this.#cluster.nodes.get(key));
      this.#blocksChanged(key, before, after);
    }
    if (kind === 'IPAMBlock.crd.projectcalico.org') {
      const { handles, lent } = this.#calico.blockChanged(key, before, after);
      for (const one of lent) this.#records.check(one, this.#facts);
      for (const handle of handles) this.#handles.check(handle, this.#facts);
    }
    if (kind === 'IPAMHandle.crd.projectcalico.org') this.#handles.check(key, this.#facts);
    if (kind === 'NetworkPolicy' || kind === 'Ingress' || kind === 'Gateway.gateway.networking.k8s.io')
      this.#traffic.checkAs(`${kind} ${key}`, after as TrafficRecord | undefined, this.#facts);
    if (kind === 'IPAddress') {
      const address = parseAddress(key);
      if (address) this.addressChanged(address);
    }
  }

  /** A batch of changes is applied. */
  settle(): void {
    for (const name of this.#changedNodes) this.#nodes.check(name, this.#facts);
    for (const key of this.#changedServices) this.#services.check(key, this.#facts);
    this.#changedNodes.clear();
    this.#changedServices.clear();
  }

  /** Something changed: what is not kept by change is looked at again, in a second at the latest. */
  touched(): void {
    this.#stale = true;
    this.#wait(pause);
  }

  #wait(milliseconds: number): void {
    this.#cancel ??= this.#options.clock.timer?.(milliseconds, () => {
      this.#cancel = undefined;
      if (this.#stale && !this.#putOff) this.#look();
      else this.#backlog.run(slice);
      const due = this.#toldAt + pause - this.#options.clock.now();
      if (this.#version !== this.#toldVersion && due <= 0) {
        this.#toldVersion = this.#version;
        this.#toldAt = this.#options.clock.now();
        this.#options.changed();
      }
      if (!this.#backlog.empty) this.#wait(1);
      else if (this.#stale) this.#wait(pause);
      else if (this.#version !== this.#toldVersion) this.#wait(due);
    });
  }

  /** By rule, in no order. */
  groups(): FindingsOfRule[] {
    this.refresh();
    return [...this.#trackers.flatMap((tracker) => [...tracker.groups(this.#gates, this.#cluster)]), ...this.#looked.groups()];
  }

  /** The distinct rules of findings that name a Service. */
  ofService({ key, clusterIPs }: Pick<KnownService, 'key' | 'clusterIPs'>): Rule[] {
    this.refresh();
    const rules = new Set<Rule>();
    this.#services.rulesFor(key, this.#gates, rules);
    if (this.#addresses.size > 0) for (const text of clusterIPs) this.#addresses.rulesFor(text, this.#gates, rules);
    return this.#withLooked(rules, `Service ${key}`);
  }

  /** The distinct rules of findings that name a node. */
  ofNode({ name, podCIDRs, addresses }: Pick<KnownNode, 'name' | 'podCIDRs' | 'addresses'>): Rule[] {
    this.refresh();
    const rules = new Set<Rule>();
    this.#nodes.rulesFor(name, this.#gates, rules);
    if (this.#blocks.size > 0) for (const block of podCIDRs) this.#blocks.rulesFor(formatCidr(block), this.#gates, rules);
    for (const address of addresses)
      if (this.#special[address.family].has(address.value)) this.#addresses.rulesFor(formatAddress(address), this.#gates, rules);
    return this.#withLooked(rules, `Node ${name}`);
  }

  /** What findings name, so that the rest need not be asked about one by one; undefined where that is more than `most` things. */
  named(most: number): Named | undefined {
    this.refresh();
    const [pods, services, nodes] = [this.#pods, this.#services, this.#nodes];
    const [addresses, blocks, texts, looked] = [this.#addresses, this.#blocks, this.#texts, this.#looked.objects];
    const kept = [pods, services, nodes, addresses, blocks, texts, looked].reduce((sum, { size }) => sum + size, 0);
    if (kept > most) return undefined;
    return namedObjects(this.#cluster, {
      pods: pods.keys(),
      services: services.keys(),
      nodes: nodes.keys(),
      addresses: addresses.keys(),
      blocks: blocks.keys(),
      objects: [...texts.keys(), ...looked.keys()],
    });
  }

  /** The distinct rules of findings about a pod by its name; those about its addresses are told by ofAddress. */
  ofPod(key: string): Rule[] {
    this.refresh();
    const rules = new Set<Rule>();
    this.#pods.rulesFor(key, this.#gates, rules);
    this.#texts.rulesFor(`Pod ${key}`, this.#gates, rules);
    return [...rules];
  }

  /** The distinct rules of findings about an address that somebody holds. */
  ofAddress(address: Address): Rule[] {
    this.refresh();
    if (!this.#special[address.family].has(address.value)) return [];
    const rules = new Set<Rule>();
    this.#addresses.rulesFor(formatAddress(address), this.#gates, rules);
    return [...rules];
  }

  #withLooked(rules: Set<Rule>, object: string): Rule[] {
    this.#texts.rulesFor(object, this.#gates, rules);
    for (const rule of this.#looked.rulesFor(object)) rules.add(rule);
    return [...rules];
  }

  /** By "Kind key". */
  #objectNamed(object: string): void {
    const [kind, key] = [object.slice(0, object.indexOf(' ')), object.slice(object.indexOf(' ') + 1)];
    if (kind === 'Service' || kind === 'Node') this.#options.named(kind, key);
  }

  /** Whoever let go of the address has changed himself. */
  #addressNamed(text: string): void {
    const address = parseAddress(text);
    if (!address) return;
    for (const { role: as, id } of this.#cluster.book.holders(address)) {
      const kind = roleKind[as];
      if (kind === 'Service' || kind === 'Node') this.#options.named(kind, this.#cluster.store.keyOf(kind, id));
    }
  }

  #blockNamed(text: string): void {
    const block = parseCidr(text);
    if (!block) return;
    for (const name of this.#cluster.blockClaims.names(this.#cluster.blocks.nodes(block))) this.#options.named('Node', name);
  }

  get #trackers() {
    return [
      this.#services,
      this.#nodes,
      this.#pods,
      this.#addresses,
      this.#blocks,
      this.#texts,
      this.#records,
      this.#handles,
      this.#traffic,
    ] as const;
  }

  get #version(): number {
    return this.#trackers.reduce((sum, { version }) => sum + version, this.#looked.version + this.#gateChanges);
  }

  /** What is known is another: which rules may speak is not put off, however long a look takes. */
  readingsChanged(): void {
    this.#lookTook = 0;
  }

  /** Looks again at what is not kept by change, where anything changed since. */
  refresh(): void {
    if (this.#stale && !this.#putOff) this.#look();
  }

  /** The timer comes back to it. */
  get #putOff(): boolean {
    const since = this.#options.clock.now() - this.#lookedAt;
    return this.#options.clock.timer !== undefined && this.#lookTook > costly && since >= 0 && since < pause;
  }

  #look(): void {
    const start = this.#options.clock.now();
    this.#stale = false;
    const cluster = this.#cluster;
    this.#renewFacts();
    // Without timers nobody comes back to what is left.
    this.#backlog.run(this.#options.clock.timer ? slice : Number.POSITIVE_INFINITY);
    const around = surroundingsOf(cluster);
    const now = this.#options.clock.now();
    for (const rule of allRules) {
      const open = (rule.needs ?? []).every((kind) => cluster.known(kind)) && (rule.when?.(around) ?? true);
      if (open === this.#gates.has(rule)) continue;
      this.#gateChanges++;
      this.#options.allNamed();
      if (open) this.#gates.set(rule, now);
      else this.#gates.delete(rule);
    }
    const pools = cluster.pools.all.map((pool) => ({ pool, answer: poolAnswer(cluster, pool) }));
    this.#looked.look({ cluster, pools, around, facts: this.#facts }, this.#gates, now);
    this.#lookedAt = this.#options.clock.now();
    this.#lookTook = this.#lookedAt - start;
  }

  /** Rare: a flag of the control plane. */
  #renewFacts(): void {
    const before = this.#facts;
    const facts = factsOf(this.#cluster, this.#options.warnAt);
    this.#facts = facts;
    if (before.apiFamilies.join() !== facts.apiFamilies.join()) this.#backlog.add(this.#servicesAgain());
    if (before.podRanges.map(formatCidr).join() !== facts.podRanges.map(formatCidr).join()) this.#strays.rangesChanged();
  }

  *#servicesAgain(): Iterable<void> {
    for (const { key } of this.#cluster.services.all()) yield this.#services.check(key, this.#facts);
  }

  #blocksChanged(name: string, before: AnyRecord | undefined, after: AnyRecord | undefined): void {
    const was = blocksOf(before);
    const is = blocksOf(after);
    const changed = [...was, ...is].filter(([text]) => was.has(text) !== is.has(text));
    for (const [text] of changed) this.#blocks.check(text, this.#facts);
    if (changed.length > 0) this.#strays.blocksChanged(name, new Map(changed).values());
  }

  /** The network of an interface may change, and with it whether its address is held twice, while the address stays. */
  #interfacesChanged(before: AnyRecord | undefined, after: AnyRecord | undefined): void {
    for (const record of [before, after]) {
      if (record?.kind !== 'Pod') continue;
      for (const text of record.interfaces.flatMap(({ ips }) => ips)) {
        const address = parseAddressLax(text)?.address;
        if (address) this.addressChanged(address);
      }
    }
  }

  #addressState(text: string): HeldAddress | undefined {
    const address = parseAddress(text);
    return address && this.#held(address);
  }

  /** Undefined where nobody shares the address and no Service has it, as with nearly all: no rule can hold. */
  #held(address: Address): HeldAddress | undefined {
    const { book, store } = this.#cluster;
    const held = book.holders(address);
    const conflict = held.length > 1 && book.isConflict(address);
    if (!conflict && !held.some((holder) => holder.role === role.clusterIP || holder.role === role.ipAddress)) return undefined;
    const written = held.find((holder) => holder.role === role.ipAddress);
    const ipAddress = written && store.get('IPAddress', store.keyOf('IPAddress', written.id));
    const holdings = () => resolve(this.#cluster, held);
    return { address, held, conflict, holdings, ipAddress };
  }

  #blockState(text: string): { block: Cidr; nodes: string[] } | undefined {
    const block = parseCidr(text);
    if (!block) return undefined;
    const nodes = this.#cluster.blockClaims.names(this.#cluster.blocks.nodes(block));
    return nodes.length === 0 ? undefined : { block, nodes };
  }

  #trafficState(key: string): TrafficRecord | undefined {
    const space = key.indexOf(' ');
    return this.#cluster.store.get(key.slice(0, space) as TrafficRecord['kind'], key.slice(space + 1));
  }

  #textState(key: string): OddObject | undefined {
    const space = key.indexOf(' ');
    const record = this.#cluster.store.get(key.slice(0, space) as Kind, key.slice(space + 1));
    return record && { record, texts: oddTexts(record) };
  }
}

function blocksOf(record: AnyRecord | undefined): Map<string, Cidr> {
  const texts = record?.kind === 'Node' ? (record as NodeRecord).podCIDRs : [];
  return new Map(texts.flatMap((text) => parseCidrLax(text) ?? []).map((block) => [formatCidr(block), block]));
}
