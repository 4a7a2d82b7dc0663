import { addressBits } from '../../shared/net/address.ts';
import { type Cidr, cidrOf, cidrSize, compareCidrs, containsCidr, coveringCidr, hostCidr, overlaps } from '../../shared/net/cidr.ts';
import { type Keep, keepOf } from '../../shared/plan/keep.ts';
import type { Provenance } from '../../shared/wire/basics.ts';
import type { AddressBook } from './addressBook.ts';
import { allocators, type BlockClaims } from './blockClaims.ts';
import { type Declared, defaultMask } from './controlPlaneArgs.ts';
import type { BlockOwner } from './ipam/said.ts';
import type { NodeBlocks } from './nodeBlocks.ts';
import { piecesOutside } from './pieces.ts';
import { type Pool, poolId, poolOfCidr } from './pool.ts';

/**
 * Pod ranges by the best place that names any: kube-controller-manager's flag, else kubeadm-config, else kube-proxy. What else names
 * the same range stands beside it. Where places of one rank disagree about the mask, the first by name is taken.
 */
export function declaredPodPools(places: readonly Declared[], blocks: NodeBlocks): Pool[] {
  const speaking = places.filter(({ podRanges }) => podRanges.length > 0).sort((a, b) => a.rank - b.rank);
  const best = speaking[0]?.rank;
  const pools = new Map<string, Pool>();
  for (const { rank, source, podRanges, skips } of speaking) {
    const said: Provenance = { source, confidence: 'declared' };
    for (const { range, blockLength } of podRanges) {
      const id = poolId('pod', 'cluster-cidr', range);
      const known = pools.get(id);
      if (known) {
        if (!known.sources.some((other) => other.source === source)) pools.set(id, { ...known, sources: [...known.sources, said] });
      } else if (rank === best) {
        const length = blockLength ?? observedLength(range, blocks) ?? defaultMask(range);
        const plain = nodeBlockPool(range, length, { id, name: 'cluster-cidr', declared: true, state: 'ready', sources: [said] });
        pools.set(id, stepsAround(plain, length, skips));
      }
    }
  }
  return [...pools.values()].map((pool) =>
    blocks.count(pool.cover) === 0
      ? pool
      : { ...pool, sources: [...pool.sources, { source: 'Node spec.podCIDRs', confidence: 'observed' as const }] },
  );
}

/** A block that overlaps the Service range of the controller's own flag is skipped whole (measured). */
function stepsAround(pool: Pool, length: number, ranges: readonly Cidr[]): Pool {
  const inside = ranges
    .filter((range) => overlaps(range, pool.cover))
    .map((range) => (containsCidr(range, pool.cover) ? pool.cover : range));
  const skipped = inside.map((range) => (range.prefixLength > length ? cidrOf(range, length) : range));
  if (skipped.length === 0 || length < pool.cover.prefixLength) return pool;
  return { ...pool, skipped };
}

/** The length that most blocks in a range have. */
function observedLength(range: Cidr, blocks: NodeBlocks): number | undefined {
  let most: { length: number; count: number } | undefined;
  for (const length of blocks.lengths(range.family)) {
    const count = blocks.count(range, length);
    if (count > (most?.count ?? 0)) most = { length, count };
  }
  return most?.length;
}

/** How an inferred range of node blocks is called, and where it was seen. */
const inferredAs: Readonly<Partial<Record<BlockOwner, { readonly name: string; readonly source: string }>>> = {
  'host-local': { name: 'nodes', source: 'Node spec.podCIDRs' },
  calico: { name: 'calico-blocks', source: 'IPAMBlock.crd.projectcalico.org spec.cidr' },
  cilium: { name: 'cilium-blocks', source: 'CiliumNode.cilium.io spec.ipam' },
  'cilium-whole': { name: 'cilium-whole-blocks', source: 'CiliumNode.cilium.io spec.ipam' },
  'ovn-kubernetes': { name: 'ovn-slices', source: 'Node annotation k8s.ovn.org/node-subnets' },
};

/**
 * Pod ranges as far as the nodes' blocks tell: for each group of blocks outside every declared range, the smallest range from the
 * lowest to the highest. A group is a length and a prefix 16 bits shorter, the most that one range is cut into (k/k NodeIPAM).
 */
export function inferredPodPools(declared: readonly Pool[], blocks: NodeBlocks, of: BlockOwner = 'host-local'): Pool[] {
  const as = inferredAs[of];
  if (!as) return [];
  const pools = new Map<string, Pool>();
  const groups = [...blocks.groups()].sort((a, b) => a.prefixLength - b.prefixLength || compareCidrs(a.enclosing, b.enclosing));
  for (const { enclosing, prefixLength } of groups) {
    const { family } = enclosing;
    // A range narrower than a block cannot contain it.
    const holes = declared.flatMap(({ cidrs }) => cidrs).filter((range) => range.family === family && range.prefixLength <= prefixLength);
    const found = piecesOutside(enclosing, holes).flatMap(({ first, last }) => blocks.extent(family, prefixLength, first, last) ?? []);
    const lowest = found[0]?.lowest;
    const highest = found[found.length - 1]?.highest;
    if (lowest === undefined || highest === undefined) continue;
    const range = coveringCidr([
      { family, value: lowest, prefixLength },
      { family, value: highest, prefixLength },
    ]);
    // Blocks of two lengths can span the same range: then the longer ones say their length in the name.
    const plain = poolId('pod', as.name, range);
    const name = pools.has(plain) ? `${as.name}-${prefixLength}` : as.name;
    const id = poolId('pod', name, range);
    const sources: Provenance[] = [{ source: as.source, confidence: 'inferred' }];
    pools.set(id, nodeBlockPool(range, prefixLength, { id, name, declared: false, state: 'unknown', sources }, of));
  }
  return [...pools.values()];
}

