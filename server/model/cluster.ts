import type { Address } from '../../shared/net/address.ts';
import { type Cidr, cidrOf, formatCidr, hostCidr, parseCidrLax } from '../../shared/net/cidr.ts';
import { type AnyRecord, type Kind, keyOf, kinds, type NodeRecord } from '../records/records.ts';
import type { Change, Store } from '../store/store.ts';
import { AddressBook, type Moved } from './addressBook.ts';
import { Changed } from './changed.ts';
import { claimsOf, sameClaims } from './claims.ts';
import type { Clock } from './clock.ts';
import { type Declared, declaredBy } from './controlPlaneArgs.ts';
import { Findings } from './findings/findings.ts';
import { type Surroundings, surroundingsOf } from './findings/surroundings.ts';
import { Groups } from './groups.ts';
import { Names } from './names.ts';
import { NodeBlocks } from './nodeBlocks.ts';
import { NodePorts } from './nodePorts.ts';
import { NodeStates } from './nodeStates.ts';
import { declaredPodPools, inferredPodPools, nodeGroup, nodePools, observedGroup, observedPodPools } from './podPools.ts';
import { PoolTable } from './poolTable.ts';
import type { ModelEvent } from './questions.ts';
import { serviceCidrPools, servicePoolsWithoutObjects } from './servicePools.ts';
import { ServiceStates } from './serviceStates.ts';

/** What is known of the cluster, in the indexes that answers are read from. Each change of the store costs O(log n) here. */
export class Cluster {
  readonly store: Store;
  readonly names: Readonly<Record<Kind, Names>>;
  readonly book: AddressBook;
  readonly blocks = new NodeBlocks();
  readonly nodes: NodeStates;
  readonly services: ServiceStates;
  readonly nodePorts = new NodePorts();
  readonly findings: Findings;
  /** Texts in objects that should be addresses and are not. */
  unreadable = 0;

  readonly #declared = new Map<string, Declared>();
  readonly #podGroups = new Groups();
  readonly #nodeGroups = new Groups();
  #changed = new Changed();
  #pools: PoolTable | undefined;
  readonly #listeners = new Set<(event: ModelEvent) => void>();
  readonly #unsubscribe: () => void;

