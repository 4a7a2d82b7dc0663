import type { Address, Family } from '../../shared/net/address.ts';
import { type Cidr, cidrOf, formatCidr, hostCidr, lastValue, parseCidrLax } from '../../shared/net/cidr.ts';
import { type AnyRecord, type Kind, keyOf, kinds, optionalKinds, type PodRecord } from '../records/records.ts';
import type { Change, Store } from '../store/store.ts';
import { AddressBook, type Moved } from './addressBook.ts';
import { Census } from './audit/census.ts';
import { BlockClaims } from './blockClaims.ts';
import { Changed } from './changed.ts';
import { type Claim, type Claims, claimsOf, codeOf, quietRoles, type Role, roleKind, sameClaims } from './claims.ts';
import type { Clock } from './clock.ts';
import { declaredByConfigMap } from './configMapDeclares.ts';
import { type Declared, declaredBy } from './controlPlaneArgs.ts';
import { Findings } from './findings/findings.ts';
import { type Surroundings, surroundingsOf } from './findings/surroundings.ts';
import { Groups } from './groups.ts';
import { ipamPool } from './ipam/ipamPools.ts';
import { type BlockOwner, type Said, type SaidBlock, saysNothing } from './ipam/said.ts';
import { saidPools, says, shapesPools } from './ipam/says.ts';
import { Names } from './names.ts';
import type { NodeBlocks } from './nodeBlocks.ts';
import { NodePorts } from './nodePorts.ts';
import { NodeSlices } from './nodeSlices.ts';
import { type KnownNode, knownNode, NodeStates } from './nodeStates.ts';
import { Orders } from './orders.ts';
import type { OutsideRanges } from './outsideRanges.ts';
import { PodNodes } from './podNodes.ts';
import {
  besideOwnIPAM,
  declaredPodPools,
  inferredOwnPools,
  inferredPodPools,
  nodeGroup,
  nodePools,
  observedGroup,
  observedPodPools,
  overlapping,
} from './podPools.ts';
import type { Pool } from './pool.ts';
import { PoolTable } from './poolTable.ts';
import type { ModelEvent } from './questions.ts';
import { servedFamilies, serviceCidrPools, servicePoolsWithoutObjects } from './servicePools.ts';
import { type KnownService, knownService, ServiceStates } from './serviceStates.ts';
import { Tally } from './tally.ts';

interface ClusterOptions {
  readonly clock: Clock;
  readonly warnAt: number;
  readonly outside: OutsideRanges;
  /** Objects that are passed over, as "Kind key". */
  readonly leftOut: ReadonlySet<string>;
  /** Told, once, that a change could not be taken in: what is held here is no longer what the store has. */
  readonly broken: (error: unknown) => void;
}

/** An object that the model cannot take in: a fault of ours, whatever the object says. Its name is "Kind key". */
export class BrokenObject extends Error {
  readonly object: string;

  constructor(object: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'BrokenObject';
    this.object = object;
  }
}

function nameOf({ kind, key }: Change): string {
  return `${kind} ${key}`;
}

/** What is known of the cluster, in the indexes that answers are read from. Each change of the store costs O(log n) here. */
export class Cluster {
  readonly store: Store;
  readonly book: AddressBook;
  readonly blockClaims = new BlockClaims();
  /** The podCIDRs of nodes. */
  readonly blocks: NodeBlocks = this.blockClaims.of['host-local'];
  readonly nodes: NodeStates;
  readonly podNodes = new PodNodes();
  readonly nodeSlices = new NodeSlices();
  readonly services: ServiceStates;
  readonly nodePorts = new NodePorts();
  readonly findings: Findings;
  /** Who has which family. */
  readonly census: Census;
  /** Texts in objects that should be addresses and are not. */
  unreadable = 0;