/**
 * Ranges of a CNI's own blocks that no pool of it declares, because its pools are not read. Blocks that repeat podCIDRs (Cilium in
 * kubernetes mode) are no space of their own.
 */
export function inferredOwnPools(declared: readonly Pool[], claims: BlockClaims): Pool[] {
  return (['calico', 'cilium', 'cilium-whole', 'ovn-kubernetes'] as const).flatMap((of) =>
    inferredPodPools(declared, claims.of[of], of).filter((pool) => {
      const lowest = claims.of[of].nextTop(pool.family, pool.cover.value);
      return lowest === undefined || claims.of['host-local'].nodes(lowest).length === 0;
    }),
  );
}

function nodeBlockPool(
  range: Cidr,
  length: number,
  rest: Pick<Pool, 'id' | 'name' | 'declared' | 'state' | 'sources'>,
  of: BlockOwner = 'host-local',
): Pool {
  // A range narrower than a block gives none.
  const none: Keep = { kind: 'each', prefixLength: range.prefixLength, start: cidrSize(range), end: 0n };
  return poolOfCidr(range, {
    kind: 'pod',
    blocks: { length, of },
    keeps: [length >= range.prefixLength ? keepOf(range.family, length, allocators[of]) : none],
    ...(of === 'host-local' ? {} : { counted: 'live' }),
    ...rest,
  });
}

/**
 * The ranges of node blocks beside those of a CNI that has its own IPAM. Where that one gives out addresses of a range, the nodes'
 * podCIDRs in it mean nothing: what else names the range is a further source of the CNI's pool.
 */
export function besideOwnIPAM(nodePools: readonly Pool[], own: readonly Pool[]): readonly Pool[] {
  const kept = nodePools.filter((pool) => !own.some((other) => overlapping(pool, other)));
  const confirmed = own.map((pool) => {
    const same = nodePools.filter((other) => other.declared && pool.cidrs.length === 1 && compareCidrs(other.cover, pool.cover) === 0);
    return same.length === 0
      ? pool
      : {
          ...pool,
          sources: [...pool.sources, ...same.flatMap(({ sources }) => sources.filter(({ confidence }) => confidence === 'declared'))],
        };
  });
  return [...kept, ...confirmed];
}

export function overlapping(a: Pool, b: Pool): boolean {
  if (a.family !== b.family || !overlaps(a.cover, b.cover)) return false;
  return a.cidrs.some((one) => b.cidrs.some((other) => overlaps(one, other)));
}

/** How far apart pod addresses of no known range may lie to be taken for one: a /16, or a /48 of IPv6. */
export function observedGroup(family: Cidr['family']): number {
  return family === 'IPv4' ? 16 : 48;
}

/**
 * Pod addresses outside every other pod range (a CNI whose objects are not read): for each group the smallest range around them,
 * in IPv6 not narrower than the /64 that every subnet is.
 */
export function observedPodPools(groups: Iterable<Cidr>, others: readonly Pool[], book: AddressBook): Pool[] {
  const pools: Pool[] = [];
  for (const group of groups) {
    const { family } = group;
    const index = book.index(family, 'pods');
    const holes = others.flatMap(({ cidrs }) => cidrs).filter((range) => range.family === family);
    const found = piecesOutside(group, holes).flatMap(({ first, last }) => {
      const lowest = index.ceiling(first);
      const highest = index.floor(last);
      return lowest === undefined || highest === undefined || lowest > last ? [] : [{ lowest, highest }];
    });
    const lowest = found[0]?.lowest;
    const highest = found[found.length - 1]?.highest;
    if (lowest === undefined || highest === undefined) continue;
    const cover = coveringCidr([hostCidr({ family, value: lowest }), hostCidr({ family, value: highest })]);
    pools.push(inferred('pod', 'observed', family === 'IPv6' && cover.prefixLength > 64 ? cidrOf(cover, 64) : cover, 'Pod status.podIPs'));
  }
  return pools;
}

/** How far apart InternalIPs may lie to be taken for one network: a /16, or the /64 that an IPv6 subnet is. */
export function nodeGroup(family: Cidr['family']): number {
  return family === 'IPv4' ? 16 : 64;
}

/** Networks that nodes are in: around the InternalIPs of an IPv4 group, the /64 itself of an IPv6 one. */
export function nodePools(groups: Iterable<Cidr>, book: AddressBook): Pool[] {
  const pools: Pool[] = [];
  for (const group of groups) {
    const { family } = group;
    if (family === 'IPv6') {
      pools.push(inferred('node', 'addresses', group, 'Node status.addresses'));
      continue;
    }
    const index = book.index(family, 'nodes');
    const lowest = index.ceiling(group.value);
    const highest = index.floor(group.value + (1n << BigInt(addressBits(family) - group.prefixLength)) - 1n);
    if (lowest === undefined || highest === undefined) continue;
    const range = coveringCidr([hostCidr({ family, value: lowest }), hostCidr({ family, value: highest })]);
    pools.push(inferred('node', 'addresses', range, 'Node status.addresses'));
  }
  return pools;
}

function inferred(kind: Pool['kind'], name: string, range: Cidr, source: string): Pool {
  return poolOfCidr(range, {
    id: poolId(kind, name, range),
    kind,
    name,
    declared: false,
    state: 'unknown',
    sources: [{ source, confidence: 'inferred' }],
  });
}
