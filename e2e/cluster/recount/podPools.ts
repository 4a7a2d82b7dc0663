import { type Address, around, distinct, lies, prefixAt, type Range, rangeOf, rangeText, sizeOf, width, within } from '../numbers.ts';
import type { Node, Snapshot } from '../snapshot.ts';
import { flagsOf } from './flags.ts';
import { isLive, isOnPodNetwork, podAddresses } from './held.ts';
import { perSnapshot } from './perSnapshot.ts';

/** A range that pods' addresses come from, as far as the objects tell. */
export interface PodPool {
  readonly name: 'cluster-cidr' | 'nodes' | 'observed';
  readonly range: Range;
  /** declared: a flag of the control plane says so; inferred: the smallest range around what is seen. */
  readonly confidence: 'declared' | 'inferred';
  readonly blocks: readonly Range[];
  /** Null where pods have addresses and no node has a block. */
  readonly blockLength: number | null;
  /** Blocks that overlap the Service range of the controller's own flag: it never hands them out (measured). */
  readonly skipped: bigint;
}

export interface Block {
  readonly range: Range;
  readonly node: Node;
}

/** Every node's podCIDRs. */
export const blocksOf = perSnapshot((snapshot): readonly Block[] =>
  snapshot.nodes.flatMap((node) => (node.spec.podCIDRs ?? []).map((text) => ({ range: rangeOf(text), node }))),
);

/** host-local keeps the network, the gateway and, in IPv4, the broadcast address of each block. */
export function usableOf(block: Range): bigint {
  const kept = block.family === 'IPv4' ? 3n : 2n;
  return sizeOf(block) > kept ? sizeOf(block) - kept : 0n;
}

/** The addresses that host-local never gives out of a block. */
export function keptOf(block: Range): Address[] {
  const { family, first, last } = block;
  const values = family === 'IPv4' ? [first, first + 1n, last] : [first, first + 1n];
  return distinct(values.filter((value) => value <= last).map((value) => ({ family, value })));
}

/** Addresses that live pods hold on the pod network, each once. */
export const podAddressesInUse = perSnapshot((snapshot): readonly Address[] =>
  distinct(snapshot.pods.filter((pod) => isLive(pod) && isOnPodNetwork(pod)).flatMap(podAddresses)),
);

/**
 * Ranges that pods' addresses come from: what a flag of the control plane declares; around the nodes' blocks that lie in none of
 * those; and around the pod addresses that lie in neither, as of a CNI with its own IPAM.
 */
export const podPools = perSnapshot(countPodPools);

function countPodPools(snapshot: Snapshot): readonly PodPool[] {
  const blocks = blocksOf(snapshot).map(({ range }) => range);
  const flags = flagsOf(snapshot, 'kube-controller-manager')[0]?.flags ?? new Map<string, string>();
  const pools: PodPool[] = [];
  for (const range of (flags.get('cluster-cidr') ?? '')
    .split(',')
    .filter((text) => text !== '')
    .map(rangeOf)) {
    const { family } = range;
    const mask = flags.get(`node-cidr-mask-size-${family.toLowerCase()}`) ?? flags.get('node-cidr-mask-size');
    const blockLength = mask === undefined ? (family === 'IPv4' ? 24 : 64) : Number(mask);
    const inside = unique(blocks.filter((block) => within(block, range)));
    const skipped = skippedIn(range, blockLength, flags.get('service-cluster-ip-range') ?? '', inside);
    pools.push({ name: 'cluster-cidr', range, confidence: 'declared', blocks: inside, blockLength, skipped });
  }
  const outside = unique(blocks.filter((block) => !pools.some(({ range }) => within(block, range))));
  // One range is cut into at most 2^16 blocks (Kubernetes' node IPAM), so blocks further apart are of several.
  for (const group of grouped(outside, ({ prefixLength }) => prefixLength - 16)) {
    const range = around(group);
    if (range)
      pools.push({ name: 'nodes', range, confidence: 'inferred', blocks: group, blockLength: group[0]?.prefixLength ?? null, skipped: 0n });
  }
  const strays = podAddressesInUse(snapshot)
    .filter((address) => !pools.some(({ range }) => lies(address, range)))
    .map(({ family, value }) => prefixAt(family, value, width(family)));
  for (const group of grouped(strays, ({ family }) => (family === 'IPv4' ? 16 : 48))) {
    const cover = around(group);
    // No IPv6 subnet is narrower than a /64.
    const range = cover?.family === 'IPv6' && cover.prefixLength > 64 ? prefixAt('IPv6', cover.first, 64) : cover;
    if (range) pools.push({ name: 'observed', range, confidence: 'inferred', blocks: [], blockLength: null, skipped: 0n });
  }
  return pools;
}

