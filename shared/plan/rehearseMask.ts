import { addressBits, type Family } from '../net/address.ts';
import { type Cidr, cidrOf, containsCidr, formatCidr, lastValue, overlaps } from '../net/cidr.ts';
import { countFreeBlocks } from '../net/freeBlocks.ts';
import { difference, type RangeSet, rangeSetOfCidrs } from '../net/rangeSet.ts';
import { type Allocator, hostLocal } from './allocator.ts';
import { usableOfBlock } from './nodeBlock.ts';

/** A node's block. */
export interface HeldBlock {
  readonly node: string;
  readonly cidr: Cidr;
}

/** What blocks for nodes are cut from, in one family. */
export interface BlockSpace {
  readonly family: Family;
  readonly ranges: readonly Cidr[];
  /** Of the blocks that new nodes get today. */
  readonly blockLength: number;
  readonly held: readonly HeldBlock[];
  /** Ranges that are stepped around: a block that overlaps one is never given (the Service range of the controller's flag). */
  readonly around: readonly Cidr[];
  /** None: host-local, which kube-controller-manager's blocks are used with. */
  readonly allocator?: Allocator;
  /** Whether kube-controller-manager cuts it: one range a family, and its limits. */
  readonly ofControllerManager: boolean;
}

/** A block of the new length that blocks of nodes lie in, or that lies in one. */
export interface Collision {
  readonly block: Cidr;
  readonly nodes: readonly string[];
  /** Deleting any of its nodes frees all of it, although the others are still there: the next node gets a block that overlaps theirs. */
  readonly isFreedWithOne: boolean;
}

export interface MaskRehearsal {
  readonly from: number;
  readonly to: number;
  /** Why kube-controller-manager does not start with it, or nothing fits; null where it works. */
  readonly refused: string | null;
  /** Nodes that keep the block they have: podCIDRs are immutable. */
  readonly keep: number;
  /** Addresses for pods in a new node's block. */
  readonly usable: bigint;
  /** Further nodes that fit, before and after. */
  readonly fitBefore: bigint;
  readonly fitAfter: bigint;
  /** Blocks of the new length that cannot be given: the first 100 of them, and how many there are. */
  readonly collisions: readonly Collision[];
  readonly collide: bigint;
  /** How many of the collisions are freed with one of their nodes. */
  readonly freedWithOne: number;
}

const shown = 100;
const mostBits = 16; // clusterSubnetMaxDiff of the node IPAM controller, IPv6 only

/**
 * What a new node mask does to a cluster that has nodes. Nodes keep their podCIDR. The controller marks each block of the new length that an
 * old one overlaps, so that it is not given; but when a node goes, it frees every block that the node's old one overlaps, and with a wider
 * mask that is one block of several nodes (kubernetes#70957; pkg/controller/nodeipam/ipam/cidrset, Occupy and Release).
 */
export function rehearseMask(space: BlockSpace, to: number): MaskRehearsal {
  const { family, ranges, blockLength: from, held, allocator = hostLocal } = space;
  const refused = whyNotMask(space, to);
  const isLength = Number.isInteger(to) && to >= 0 && to <= addressBits(family);
  const collisions = isLength
    ? collisionsOf(held, `${to} ${ranges.map(formatCidr).join()}`, () => findCollisions(space, to))
    : { keep: countNodes(held), first: [], count: 0n, freedWithOne: 0 };
  return {
    from,
    to,
    refused,
    keep: collisions.keep,
    usable: isLength ? usableOfBlock(family, to, allocator) : 0n,
    fitBefore: countFree(space, from),
    fitAfter: refused === null ? countFree(space, to) : 0n,
    collisions: collisions.first,
    collide: collisions.count,
    freedWithOne: collisions.freedWithOne,
  };
}

/** Why nothing can be cut with a mask; null where it can. */
export function whyNotMask({ family, ranges, ofControllerManager }: BlockSpace, length: number): string | null {
  const bits = addressBits(family);
  if (!Number.isInteger(length) || length < 1 || length > bits)
    return `/${length} is no mask for ${family}: it must be a whole number from 1 to ${bits}`;
  const longest = Math.max(...ranges.map(({ prefixLength }) => prefixLength));
  const shortest = Math.min(...ranges.map(({ prefixLength }) => prefixLength));
  if (length < (ofControllerManager ? longest : shortest))
    return `a /${length} is wider than the pod range, a /${ofControllerManager ? longest : shortest}`;
  if (ofControllerManager && family === 'IPv6' && length - shortest > mostBits)
    return `kube-controller-manager does not start: from /${shortest} to /${length} are ${length - shortest} bits, and ${mostBits} is the most for IPv6`;
  return null;
}

