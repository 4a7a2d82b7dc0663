import { addressBits } from '../../shared/net/address.ts';
import { type Cidr, cidrOf, compareCidrs, coveringCidr, hostCidr } from '../../shared/net/cidr.ts';
import type { AddressBook } from './addressBook.ts';
import type { Declared } from './controlPlaneArgs.ts';
import type { NodeBlocks } from './nodeBlocks.ts';
import { piecesOutside } from './pieces.ts';
import { type Pool, poolId } from './pool.ts';

/** Pod ranges that kube-controller-manager was started with. Where its pods disagree about the mask, the first by name is taken. */
export function declaredPodPools(flags: readonly Declared[], blocks: NodeBlocks): Pool[] {
  const pools = new Map<string, Pool>();
  for (const { source, podRanges } of flags) {
    for (const { range, blockLength } of podRanges) {
      const id = poolId('pod', 'cluster-cidr', range);
      const known = pools.get(id);
      const said = { source, confidence: 'declared' as const };
      if (known) {
        if (!known.sources.some((other) => other.source === source)) pools.set(id, { ...known, sources: [...known.sources, said] });
        continue;
      }
      pools.set(id, { id, kind: 'pod', name: 'cluster-cidr', range, blockLength, declared: true, state: 'ready', sources: [said] });
    }
  }
  return [...pools.values()].map((pool) =>
    blocks.count(pool.range) === 0
      ? pool
      : { ...pool, sources: [...pool.sources, { source: 'Node spec.podCIDRs', confidence: 'observed' as const }] },
  );
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
    const holes = declared.map(({ range }) => range).filter((range) => range.family === family && range.prefixLength <= prefixLength);
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
    pools.set(id, {
      id,
      kind: 'pod',
      name,
      range,
      blockLength: prefixLength,
      declared: false,
      state: 'unknown',
      sources: [{ source: 'Node spec.podCIDRs', confidence: 'inferred' }],
    });
  }
  return [...pools.values()];
}

/** How far apart pod addresses of no known range may lie to be taken for one: a /16, or a /48 of IPv6. */
export function observedGroup(family: Cidr['family']): number {
  return family === 'IPv4' ? 16 : 48;
}

/**
 * Pod addresses outside every other pod range (a CNI with its own IPAM): for each group the smallest range around them,
 * in IPv6 not narrower than the /64 that every subnet is.
 */
export function observedPodPools(groups: Iterable<Cidr>, others: readonly Pool[], book: AddressBook): Pool[] {
  const pools: Pool[] = [];
  for (const group of groups) {
    const { family } = group;
    const index = book.index(family, 'pods');
    const holes = others.map(({ range }) => range).filter((range) => range.family === family);
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
  return {
    id: poolId(kind, name, range),
    kind,
    name,
    range,
    blockLength: null,
    declared: false,
    state: 'unknown',
    sources: [{ source, confidence: 'inferred' }],
  };
}