/** Those of them that a node has all the same, because somebody set it by hand, are handed out. */
function skippedIn(range: Range, blockLength: number, services: string, handedOut: readonly Range[]): bigint {
  const host = BigInt(width(range.family) - blockLength);
  let count = 0n;
  for (const service of services
    .split(',')
    .filter((text) => text !== '')
    .map(rangeOf)) {
    const first = service.first > range.first ? service.first : range.first;
    const last = service.last < range.last ? service.last : range.last;
    if (service.family !== range.family || first > last) continue;
    const taken = handedOut.filter((block) => block.first <= service.last && block.last >= service.first).length;
    count += (last >> host) - (first >> host) + 1n - BigInt(taken);
  }
  return count;
}

/** Blocks that a node may still get; null where there are none. */
export function freeBlocksOf({ range, blockLength, blocks, skipped }: PodPool): bigint | null {
  return blockLength === null ? null : (1n << BigInt(blockLength - range.prefixLength)) - BigInt(blocks.length) - skipped;
}

/** Ranges of one length that share a prefix of a given length. */
function grouped(ranges: readonly Range[], lengthOf: (range: Range) => number): Range[][] {
  const groups = Map.groupBy(ranges, (range) => {
    const { family, first, prefixLength } = range;
    return `${prefixLength} ${rangeText(prefixAt(family, first, Math.max(0, lengthOf(range))))}`;
  });
  return [...groups.values()];
}

/** What /pools must say of a pod pool. */
export function podPoolItem(pool: PodPool, snapshot: Snapshot): object {
  const { name, range, confidence, blocks, blockLength, skipped } = pool;
  const inUse = podAddressesInUse(snapshot).filter((address) => lies(address, range)).length;
  const isKnown = confidence === 'declared';
  const common = {
    id: `pod/${name}/${rangeText(range).replace('/', '-')}`,
    kind: 'pod',
    name,
    family: range.family,
    ranges: [rangeText(range)],
    cidr: rangeText(range),
    object: null,
  };
  if (blockLength === null) {
    const addresses = {
      total: `${sizeOf(range)}`,
      reserved: null,
      usable: null,
      handedOut: null,
      recorded: null,
      inUse: `${inUse}`,
      free: null,
    };
    return { ...common, addresses, blocks: null, static: null };
  }
  const total = 1n << BigInt(blockLength - range.prefixLength);
  const block = prefixAt(range.family, range.first, blockLength);
  const usable = (total - skipped) * usableOf(block);
  return {
    ...common,
    addresses: {
      total: `${sizeOf(range)}`,
      reserved: `${sizeOf(range) - usable}`,
      usable: `${usable}`,
      handedOut: `${blocks.reduce((sum, one) => sum + sizeOf(one), 0n)}`,
      recorded: null,
      inUse: `${inUse}`,
      free: isKnown ? `${usable - BigInt(inUse)}` : null,
    },
    blocks: {
      prefixLength: blockLength,
      total: Number(total),
      handedOut: blocks.length,
      free: isKnown ? Number(freeBlocksOf(pool)) : null,
    },
    static: null,
  };
}

function unique(ranges: readonly Range[]): Range[] {
  return [...new Map(ranges.map((range) => [rangeText(range), range])).values()];
}