/**
 * How many blocks of a length are free: of the ranges, less what nodes have and what is stepped around. What overlaps a block takes all of
 * it. Costs a look at each block that nodes have, once for the same list of them.
 */
export function countFree({ family, ranges, held, around }: BlockSpace, length: number): bigint {
  const usable = ranges.filter(({ prefixLength }) => prefixLength <= length);
  const beside = around.filter((cidr) => cidr.family === family);
  return freeOf(held, [family, length, ...usable.map(formatCidr), '', ...beside.map(formatCidr)].join(), () => {
    const left = difference(rangeSetOfCidrs(family, usable), takenIn(family, held));
    return countFreeBlocks(difference(left, rangeSetOfCidrs(family, beside)), length);
  });
}

/** The addresses of all blocks of a list. */
function takenIn(family: Family, held: readonly HeldBlock[]): RangeSet {
  return takenOf(held, family, () =>
    rangeSetOfCidrs(
      family,
      held.flatMap(({ cidr }) => (cidr.family === family ? cidr : [])),
    ),
  );
}

const freeOf = remembered<bigint>();
const takenOf = remembered<RangeSet>();
const collisionsOf = remembered<Collisions>();

const mostRemembered = 100; // of one list

/**
 * Remembers what was made of a list of blocks, by what else that hangs on: a list may be of thousands, seldom is another one, and a plan asks
 * about it again and again. It goes with the list.
 */
function remembered<T>(): (held: readonly HeldBlock[], by: string, make: () => T) => T {
  const lists = new WeakMap<readonly HeldBlock[], Map<string, T>>();
  return (held, by, make) => {
    const known = lists.get(held) ?? new Map<string, T>();
    lists.set(held, known);
    const before = known.get(by);
    if (before !== undefined) return before;
    const value = make();
    if (known.size >= mostRemembered) known.clear();
    known.set(by, value);
    return value;
  };
}

interface Collisions {
  readonly keep: number;
  readonly first: readonly Collision[];
  readonly count: bigint;
  readonly freedWithOne: number;
}

function findCollisions({ family, ranges, held }: BlockSpace, to: number): Collisions {
  const inRange = held.filter(({ cidr }) => ranges.some((range) => overlaps(range, cidr)));
  const nodesOf = new Map<string, { block: Cidr; nodes: Set<string> }>();
  let inside = 0n; // blocks of the new length inside wider old ones
  const first: Collision[] = [];
  for (const { node, cidr } of inRange) {
    if (cidr.prefixLength === to) continue; // is one, and its own
    if (cidr.prefixLength < to) {
      const hostBits = BigInt(addressBits(family) - to);
      inside += 1n << BigInt(to - cidr.prefixLength);
      for (let value = cidr.value; value <= lastValue(cidr) && first.length < shown; value += 1n << hostBits)
        first.push({ block: { family, value, prefixLength: to }, nodes: [node], isFreedWithOne: false });
      continue;
    }
    const block = cidrOf({ family, value: cidr.value }, to);
    if (!ranges.some((range) => containsCidr(range, block))) continue;
    const key = block.value.toString(16);
    const known = nodesOf.get(key) ?? { block, nodes: new Set<string>() };
    known.nodes.add(node);
    nodesOf.set(key, known);
  }
  const wider = [...nodesOf.values()]
    .map(({ block, nodes }): Collision => ({ block, nodes: [...nodes], isFreedWithOne: nodes.size > 1 }))
    .sort((a, b) => (a.block.value < b.block.value ? -1 : 1));
  return {
    keep: countNodes(held),
    first: [...wider, ...first].slice(0, shown),
    count: BigInt(wider.length) + inside,
    freedWithOne: wider.filter(({ isFreedWithOne }) => isFreedWithOne).length,
  };
}

function countNodes(held: readonly HeldBlock[]): number {
  return new Set(held.map(({ node }) => node)).size;
}
