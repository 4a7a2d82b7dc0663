import { addressBits } from '../../shared/net/address.ts';
import { type Cidr, cidrOf, compareCidrs, coveringCidr, hostCidr, overlaps } from '../../shared/net/cidr.ts';
import { hostLocal } from '../../shared/plan/allocator.ts';
import { keepOf } from '../../shared/plan/keep.ts';
import type { Provenance } from '../../shared/wire/basics.ts';
import type { AddressBook } from './addressBook.ts';
import { type Declared, defaultMask } from './controlPlaneArgs.ts';
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
  for (const { rank, source, podRanges } of speaking) {
    const said: Provenance = { source, confidence: 'declared' };
    for (const { range, blockLength } of podRanges) {
      const id = poolId('pod', 'cluster-cidr', range);
      const known = pools.get(id);
      if (known) {
        if (!known.sources.some((other) => other.source === source)) pools.set(id, { ...known, sources: [...known.sources, said] });
      } else if (rank === best) {
        const length = blockLength ?? observedLength(range, blocks) ?? defaultMask(range);
        pools.set(id, nodeBlockPool(range, length, { id, name: 'cluster-cidr', declared: true, state: 'ready', sources: [said] }));
      }
    }
  }
  return [...pools.values()].map((pool) =>
    blocks.count(pool.cover) === 0
      ? pool
      : { ...pool, sources: [...pool.sources, { source: 'Node spec.podCIDRs', confidence: 'observed' as const }] },
  );
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

/**
 * Pod ranges as far as the nodes' blocks tell: for each group of blocks outside every declared range, the smallest range from the
 * lowest to the highest. A group is a length and a prefix 16 bits shorter, the most that one range is cut into (k/k NodeIPAM).
 */
export function inferredPodPools(declared: readonly Pool[], blocks: NodeBlocks): Pool[] {
  const pools = new Map<string, Pool>();
  const groups = [...blocks.groups()].sort((a, b) => a.prefixLength - b.prefixLength || compareCidrs(a.enclosing, b.enclosing));
  for (const { enclosing, prefixLength } of groups) {
    const { family } = enclosing;
    // A range narrower than a block cannot contain it.
    const holes = declared.map(({ cover }) => cover).filter((range) => range.family === family && range.prefixLength <= prefixLength);
    const found = piecesOutside(enclosing, holes).flatMap(({ first, last }) => blocks.extent(family, prefixLength, first, last) ?? []);
    const lowest = found[0]?.lowest;
    const highest = found[found.length - 1]?.highest;
    if (lowest === undefined || highest === undefined) continue;
    const range = coveringCidr([
      { family, value: lowest, prefixLength },
      { family, value: highest, prefixLength },
    ]);
    // Blocks of two lengths can span the same range: then the longer ones say their length in the name.
    const plain = poolId('pod', 'nodes', range);
    const name = pools.has(plain) ? `nodes-${prefixLength}` : 'nodes';
    const id = poolId('pod', name, range);
    const sources: Provenance[] = [{ source: 'Node spec.podCIDRs', confidence: 'inferred' }];
    pools.set(id, nodeBlockPool(range, prefixLength, { id, name, declared: false, state: 'unknown', sources }));
  }
  return [...pools.values()];
}

function nodeBlockPool(range: Cidr, length: number, rest: Pick<Pool, 'id' | 'name' | 'declared' | 'state' | 'sources'>): Pool {
  const fits = length >= range.prefixLength;
  return poolOfCidr(range, {
    kind: 'pod',
    blocks: { length, of: 'host-local' },
    // A range narrower than a block gives none.
    keeps: [
      fits
        ? keepOf(range.family, length, hostLocal)
        : { kind: 'each', prefixLength: range.prefixLength, start: 1n << BigInt(addressBits(range.family) - range.prefixLength), end: 0n },
    ],
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
