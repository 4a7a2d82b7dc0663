import type { Family } from '../../shared/net/address.ts';
import { type Cidr, compareCidrs, coveringCidr, formatCidr, hostCidr, parseCidrLax } from '../../shared/net/cidr.ts';
import type { Provenance } from '../../shared/wire/basics.ts';
import type { ServiceCIDRRecord } from '../records/records.ts';
import type { AddressBook } from './addressBook.ts';
import type { Declared } from './controlPlaneArgs.ts';
import { type Pool, poolId, poolOfCidr } from './pool.ts';

/** Service ranges by object: one pool for each range of each ServiceCIDR. Whatever else names the same is named beside it. */
export function serviceCidrPools(records: readonly ServiceCIDRRecord[], places: readonly Declared[]): Pool[] {
  const pools: Pool[] = [];
  const served = servedFamilies(records, places);
  for (const record of records) {
    const state =
      record.deletedAt !== 0 ? 'deleting' : record.ready === null ? 'unknown' : record.ready ? ('ready' as const) : ('not-ready' as const);
    for (const range of distinct(record.cidrs.flatMap((text) => parseCidrLax(text) ?? []))) {
      pools.push(
        poolOfCidr(range, {
          id: poolId('service', record.name, range),
          kind: 'service',
          name: record.name,
          declared: true,
          state,
          // Deleting ones give nothing, and one of a family that the API server lacks is Ready and dead (measured).
          gives: (state === 'ready' || state === 'unknown') && served.has(range.family),
          sources: [{ source: `ServiceCIDR/${record.name}`, confidence: 'declared' }, ...naming(range, places)],
          object: { kind: 'ServiceCIDR', name: record.name },
        }),
      );
    }
  }
  return pools;
}

/**
 * The families that Services can have: those of kube-apiserver's flag, else of the object "kubernetes", which mirrors it. Both where
 * neither is seen. Further ServiceCIDRs add space, never a family.
 */
export function servedFamilies(records: readonly ServiceCIDRRecord[], places: readonly Declared[]): ReadonlySet<Family> {
  const flags = places.filter(({ rank }) => rank === 0).flatMap(({ serviceRanges }) => serviceRanges);
  const mirrored = records.find(({ name }) => name === 'kubernetes')?.cidrs.flatMap((text) => parseCidrLax(text) ?? []) ?? [];
  const ranges = flags.length > 0 ? flags : mirrored;
  return new Set<Family>(ranges.length > 0 ? ranges.map(({ family }) => family) : ['IPv4', 'IPv6']);
}

/**
 * Service ranges where ServiceCIDR objects cannot be read: as kube-apiserver's flag says, else as kubeadm-config does,
 * else the smallest range around the ClusterIPs that are seen, which may be far smaller than the real one.
 */
export function servicePoolsWithoutObjects(places: readonly Declared[], book: AddressBook): Pool[] {
  const speaking = places.filter(({ serviceRanges }) => serviceRanges.length > 0).sort((a, b) => a.rank - b.rank);
  const name = 'service-cluster-ip-range';
  const declared = distinct(speaking.filter(({ rank }) => rank === speaking[0]?.rank).flatMap(({ serviceRanges }) => serviceRanges));
  if (declared.length > 0) {
    return declared.map((range) =>
      poolOfCidr(range, {
        id: poolId('service', name, range),
        kind: 'service',
        name,
        declared: true,
        state: 'ready',
        sources: naming(range, speaking),
      }),
    );
  }
  return (['IPv4', 'IPv6'] as const).flatMap((family) => {
    const seen = book.index(family, 'services');
    const lowest = seen.at(0);
    const highest = seen.at(seen.size - 1);
    if (lowest === undefined || highest === undefined) return [];
    const range = coveringCidr([hostCidr({ family, value: lowest }), hostCidr({ family, value: highest })]);
    return poolOfCidr(range, {
      id: poolId('service', 'observed', range),
      kind: 'service',
      name: 'observed',
      declared: false,
      state: 'unknown',
      sources: [{ source: 'Service spec.clusterIPs', confidence: 'inferred' }],
    });
  });
}

/** The places that name exactly this range, the best first. */
function naming(range: Cidr, places: readonly Declared[]): Provenance[] {
  return [...places]
    .sort((a, b) => a.rank - b.rank)
    .filter(({ serviceRanges }) => serviceRanges.some((other) => compareCidrs(other, range) === 0))
    .map(({ source }) => ({ source, confidence: 'declared' }));
}

/** Each range once, in the order they first stand. */
function distinct(ranges: readonly Cidr[]): Cidr[] {
  return [...new Map(ranges.map((range) => [formatCidr(range), range])).values()];
}
