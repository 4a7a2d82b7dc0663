import { type Address, type Family, parseAddressLax } from '../../shared/net/address.ts';
import { type Cidr, compareCidrs, containsCidr, parseCidrLax } from '../../shared/net/cidr.ts';
import { readAddress } from '../../shared/net/readAddress.ts';
import { usableOfBlock } from '../../shared/plan/nodeBlock.ts';
import type { ByFamily } from '../../shared/wire/overview.ts';
import type { NodeRecord, PodRecord } from '../records/records.ts';
import { allocators } from './blockClaims.ts';
import { isLive } from './claims.ts';
import { distinctFamilies, familyClass, noneByFamily, sameFamilies } from './families.ts';
import type { SaidBlock } from './ipam/said.ts';
import { Tally } from './tally.ts';

/** A node and the pods that name it; pods may come first, so the record can be missing. */
export interface NodeState {
  readonly name: string;
  record: NodeRecord | undefined;
  addresses: readonly Address[];
  /** Its podCIDRs as written, in order; unreadable ones left out. */
  podCIDRs: readonly Cidr[];
  /** The same without twins and without those that lie in another. */
  blocks: readonly Cidr[];
  running: number; // live pods on the pod network
  hostNetwork: number;
  terminated: number;
  /** Live pods on the pod network by family, and how many have that family first. */
  readonly podsWith: Record<Family, { all: number; first: number }>;
  /** Usable addresses of its blocks; null without a block of the family. */
  readonly usable: Record<Family, bigint | null>;
  /** Distinct live pod addresses inside its blocks. */
  readonly inUse: Record<Family, number>;
  readonly room: Room;
  /** The same of the blocks that the node has of a CNI with its own IPAM. */
  readonly own: OwnSpace;
  families: { addresses: Family[]; podCIDRs: Family[]; pods: Family[] };
  skewed: boolean;
}

/** A node that exists, with its pods. */
export type KnownNode = NodeState & { readonly record: NodeRecord };

/** Blocks that a CNI's own IPAM gave to a node, and what is left of them. */
export interface OwnSpace {
  blocks: readonly SaidBlock[];
  readonly usable: Record<Family, bigint | null>;
  readonly inUse: Record<Family, number>;
  readonly room: Room;
}

/** How many more pods get an address on a node, and what ends it; null where that is not known. Written in place with every pod. */
export interface Room {
  remaining: number | null;
  limit: 'addresses' | 'blocks' | 'maxPods' | null;
}

export interface PodTotals {
  running: number;
  hostNetwork: number;
  terminated: number;
}

/** What one pod adds to its node. */
interface PodShare {
  readonly node: string;
  readonly as: keyof PodTotals;
  readonly families: readonly Family[];
}

const unknownRoom = () => ({ remaining: null, limit: null });
const unlimited = { IPv4: null, IPv6: null };

/** Nodes, their blocks and the pods on them; every count is kept by change. */
export class NodeStates {
  readonly families: ByFamily = noneByFamily();
  readonly podFamilies: ByFamily = noneByFamily();
  readonly pods: PodTotals = { running: 0, hostNetwork: 0, terminated: 0 };
  /** Sum of remaining over nodes that have a block, and over those that have none; and how many know theirs. */
  readonly room = { withBlock: 0, withoutBlock: 0, known: 0 };
  /** The same where blocks of a CNI's own IPAM rule. */
  readonly ownRoom = { withBlock: 0, withoutBlock: 0, known: 0 };
  /** Nodes by zone; a node without one counts for none. */
  readonly zones = new Tally();
  /** Grows with each change of a node or its blocks, not with those of its pods. */
  version = 0;
  readonly #states = new Map<string, NodeState>();
  readonly #podsIn: (block: Cidr) => number;
  readonly #changed: (state: NodeState) => void;

  /** podsIn counts the distinct pod addresses in a prefix; changed is told after each change of a node, its pods or their addresses. */
  constructor(podsIn: (block: Cidr) => number, changed: (state: NodeState) => void) {
    this.#podsIn = podsIn;
    this.#changed = changed;
  }

  get(name: string): NodeState | undefined {
    return this.#states.get(name);
  }