  constructor(store: Store, { clock, warnAt }: { readonly clock: Clock; readonly warnAt: number }) {
    this.store = store;
    this.names = Object.fromEntries(kinds.map((kind) => [kind, new Names()])) as Record<Kind, Names>;
    this.findings = new Findings(this, { clock, warnAt, changed: () => this.#tell({ topics: ['findings', 'overview'], prefixes: [] }) });
    this.book = new AddressBook((...moved) => this.#moved(...moved));
    this.nodes = new NodeStates(
      (block) => this.book.count('pods', block),
      (state) => this.findings.nodeChanged(state),
    );
    this.services = new ServiceStates(({ key }) => this.findings.serviceChanged(key));
    for (const kind of kinds)
      for (const record of store.all(kind)) this.#apply({ kind, key: keyOf(record), before: undefined, after: record } as Change);
    this.#unsubscribe = store.subscribe((batch) => {
      this.#changed = new Changed();
      for (const change of batch.changes) this.#apply(change);
      if (batch.readings.length > 0) {
        // What may be read decides what is known: numbers become null, ranges are learned elsewhere.
        this.#changed.topics('status', 'pools', 'map', 'addresses', 'nodes', 'services', 'overview');
        this.#pools = undefined;
      }
      const event = this.#changed.event();
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

  /** What flags of control-plane pods say, by pod. */
  get declared(): readonly Declared[] {
    return [...this.#declared.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
  }

  /** Whether a kind may be read at all: what it would say is learned elsewhere otherwise. */
  readable(kind: Kind): boolean {
    const { state } = this.store.reading(kind);
    return state !== 'forbidden' && state !== 'not-served';
  }

  /** Whether a kind has been read whole. Until then, and where it may not be read, what it would say is unknown, not none. */
  known(kind: Kind): boolean {
    const { state } = this.store.reading(kind);
    return state === 'synced' || state === 'stale';
  }

  /** The pools as they are now: made again only when somebody asks after a range has changed. There are few of them. */
  get pools(): PoolTable {
    this.#pools ??= this.#makePools();
    return this.#pools;
  }

  get surroundings(): Surroundings {
    return surroundingsOf(this);
  }

  #makePools(): PoolTable {
    const flags = this.declared;
    const service = this.readable('ServiceCIDR')
      ? serviceCidrPools(this.store.all('ServiceCIDR'), flags)
      : servicePoolsWithoutObjects(flags, this.book);
    const declared = declaredPodPools(flags, this.blocks);
    const pod = [...declared, ...inferredPodPools(declared, this.blocks)];
    const observed = observedPodPools(this.#podGroups, pod, this.book);
    return new PoolTable([...service, ...pod, ...observed, ...nodePools(this.#nodeGroups, this.book)]);
  }

  #apply(change: Change): void {
    const { kind, key, before, after } = change;
    const id = this.names[kind].add(key);
    if (!before || !after) this.#changed.topics('status');
    this.#claims(id, before, after);
    switch (kind) {
      case 'Namespace':
        // The list of namespaces stands beside the Services and counts them.
        if (!before || !after) this.#changed.topics('services', 'overview');
        break;
      case 'Node':
        this.#nodeBlocks(id, change.before, change.after);
        this.nodes.applyNode(key, change.after);
        this.#changed.topics('nodes', 'overview');
        break;
      case 'Pod':
        this.#controlPlane(key, change.after);
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
        this.#changed.topics('services', 'overview');
        break;
      case 'ServiceCIDR':
        this.#pools = undefined;
        this.#changed.topics('pools', 'map', 'addresses', 'services', 'overview');
        for (const record of [before, after]) {
          if (record?.kind === 'ServiceCIDR')
            for (const text of record.cidrs) for (const range of cidrsOf(text)) this.#changed.prefix(range);
        }
        break;
      case 'IPAddress':
        break;
    }
    this.findings.objectChanged(change);
    if (!after) this.names[kind].remove(key);
  }

  #tell(event: ModelEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Brings the book in line with what an object says of its addresses. */
  #claims(id: number, before: AnyRecord | undefined, after: AnyRecord | undefined): void {
    if (before && after && sameClaims(before, after)) {
      if (before.deletedAt !== after.deletedAt) this.#changed.topics('map', 'addresses');
      return;
    }
    const was = before ? claimsOf(before) : undefined;
    const is = after ? claimsOf(after) : undefined;
    this.unreadable += (is?.unreadable ?? 0) - (was?.unreadable ?? 0);
    let moved = false;
    for (const [code, claim] of was?.claims ?? []) {
      if (is?.claims.has(code)) continue;
      this.book.remove(claim, id);
      this.findings.addressChanged(claim.address);
      this.#changed.address(claim.address);
      moved = true;
    }
    for (const [code, claim] of is?.claims ?? []) {
      if (was?.claims.has(code)) continue;
      this.book.add(claim, id);
      this.findings.addressChanged(claim.address);
      this.#changed.address(claim.address);
      moved = true;
    }
    if (moved) this.#changed.topics('pools', 'map', 'addresses', 'overview');
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
    // Where ServiceCIDR objects cannot be read, the range may be a guess around what is seen.
    if (set === 'services' && !this.readable('ServiceCIDR')) this.#pools = undefined;
  }

  #podAddress(address: Address, change: 1 | -1): void {
    const nodes = new Set(this.blocks.covering(hostCidr(address)).flatMap((block) => this.blocks.nodes(block)));
    for (const node of nodes) this.nodes.podAddress(this.names.Node.key(node), address.family, change);
    // Inside a range that is known by its blocks an address changes no range; elsewhere the observed range may grow or shrink.
    if (this.#pools && !this.#pools.around(address).some(({ kind, blockLength }) => kind === 'pod' && blockLength !== null))
      this.#pools = undefined;
  }

  #nodeBlocks(id: number, before: NodeRecord | undefined, after: NodeRecord | undefined): void {
    const was = blocksOf(before);
    const is = blocksOf(after);
    for (const [text, block] of was) {
      if (is.has(text)) continue;
      this.blocks.remove(block, id);
      this.#rangeChanged(block);
    }
    for (const [text, block] of is) {
      if (was.has(text)) continue;
      this.blocks.add(block, id);
      this.#rangeChanged(block);
    }
  }

  #controlPlane(key: string, after: AnyRecord | undefined): void {
    const is = after?.kind === 'Pod' ? declaredBy(after) : undefined;
    const was = this.#declared.get(key);
    if (!is && !was) return;
    if (is) this.#declared.set(key, is);
    else this.#declared.delete(key);
    if (JSON.stringify(was, asText) === JSON.stringify(is, asText)) return;
    this.#pools = undefined;
    this.#changed.topics('pools', 'map', 'addresses', 'overview');
    for (const { serviceRanges, podRanges } of [was, is].flatMap((declared) => declared ?? [])) {
      for (const range of [...serviceRanges, ...podRanges.map(({ range }) => range)]) this.#changed.prefix(range);
    }
  }

  #rangeChanged(range: Cidr): void {
    this.#pools = undefined;
    this.#changed.prefix(range);
    this.#changed.topics('pools', 'map', 'addresses', 'overview');
  }
}

function asText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

function cidrsOf(text: string): Cidr[] {
  return [parseCidrLax(text) ?? []].flat();
}

/** The distinct blocks of a node, by their text. */
function blocksOf(node: NodeRecord | undefined): Map<string, Cidr> {
  return new Map((node?.podCIDRs ?? []).flatMap(cidrsOf).map((block) => [formatCidr(block), block]));
}
