import { type Cidr, compareCidrs, coveringCidr, formatCidr, hostCidr, parseCidrLax } from '../../shared/net/cidr.ts';
import type { ServiceCIDRRecord } from '../records/records.ts';
import type { AddressBook } from './addressBook.ts';
import type { Declared } from './controlPlaneArgs.ts';
import { type Pool, poolId } from './pool.ts';

/** Service ranges by object: one pool for each range of each ServiceCIDR. A flag that says the same is named beside it. */
export function serviceCidrPools(records: Iterable<ServiceCIDRRecord>, flags: readonly Declared[]): Pool[] {
  const pools: Pool[] = [];
  for (const record of records) {
    const state =
      record.deletedAt !== 0 ? 'deleting' : record.ready === null ? 'unknown' : record.ready ? ('ready' as const) : ('not-ready' as const);
    for (const range of distinct(record.cidrs.flatMap((text) => parseCidrLax(text) ?? []))) {
      const sources = [
        { source: `ServiceCIDR/${record.name}`, confidence: 'declared' as const },
        ...flags
          .filter(({ serviceRanges }) => serviceRanges.some((other) => compareCidrs(other, range) === 0))
          .map(({ source }) => ({ source, confidence: 'declared' as const })),
      ];
      pools.push({
        id: poolId('service', record.name, range),
        kind: 'service',
        name: record.name,
        range,
        blockLength: null,
        declared: true,
        state,
        sources,
      });
    }
  }
  return pools;
}

/**
 * Service ranges where ServiceCIDR objects cannot be read: as kube-apiserver's flag says,
 * else the smallest range around the ClusterIPs that are seen, which may be far smaller than the real one.
 */
export function servicePoolsWithoutObjects(flags: readonly Declared[], book: AddressBook): Pool[] {
  const name = 'service-cluster-ip-range';
  const declared = distinct(flags.flatMap(({ serviceRanges }) => serviceRanges));
  if (declared.length > 0) {
    return declared.map((range) => ({
      id: poolId('service', name, range),
      kind: 'service',
      name,
      range,
      blockLength: null,
      declared: true,
      state: 'ready',
      sources: flags
        .filter(({ serviceRanges }) => serviceRanges.some((other) => compareCidrs(other, range) === 0))
        .map(({ source }) => ({ source, confidence: 'declared' })),
    }));
  }
  return (['IPv4', 'IPv6'] as const).flatMap((family) => {
    const seen = book.index(family, 'services');
    const lowest = seen.at(0);
    const highest = seen.at(seen.size - 1);
    if (lowest === undefined || highest === undefined) return [];
    const range = coveringCidr([hostCidr({ family, value: lowest }), hostCidr({ family, value: highest })]);
    const pool: Pool = {
      id: poolId('service', 'observed', range),
      kind: 'service',
      name: 'observed',
      range,
      blockLength: null,
      declared: false,
      state: 'unknown',
      sources: [{ source: 'Service spec.clusterIPs', confidence: 'inferred' }],
    };
    return [pool];
  });
}

/** Each range once, in the order they first stand. */
function distinct(ranges: readonly Cidr[]): Cidr[] {
  return [...new Map(ranges.map((range) => [formatCidr(range), range])).values()];
}