  /** Nodes that exist. */
  *all(): Iterable<KnownNode> {
    for (const state of this.#states.values()) if (isKnown(state)) yield state;
  }

  applyNode(name: string, after: NodeRecord | undefined): void {
    this.version++;
    const state = this.#state(name);
    this.zones.move(state.record?.zone, after?.zone);
    this.#change(state, () => {
      state.record = after;
      state.addresses = after ? after.addresses.flatMap(({ address }) => parseAddressLax(address)?.address ?? []) : [];
      state.podCIDRs = after ? after.podCIDRs.flatMap((text) => parseCidrLax(text) ?? []) : [];
      state.blocks = outermost(state.podCIDRs);
      for (const family of ['IPv4', 'IPv6'] as const) {
        const blocks = state.blocks.filter((block) => block.family === family);
        state.usable[family] =
          blocks.length === 0 ? null : blocks.reduce((sum, block) => sum + usableOfBlock(family, block.prefixLength), 0n);
        state.inUse[family] = blocks.reduce((sum, block) => sum + this.#podsIn(block), 0);
      }
    });
  }

  applyPod(before: PodRecord | undefined, after: PodRecord | undefined): void {
    if (before && after && sameShare(before, after)) return;
    const was = before && shareOf(before);
    const is = after && shareOf(after);
    if (was) this.#share(was, -1);
    if (is) this.#share(is, 1);
  }

  /** A CNI's own IPAM gave a node a block, or took it back. Blocks of secondary networks are no space of its pods. */
  applyBlock(block: SaidBlock, change: 1 | -1): void {
    if (block.of === 'host-local' || block.of === 'whereabouts') return;
    this.version++;
    const state = this.#state(block.node);
    this.#change(state, () => {
      const { own } = state;
      const same = ({ of, cidr }: SaidBlock) => of === block.of && compareCidrs(cidr, block.cidr) === 0;
      own.blocks = change > 0 ? [...own.blocks, block] : own.blocks.filter((other) => !same(other));
      const { family, prefixLength } = block.cidr;
      const usable = (own.usable[family] ?? 0n) + BigInt(change) * usableOfBlock(family, prefixLength, allocators[block.of]);
      own.usable[family] = own.blocks.some(({ cidr }) => cidr.family === family) ? usable : null;
      own.inUse[family] += change * this.#podsIn(block.cidr);
    });
  }

  /** A pod address came into, or went out of, a block of this node: its podCIDR, or one of a CNI's own IPAM. */
  podAddress(name: string, own: boolean, family: Family, change: 1 | -1): void {
    const state = this.#states.get(name);
    if (!state) return;
    // Far the most frequent change: it touches what is left and nothing else.
    this.#totalRoom(state, -1);
    (own ? state.own : state).inUse[family] += change;
    this.#settleRoom(state);
    this.#totalRoom(state, 1);
    this.#changed(state);
  }

  #settleRoom(state: NodeState): void {
    settleRoom(state.room, state, state.usable, state.inUse);
    const grows = state.own.blocks.some((block) => block.grows);
    settleRoom(state.own.room, state, grows ? unlimited : state.own.usable, state.own.inUse);
  }

  #share({ node, as, families }: PodShare, change: 1 | -1): void {
    this.pods[as] += change;
    if (as === 'running') this.podFamilies[familyClass(families)] += change;
    if (node === '') return;
    const state = this.#state(node);
    const count = () => {
      state[as] += change;
      if (as !== 'running') return;
      for (const family of families) state.podsWith[family].all += change;
      const [first] = families;
      if (first) state.podsWith[first].first += change;
    };
    // Nearly every pod is one more of those that its node has: neither the node's families nor whether they agree can change.
    const { IPv4, IPv6 } = state.podsWith;
    const settled = state.record && IPv4.all !== 1 && IPv6.all !== 1 && Math.abs(IPv4.first - IPv6.first) > 1;
    if (!settled || (families.length > 0 && !families.every((family) => state.families.pods.includes(family)))) {
      this.#change(state, count);
      return;
    }
    this.#totalRoom(state, -1);
    count();
    this.#settleRoom(state);
    this.#totalRoom(state, 1);
    this.#changed(state);
  }

  #state(name: string): NodeState {
    const known = this.#states.get(name);
    if (known) return known;
    const state: NodeState = {
      name,
      record: undefined,
      addresses: [],
      podCIDRs: [],
      blocks: [],
      running: 0,
      hostNetwork: 0,
      terminated: 0,
      podsWith: { IPv4: { all: 0, first: 0 }, IPv6: { all: 0, first: 0 } },
      usable: { IPv4: null, IPv6: null },
      inUse: { IPv4: 0, IPv6: 0 },
      room: unknownRoom(),
      own: { blocks: [], usable: { IPv4: null, IPv6: null }, inUse: { IPv4: 0, IPv6: 0 }, room: unknownRoom() },
      families: { addresses: [], podCIDRs: [], pods: [] },
      skewed: false,
    };
    this.#states.set(name, state);
    return state;
  }

  /** The one way in which a state changes: its part of the totals goes, it changes, its new part comes. */
  #change(state: NodeState, edit: () => void): void {
    this.#total(state, -1);
    edit();
    state.families = {
      addresses: distinctFamilies(state.addresses.map(({ family }) => family)),
      podCIDRs: distinctFamilies(state.podCIDRs.map(({ family }) => family)),
      pods: podFamiliesOf(state),
    };
    state.skewed = disagree(state.families);
    this.#settleRoom(state);
    this.#total(state, 1);
    if (!state.record && state.own.blocks.length === 0 && state.running + state.hostNetwork + state.terminated === 0)
      this.#states.delete(state.name);
    this.#changed(state);
  }

  #total(state: NodeState, change: 1 | -1): void {
    if (!state.record) return;
    this.families[familyClass(state.families.addresses)] += change;
    this.#totalRoom(state, change);
  }

  #totalRoom(state: NodeState, change: 1 | -1): void {
    if (!state.record || state.room.remaining === null || state.own.room.remaining === null) return;
    this.room.known += change;
    this.room[state.blocks.length > 0 ? 'withBlock' : 'withoutBlock'] += change * state.room.remaining;
    this.ownRoom.known += change;
    this.ownRoom[state.own.blocks.length > 0 ? 'withBlock' : 'withoutBlock'] += change * state.own.room.remaining;
  }
}