  #outside: OutsideRanges;
  /** Objects whose addresses may be of any kind of object, as "kind key". */
  readonly #objects = new Names();
  /** Objects that hold addresses for a node, as they were last applied, by the node's name: they hold them while it is there. */
  readonly #heldForNodes = new Map<string, Map<string, AnyRecord>>();
  /** Blocks that pods on the pod network get their addresses from, by whose they are. */
  readonly #podBlocks = Object.entries(this.blockClaims.of).filter(([of]) => of !== 'whereabouts');
  readonly #podSubnets = new Tally();
  readonly #declared = new Map<string, readonly Declared[]>();
  readonly #podGroups = new Groups();
  readonly #nodeGroups = new Groups();
  #changed = new Changed();
  readonly #existing = new Set<string>();
  #pools: PoolTable | undefined;
  readonly #leftOut: ReadonlySet<string>;
  readonly #listeners = new Set<(event: ModelEvent) => void>();
  readonly #unsubscribe: () => void;
  readonly #orders: { readonly Service: Orders<KnownService>; readonly Node: Orders<KnownNode> };

  /** Throws a BrokenObject where one cannot be taken in. */
  constructor(store: Store, options: ClusterOptions) {
    const { clock, warnAt, leftOut, broken, outside } = options;
    this.store = store;
    this.#outside = outside;
    this.#leftOut = leftOut;
    this.findings = new Findings(this, {
      clock,
      warnAt,
      changed: () => this.#tell({ topics: ['findings', 'overview'], prefixes: [] }),
      named: (kind, key) => this.#orders[kind].changed(key),
      allNamed: () => {
        for (const orders of Object.values(this.#orders)) orders.allChanged();
      },
    });
    this.book = new AddressBook((...moved) => this.#moved(...moved));
    this.nodes = new NodeStates(
      (block) => this.book.count('pods', block),
      ({ name }) => {
        this.findings.nodeChanged(name);
        this.census.nodeChanged(name);
        this.#orders.Node.changed(name);
      },
    );
    this.services = new ServiceStates(({ key }) => {
      this.findings.serviceChanged(key);
      this.#orders.Service.changed(key);
    });
    this.census = new Census(this.podNodes, this.nodes);
    this.#orders = {
      Service: new Orders(
        () => this.services.all(),
        (key) => knownService(this.services.get(key)),
      ),
      Node: new Orders(
        () => this.nodes.all(),
        (name) => knownNode(this.nodes.get(name)),
      ),
    };
    for (const kind of kinds)
      for (const record of store.all(kind)) {
        const key = keyOf(record);
        this.#take({ kind, key, id: store.idOf(kind, key), before: undefined, after: record } as Change);
      }
    this.census.settle();
    this.findings.settle();
    this.#unsubscribe = store.subscribe((batch) => {
      this.#changed = new Changed();
      try {
        for (const change of batch.changes) this.#take(change);
      } catch (error) {
        broken(error);
        return;
      }
      if (batch.readings.length > 0) {
        // What may be read decides what is known: numbers become null, ranges are learned elsewhere.
        this.#changed.topics('status', 'pools', 'map', 'addresses', 'nodes', 'services', 'overview');
        this.#pools = undefined;
        this.findings.readingsChanged();
      }
      const event = this.#changed.event();
      this.census.settle();
      this.findings.settle();
      this.findings.touched();
      if (event) this.#tell(event);
    });
  }

  stop(): void {
    this.#unsubscribe();
    this.findings.stop();
    this.#listeners.clear();
  }

