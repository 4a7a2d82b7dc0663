import {
  type Address,
  around,
  distinct,
  type Family,
  families,
  lies,
  prefixAt,
  type Range,
  rangeOf,
  rangeText,
  sizeOf,
  within,
} from '../numbers.ts';
import type { Node, Snapshot } from '../snapshot.ts';
import { isLive, isOnPodNetwork, podAddresses } from './held.ts';

/** A range that pods' addresses come from, as far as the objects tell. */
export interface PodPool {
  readonly family: Family;
  readonly range: Range;
  /** declared: a flag of the control plane says so; inferred: the smallest range around the nodes' blocks. */
  readonly confidence: 'declared' | 'inferred';
  readonly blocks: readonly Range[];
  readonly blockLength: number;
}

export interface Block {
  readonly range: Range;
  readonly node: Node;
}

/** Every node's podCIDRs. */
export function blocksOf(snapshot: Snapshot): Block[] {
  return snapshot.nodes.flatMap((node) => (node.spec.podCIDRs ?? []).map((text) => ({ range: rangeOf(text), node })));
}

/** host-local keeps the network, the gateway and, in IPv4, the broadcast address of each block. */
export function usableOf(block: Range): bigint {
  const kept = block.family === 'IPv4' ? 3n : 2n;
  return sizeOf(block) > kept ? sizeOf(block) - kept : 0n;
}

/** Addresses that live pods hold on the pod network, each once. */
export function podAddressesInUse(snapshot: Snapshot): Address[] {
  return distinct(snapshot.pods.filter((pod) => isLive(pod) && isOnPodNetwork(pod)).flatMap(podAddresses));
}

export function podPools(snapshot: Snapshot): PodPool[] {
  const blocks = blocksOf(snapshot).map(({ range }) => range);
  const flags = controllerFlags(snapshot);
  const declared = (flags.get('cluster-cidr') ?? '')
    .split(',')
    .filter((text) => text !== '')
    .map(rangeOf);
  const pools: PodPool[] = [];
  for (const family of families) {
    const own = unique(blocks.filter((block) => block.family === family));
    for (const range of declared.filter((range) => range.family === family)) {
      const inside = own.filter((block) => within(block, range));
      const mask = flags.get(`node-cidr-mask-size-${family.toLowerCase()}`) ?? flags.get('node-cidr-mask-size');
      const blockLength = mask === undefined ? (inside[0]?.prefixLength ?? (family === 'IPv4' ? 24 : 64)) : Number(mask);
      pools.push({ family, range, confidence: 'declared', blocks: inside, blockLength });
    }
    const outside = own.filter((block) => !declared.some((range) => within(block, range)));
    const range = around(outside);
    const [first] = outside;
    if (range && first) pools.push({ family, range, confidence: 'inferred', blocks: outside, blockLength: first.prefixLength });
  }
  return pools;
}

/** What /pools must say of a pod pool. */
export function podPoolItem(pool: PodPool, snapshot: Snapshot): object {
  const total = 1n << BigInt(pool.blockLength - pool.range.prefixLength);
  const reserved = total * (sizeOf(prefixAt(pool.family, 0n, pool.blockLength)) - usableOf(prefixAt(pool.family, 0n, pool.blockLength)));
  const inUse = podAddressesInUse(snapshot).filter((address) => lies(address, pool.range)).length;
  const usable = sizeOf(pool.range) - reserved;
  const isKnown = pool.confidence === 'declared';
  return {
    kind: 'pod',
    family: pool.family,
    ranges: [rangeText(pool.range)],
    addresses: {
      total: `${sizeOf(pool.range)}`,
      reserved: `${reserved}`,
      usable: `${usable}`,
      handedOut: `${pool.blocks.reduce((sum, block) => sum + sizeOf(block), 0n)}`,
      inUse: `${inUse}`,
      free: isKnown ? `${usable - BigInt(inUse)}` : null,
    },
    blocks: {
      prefixLength: pool.blockLength,
      total: Number(total),
      handedOut: pool.blocks.length,
      free: isKnown ? Number(total) - pool.blocks.length : null,
    },
    static: null,
  };
}

/** Flags of kube-controller-manager where it runs as a pod (kubeadm, kind); managed control planes show none. */
function controllerFlags(snapshot: Snapshot): Map<string, string> {
  const pod = snapshot.pods.find(
    ({ metadata }) => metadata.namespace === 'kube-system' && metadata.name.startsWith('kube-controller-manager-'),
  );
  const [container] = pod?.spec.containers ?? [];
  const words = [...(container?.command ?? []), ...(container?.args ?? [])];
  return new Map(
    words.flatMap((word) => {
      const [, name, value] = /^--([^=]+)=(.*)$/.exec(word) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function unique(ranges: readonly Range[]): Range[] {
  return [...new Map(ranges.map((range) => [rangeText(range), range])).values()];
}