function isKnown(state: NodeState): state is KnownNode {
  return state.record !== undefined;
}

/** Undefined for a name that only pods or blocks speak of. */
export function knownNode(state: NodeState | undefined): KnownNode | undefined {
  return state && isKnown(state) ? state : undefined;
}

function sameShare(a: PodRecord, b: PodRecord): boolean {
  return a.nodeName === b.nodeName && a.hostNetwork === b.hostNetwork && isLive(a) === isLive(b) && a.podIPs.join() === b.podIPs.join();
}

function shareOf(pod: PodRecord): PodShare {
  const as = !isLive(pod) ? 'terminated' : pod.hostNetwork ? 'hostNetwork' : 'running';
  const families = as === 'running' ? distinctFamilies(pod.podIPs.flatMap((text) => readAddress(text)?.address.family ?? [])) : [];
  return { node: pod.nodeName, as, families };
}

/** Blocks without twins and without those that lie in another, in address order. */
function outermost(cidrs: readonly Cidr[]): Cidr[] {
  const out: Cidr[] = [];
  for (const cidr of [...cidrs].sort(compareCidrs)) {
    const last = out[out.length - 1];
    if (!last || !containsCidr(last, cidr)) out.push(cidr);
  }
  return out;
}

/** Families of addresses, podCIDRs and pods: those that say anything must say the same. */
function disagree(families: NodeState['families']): boolean {
  const said = [families.addresses, families.podCIDRs, families.pods].filter((list) => list.length > 0);
  return said.some((list) => !sameFamilies(list, said[0] ?? []));
}

/** The families of a node's pods, that which more of them have first. */
function podFamiliesOf({ podsWith }: NodeState): Family[] {
  const order: Family[] = podsWith.IPv6.first > podsWith.IPv4.first ? ['IPv6', 'IPv4'] : ['IPv4', 'IPv6'];
  return order.filter((family) => podsWith[family].all > 0);
}

/** Host-network pods take no address but count against maxPods. Without maxPods nobody knows what ends first. */
function settleRoom(room: Room, state: NodeState, usable: NodeState['usable'], inUse: NodeState['inUse']): void {
  const maxPods = state.record?.maxPods ?? null;
  if (maxPods === null) {
    room.remaining = null;
    room.limit = null;
    return;
  }
  let remaining = Math.max(0, maxPods - state.running - state.hostNetwork);
  let limit: Room['limit'] = 'maxPods';
  for (const family of ['IPv4', 'IPv6'] as const) {
    const most = usable[family];
    if (most === null) continue;
    // A /64 does not fit a double, but next to maxPods it is endless either way.
    const free = Math.max(0, Number(most) - inUse[family]);
    if (free >= remaining) continue;
    remaining = free;
    limit = 'addresses';
  }
  room.remaining = remaining;
  room.limit = limit;
}