  subscribe(listener: (event: ModelEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ranges that the cluster cannot know of, as a file declares them. */
  get outside(): OutsideRanges {
    return this.#outside;
  }

  /** Takes other such ranges. */
  declare(outside: OutsideRanges): void {
    this.#outside = outside;
    this.findings.touched();
  }

  /** Whether a kind may be read at all: what it would say is learned elsewhere otherwise. */
  readable(kind: Kind): boolean {
    const { state } = this.store.reading(kind);
    return state !== 'forbidden' && state !== 'not-served';
  }

  /** Whether a kind has been read whole. Until then, and where it may not be read, what it would say is unknown, not none. */
  known(kind: Kind): boolean {
    const { state } = this.store.reading(kind);
    // A kind that a cluster need not have and has not: there is none of it.
    return state === 'synced' || state === 'stale' || (state === 'not-served' && optional.has(kind));
  }

  /** Whether those objects are read that say which blocks nodes have. */
  blocksKnown(of: BlockOwner): boolean {
    return tellingOfBlocks[of].some((kind) => this.known(kind));
  }

  /** The lists of nodes and of Services, with findings as they are now. */
  orders<K extends 'Node' | 'Service'>(kind: K): { readonly Service: Orders<KnownService>; readonly Node: Orders<KnownNode> }[K] {
    this.findings.refresh();
    return this.#orders[kind];
  }

  /** The pools as they are now: made again only when somebody asks after a range has changed. There are few of them. */
  get pools(): PoolTable {
    this.#pools ??= this.#makePools();
    return this.#pools;
  }

  /** Families that a new Service can have. */
  get serviceFamilies(): ReadonlySet<Family> {
    const served = servedFamilies([...this.store.all('ServiceCIDR')], this.places);
    return new Set(this.pools.all.flatMap(({ kind, family }) => (kind === 'service' && served.has(family) ? [family] : [])));
  }

  get surroundings(): Surroundings {
    return surroundingsOf(this);
  }

  /** Whether the podCIDRs of nodes are what pods get their addresses from: not where a CNI's own IPAM has taken their ranges over. */
  get podCIDRsRule(): boolean {
    return this.pools.all.some(({ kind, blocks }) => kind === 'pod' && blocks?.of === 'host-local') || !this.hasOwnIPAM;
  }

  /** Whether a CNI's own IPAM gives addresses to pods. */
  get hasOwnIPAM(): boolean {
    return this.pools.all.some((pool) => pool.kind === 'pod' && pool.counted === 'live' && this.#givesToPods(pool));
  }

  /** The places beside ServiceCIDR objects that name the cluster's ranges, by rank, then by name. */
  get places(): readonly Declared[] {
    return [...this.#declared.values()].flat().sort((a, b) => a.rank - b.rank || (a.source < b.source ? -1 : 1));
  }

  /** Whose blocks are those of some pools: podCIDRs where none of them is cut otherwise. */
  blocksOf(pools: readonly Pool[]): NodeBlocks[] {
    return [...new Set(pools.flatMap(({ blocks }) => (blocks ? [this.blockClaims.of[blocks.of]] : [])))];
  }

  /** The object behind a holder of the address book. */
  objectOf(as: Role, id: number): { readonly kind: Kind; readonly key: string } {
    const fixed = roleKind[as];
    if (fixed !== undefined) return { kind: fixed, key: this.store.keyOf(fixed, id) };
    const [kind, key] = split(this.#objects.key(id));
    return { kind, key };
  }

  /** The same with its record. */
  holder(as: Role, id: number): { readonly key: string; readonly record: AnyRecord } | undefined {
    const { kind, key } = this.objectOf(as, id);
    const record = this.store.get(kind, key);
    return record && { key, record };
  }

  #makePools(): PoolTable {
    const { places } = this;
    const service = this.readable('ServiceCIDR')
      ? serviceCidrPools([...this.store.all('ServiceCIDR')], places)
      : servicePoolsWithoutObjects(places, this.book);
    const ipam = saidPools({ all: (kind) => this.store.all(kind), podSubnets: () => this.#podSubnets.sorted })
      .map(ipamPool)
      .map(markAmbiguous);
    const giving = ipam.filter((pool) => pool.kind === 'pod' && pool.network === '' && this.#givesToPods(pool));
    const others = ipam.filter((pool) => !giving.includes(pool));
    const own = [...giving, ...inferredOwnPools(ipam, this.blockClaims)];
    const declared = declaredPodPools(places, this.blocks);
    const pod = besideOwnIPAM([...declared, ...inferredPodPools(declared, this.blocks)], own);
    const observed = observedPodPools(this.#podGroups, [...pod, ...others], this.book);
    return new PoolTable([...service, ...pod, ...others, ...observed, ...nodePools(this.#nodeGroups, this.book)]);
  }

  /** Served and with objects is not yet in use: charts leave both behind. In use: nodes have blocks of it, or addresses are recorded in it. */
  #givesToPods({ cidrs, blocks, records }: Pool): boolean {
    if (blocks) return cidrs.some((cidr) => this.blockClaims.of[blocks.of].count(cidr) > 0);
    return records && cidrs.some((cidr) => this.book.count('recorded', cidr) > 0);
  }

  #take(change: Change): void {
    if (this.#leftOut.size > 0 && this.#leftOut.has(nameOf(change))) return;
    try {
      this.#apply(change);
    } catch (error) {
      throw new BrokenObject(nameOf(change), error);
    }
  }

  #apply(change: Change): void {
    const { kind, key, id, before, after } = change;
    if (!before || !after) this.#changed.topics('status');
    const was = before ? says(before) : saysNothing;
    const is = after ? says(after) : saysNothing;
    if (kind === 'Node') this.#nodeExists(key, before !== undefined, after !== undefined);
    this.#claims(id, { record: before, said: was }, { record: after, said: is });
    this.#blocks(
      kind === 'Node' ? [...blocksOf(before), ...was.blocks] : was.blocks,
      kind === 'Node' ? [...blocksOf(after), ...is.blocks] : is.blocks,
    );
    if (shapesPools(before) || shapesPools(after)) this.#poolsChanged();
    switch (kind) {
      case 'Namespace':
        // The list of namespaces stands beside the Services and counts them.
        if (!before || !after) this.#changed.topics('services', 'overview');
        break;
      case 'Node':
        this.nodes.applyNode(key, change.after);
        this.#changed.topics('nodes', 'overview');
        break;
      case 'Pod':
        if (hasArgs(change.before) || hasArgs(change.after))
          this.#declares(`Pod ${key}`, change.after ? [declaredBy(change.after)].flatMap((declared) => declared ?? []) : []);
        this.#subnets(change.before, change.after);
        this.podNodes.set(id, change.before?.nodeName ?? '', change.after?.nodeName ?? '');
        this.nodes.applyPod(change.before, change.after);
        this.#changed.topics('nodes', 'overview');
        break;
      case 'Service':
        this.services.applyService(key, change.before, change.after);
        this.nodePorts.apply(key, change.before, change.after);
        this.#changed.topics('services', 'overview');
        break;
      case 'EndpointSlice':
        this.services.applySlice(change.before, change.after);
        this.nodeSlices.apply(id, change.before, change.after);
        this.#changed.topics('services', 'overview');
        break;
      case 'ServiceCIDR':
        this.#poolsChanged();
        this.#changed.topics('services');
        for (const record of [before, after]) {
          if (record?.kind === 'ServiceCIDR')
            for (const text of record.cidrs) for (const range of cidrsOf(text)) this.#changed.prefix(range);
        }
        break;
      case 'ConfigMap/kubeadm-config':
      case 'ConfigMap/kube-proxy':
        this.#declares(kind, change.after ? declaredByConfigMap(change.after) : []);
        break;
      case 'Ingress':
      case 'Gateway.gateway.networking.k8s.io':
      case 'NetworkPolicy':
        this.#changed.topics('overview');
        break;
    }
    this.census.change(change);
    this.findings.objectChanged(change);
  }

  #tell(event: ModelEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Brings the book in line with what an object says of its addresses. */
  #claims(id: number, before: Version, after: Version): void {
    const said = before.said.allocations.length + after.said.allocations.length > 0;
    const asReadable = before.said.unreadable === after.said.unreadable;
    if (!said && asReadable && before.record && after.record && sameClaims(before.record, after.record)) {
      if (before.record.deletedAt !== after.record.deletedAt) this.#changed.topics('map', 'addresses');
      return;
    }
    const exists = (name: string) => this.#existing.has(name);
    const was = before.record ? claimsOf(before.record, before.said, exists) : noClaims;
    const is = after.record ? claimsOf(after.record, after.said, exists) : noClaims;
    this.unreadable += is.unreadable - was.unreadable;
    const record = after.record ?? before.record;
    const object = record && said ? `${record.kind} ${keyOf(record)}` : '';
    this.#moveClaims(was, is, id, object === '' ? 0 : this.#objects.add(object));
    if (object === '') return;
    if (before.record) this.#holdForNodes(object, before, -1);
    if (after.record) this.#holdForNodes(object, after, 1);
    if (after.said.allocations.length === 0) this.#objects.remove(object);
  }

  #moveClaims(was: Claims, is: Claims, id: number, objectId: number): void {
    let moved = false;
    const idOf = (as: Role) => (roleKind[as] === undefined ? objectId : id);
    for (const claim of without(was, is)) {
      this.book.remove(claim, idOf(claim.role));
      if (!quietRoles.has(claim.role)) this.findings.addressChanged(claim.address);
      this.#changed.address(claim.address);
      moved = true;
    }
    for (const claim of without(is, was)) {
      this.book.add(claim, idOf(claim.role));
      if (!quietRoles.has(claim.role)) this.findings.addressChanged(claim.address);
      this.#changed.address(claim.address);
      moved = true;
    }
    if (moved) this.#changed.topics('pools', 'map', 'addresses', 'overview');
  }

  #holdForNodes(object: string, { record, said }: Version, change: 1 | -1): void {
    for (const { as, for: whom } of said.allocations) {
      if (as !== 'node' || whom === null || record === undefined) continue;
      const held = this.#heldForNodes.get(whom.name) ?? new Map<string, AnyRecord>();
      if (change > 0) held.set(object, record);
      else held.delete(object);
      if (held.size > 0) this.#heldForNodes.set(whom.name, held);
      else this.#heldForNodes.delete(whom.name);
    }
  }

  /** A node that comes or goes takes with it what other objects hold for it. */
  #nodeExists(name: string, did: boolean, does: boolean): void {
    if (did === does) return;
    const held = [...(this.#heldForNodes.get(name) ?? [])].map(([object, record]) => ({ object, record, said: says(record) }));
    const before = held.map(({ record, said }) => claimsOf(record, said, (node) => this.#existing.has(node)));
    if (does) this.#existing.add(name);
    else this.#existing.delete(name);
    for (const [i, { object, record, said }] of held.entries()) {
      const after = claimsOf(record, said, (node) => this.#existing.has(node));
      // Only what it holds for the node moves, and that stands under the object's own number.
      this.#moveClaims(before[i] ?? noClaims, after, 0, this.#objects.add(object));
    }
  }

  #moved(...[set, address, change]: Parameters<Moved>): void {
    if (set === 'pods') {
      this.#podGroups.move(cidrOf(address, observedGroup(address.family)), change);
      this.#podAddress(address, change);
      return;
    }
    if (set === 'nodes') {
      this.#nodeGroups.move(cidrOf(address, nodeGroup(address.family)), change);
      this.#pools = undefined;
    }
    // The first address that an allocator writes down in a pool shows that it is in use, and the last one gone that it is not.
    if (
      set === 'recorded' &&
      this.#pools
        ?.around(address)
        .some((pool) => this.book.index(pool.family, 'recorded').count(pool.cover.value, lastValue(pool.cover)) < 2)
    )
      this.#pools = undefined;
    // Where ServiceCIDR objects cannot be read, the range may be a guess around what is seen.
    if (set === 'services' && !this.readable('ServiceCIDR')) this.#pools = undefined;
  }

  #podAddress(address: Address, change: 1 | -1): void {
    const host = hostCidr(address);
    for (const [of, blocks] of this.#podBlocks) {
      if (!blocks.any) continue;
      const covering = blocks.covering(host);
      const nodes = covering.flatMap((block) => this.blockClaims.names(blocks.nodes(block)));
      for (const node of covering.length > 1 ? new Set(nodes) : nodes)
        this.nodes.podAddress(node, of !== 'host-local', address.family, change);
    }
    // Inside a range that is known by more than its addresses, an address changes no range; elsewhere the observed range may grow or shrink.
    if (this.#pools && !this.#pools.inPodRange(address)) this.#pools = undefined;
  }

  #blocks(before: readonly SaidBlock[], after: readonly SaidBlock[]): void {
    if (before.length + after.length === 0) return;
    const key = ({ of, cidr, node }: SaidBlock) => `${of} ${formatCidr(cidr)} ${node}`;
    const was = new Map(before.map((block) => [key(block), block]));
    const is = new Map(after.map((block) => [key(block), block]));
    for (const [text, block] of was) {
      if (is.has(text)) continue;
      if (this.blockClaims.remove(block)) this.nodes.applyBlock(block, -1);
      this.#rangeChanged(block.cidr);
    }
    for (const [text, block] of is) {
      if (was.has(text)) continue;
      if (this.blockClaims.add(block)) this.nodes.applyBlock(block, 1);
      this.#rangeChanged(block.cidr);
    }
  }

  #subnets(before: PodRecord | undefined, after: PodRecord | undefined): void {
    const was = before?.interfaces.flatMap(({ subnets }) => subnets) ?? [];
    const is = after?.interfaces.flatMap(({ subnets }) => subnets) ?? [];
    if (was.length + is.length === 0) return;
    const known = this.#podSubnets.sorted;
    for (const subnet of was) this.#podSubnets.move(subnet, undefined);
    for (const subnet of is) this.#podSubnets.move(undefined, subnet);
    if (this.#podSubnets.sorted !== known) this.#poolsChanged();
  }

  #declares(key: string, is: readonly Declared[]): void {
    if (is.length === 0 && this.#declared.size === 0) return;
    const was = this.#declared.get(key) ?? [];
    if (was.length + is.length === 0) return;
    if (is.length > 0) this.#declared.set(key, is);
    else this.#declared.delete(key);
    if (JSON.stringify(was, asText) === JSON.stringify(is, asText)) return;
    this.#poolsChanged();
    for (const { serviceRanges, podRanges } of [...was, ...is]) {
      for (const range of [...serviceRanges, ...podRanges.map(({ range }) => range)]) this.#changed.prefix(range);
    }
  }

  #poolsChanged(): void {
    this.#pools = undefined;
    this.#changed.topics('pools', 'map', 'addresses', 'overview');
  }

  #rangeChanged(range: Cidr): void {
    this.#pools = undefined;
    this.#changed.prefix(range);
    this.#changed.topics('pools', 'map', 'addresses', 'overview');
  }
}

const optional: ReadonlySet<Kind> = new Set(optionalKinds);

/** By whose blocks they are: the kinds of object of which any one tells all of them. */
const tellingOfBlocks: Readonly<Record<BlockOwner, readonly Kind[]>> = {
  'host-local': ['Node'],
  calico: ['IPAMBlock.crd.projectcalico.org', 'BlockAffinity.crd.projectcalico.org'],
  cilium: ['CiliumNode.cilium.io'],
  'cilium-whole': ['CiliumNode.cilium.io'],
  'ovn-kubernetes': ['Node'],
  whereabouts: ['NodeSlicePool.whereabouts.cni.cncf.io'],
};

function hasArgs(pod: PodRecord | undefined): boolean {
  return pod !== undefined && pod.controlPlaneArgs.length > 0;
}

function asText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

function cidrsOf(text: string): Cidr[] {
  return [parseCidrLax(text) ?? []].flat();
}

/** A network of its own whose ranges another network has too: objects name addresses, not networks. The cluster's own network comes first. */
function markAmbiguous(pool: Pool, _: number, all: readonly Pool[]): Pool {
  if (pool.network === '') return pool;
  return { ...pool, ambiguous: all.some((other) => other.network !== pool.network && overlapping(pool, other)) };
}

/** The podCIDRs of a node. */
function blocksOf(node: AnyRecord | undefined): SaidBlock[] {
  if (node?.kind !== 'Node') return [];
  return node.podCIDRs.flatMap(cidrsOf).map((cidr) => ({ of: 'host-local', cidr, node: node.name, grows: false }));
}

/** "kind key" of an object; a kind has no blank. */
function split(object: string): [Kind, string] {
  const at = object.indexOf(' ');
  return [object.slice(0, at) as Kind, object.slice(at + 1)];
}

/** One version of an object, and what it says of the address space. */
interface Version {
  readonly record: AnyRecord | undefined;
  readonly said: Said;
}

const noClaims: Claims = { claims: [], unreadable: 0 };

/** The claims of one version of an object that another does not make. */
function without(one: Claims, other: Claims): readonly Claim[] {
  if (other.claims.length === 0) return one.claims;
  const codes = new Set(other.claims.map(codeOf));
  return one.claims.filter((claim) => !codes.has(codeOf(claim)));
}
