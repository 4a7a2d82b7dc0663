import { rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import { type Allocator, cilium } from '../../../shared/plan/allocator.ts';
import { keepOf, keepOfCidrs } from '../../../shared/plan/keep.ts';
import type { ConfigMapRecord } from '../../records/configMap.ts';
import type { CiliumEndpointRecord, CiliumLoadBalancerPoolRecord, CiliumNodeRecord, CiliumPodPoolRecord } from '../../records/ipam.ts';
import { addressesIn, addressIn, allocation, cidrsIn, cuts, families, objectOf, podNamed, rangeBetween, sourceOf } from './reading.ts';
import { type BlockOwner, type Said, type SaidAllocation, type SaidBlock, type SaidPool, saysNothing } from './said.ts';

/** A pool of multi-pool mode, one a family. */
export function ciliumPodPools(record: CiliumPodPoolRecord): SaidPool[] {
  const { allowFirst, allowLast } = record;
  return record.ranges.flatMap(({ cidrs: texts, maskSize }) =>
    families.flatMap((family) => {
      const cidrs = cidrsIn(texts).filter((cidr) => cidr.family === family);
      return cidrs.length === 0 ? [] : [cutPool(record, family, cidrs, maskSize, allowFirst, allowLast)];
    }),
  );
}

function cutPool(
  record: CiliumPodPoolRecord | ConfigMapRecord,
  family: Cidr['family'],
  cidrs: readonly Cidr[],
  length: number,
  allowFirst: boolean,
  allowLast: boolean,
): SaidPool {
  const of: BlockOwner = allowFirst && allowLast ? 'cilium-whole' : 'cilium';
  // A mask that cuts none of its CIDRs gives nodes nothing.
  const cut = cidrs.some((cidr) => cuts(cidr, length));
  return {
    use: 'pod',
    project: 'cilium',
    name: record.name,
    family,
    object: objectOf(record),
    sources: [sourceOf(record)],
    ranges: cidrs.map(rangeOfCidr),
    blocks: cut ? { length, of } : null,
    keeps: cut ? [keepOf(family, length, allowing(allowFirst, allowLast))] : [],
    records: false,
    gives: cut,
    declared: true,
    network: '',
  };
}

/** Each of the two ends may be allowed by itself. */
function allowing(first: boolean, last: boolean): Allocator {
  const ends = { start: first ? 0n : 1n, end: last ? 0n : 1n };
  return { ...cilium, ends: { IPv4: ends, IPv6: ends } };
}

/** The pool of cluster-pool mode stands in cilium-config alone: lists joined by blanks, and a mask a family. */
export function ciliumClusterPools(record: ConfigMapRecord): SaidPool[] {
  const { values } = record;
  if (!values.ipam?.startsWith('cluster-pool') && values.ipam !== undefined) return [];
  return families.flatMap((family) => {
    const name = family.toLowerCase();
    if (values[`enable-${name}`] === 'false') return [];
    const cidrs = cidrsIn((values[`cluster-pool-${name}-cidr`] ?? '').split(/[\s,]+/)).filter((cidr) => cidr.family === family);
    const mask = Number(values[`cluster-pool-${name}-mask-size`] ?? cilium.blockLength?.[family]);
    return cidrs.length === 0 ? [] : [cutPool(record, family, cidrs, mask, false, false)];
  });
}

/** LB-IPAM has no bitmap: of a /64 it keeps the first and the last alone (cilium operator/pkg/lbipam/range_store.go). */
const loadBalancer: Allocator = { ...cilium, reach: { IPv4: null, IPv6: null } };

export function ciliumLoadBalancerPools(record: CiliumLoadBalancerPoolRecord): SaidPool[] {
  return families.flatMap((family): SaidPool[] => {
    const ranges = record.blocks
      .flatMap(({ cidr, start, stop }) => rangeBetween(cidr, start, stop) ?? [])
      .filter((range) => range.family === family);
    if (ranges.length === 0) return [];
    const cidrs = cidrsIn(record.blocks.map(({ cidr }) => cidr)).filter((cidr) => cidr.family === family);
    return [
      {
        use: 'loadBalancer',
        project: 'cilium',
        name: record.name,
        family,
        object: objectOf(record),
        sources: [sourceOf(record)],
        ranges,
        blocks: null,
        // The first and the last are kept of a CIDR, never of a start-stop range.
        keeps: record.keepsEnds ? [keepOfCidrs(family, cidrs, loadBalancer)] : [],
        records: false,
        gives: !record.disabled && !record.conflict,
        declared: true,
        network: '',
      },
    ];
  });
}

/** Subnets of the cloud in the modes that give out single addresses: nodes share them, and their whole use is not told. */
export function ciliumSubnets(records: Iterable<CiliumNodeRecord>): SaidPool[] {
  const found = new Map<string, { cidr: Cidr; first: CiliumNodeRecord }>();
  for (const record of records)
    for (const cidr of cidrsIn(record.subnets)) if (!found.has(formatCidr(cidr))) found.set(formatCidr(cidr), { cidr, first: record });
  return [...found].map(([text, { cidr, first }]) => ({
    use: 'pod',
    project: 'cilium',
    name: text.replace('/', '-'),
    family: cidr.family,
    object: null,
    sources: [{ source: `${sourceOf(first).source} status`, confidence: 'observed' }],
    ranges: [rangeOfCidr(cidr)],
    blocks: null,
    keeps: [],
    records: true,
    gives: true,
    declared: false,
    network: '',
  }));
}

/**
 * The blocks of a node, and the addresses of pod space that the node has for itself. In kubernetes mode podCIDRs repeat those of the
 * Node: no declared pool of Cilium's is cut into them then, and nothing asks for them.
 */
export function ciliumNode(record: CiliumNodeRecord): Said {
  const node = { kind: 'Node', name: record.name };
  const blocks: SaidBlock[] = [
    ...cidrsIn(record.podCIDRs).map((cidr): SaidBlock => ({ of: 'cilium', cidr, node: record.name, grows: false })),
    ...record.pools.flatMap(({ cidrs, first, last }) =>
      cidrsIn(cidrs).map((cidr): SaidBlock => ({ of: first && last ? 'cilium-whole' : 'cilium', cidr, node: record.name, grows: true })),
    ),
  ];
  const own = [
    ...record.addresses.filter(({ type }) => type === 'CiliumInternalIP').map(({ ip }) => ({ ip, note: 'CiliumInternalIP' })),
    ...record.health.map((ip) => ({ ip, note: 'health' })),
    ...record.ingress.map((ip) => ({ ip, note: 'ingress' })),
  ];
  const allocations: SaidAllocation[] = own.flatMap(({ ip, note }) => {
    const address = addressIn(ip);
    return address ? [allocation(address, 'node', node, note)] : [];
  });
  for (const { ip, owner } of record.used) {
    const address = addressIn(ip);
    if (!address) continue;
    // The owner is a pod, or a word for what the node uses an address for itself.
    if (owner.includes('/')) allocations.push(allocation(address, 'record', podNamed(owner)));
    else allocations.push(allocation(address, 'record', node, owner), allocation(address, 'node', node, owner));
  }
  const addresses = [...own.map(({ ip }) => ip), ...record.used.map(({ ip }) => ip)];
  const cidrs = record.podCIDRs.length + record.pools.reduce((sum, pool) => sum + pool.cidrs.length, 0);
  return {
    ...saysNothing,
    blocks,
    allocations,
    unreadable: addresses.length - addressesIn(addresses).length + cidrs - blocks.length,
  };
}

/** Repeats its pod's addresses: where it has outlived the pod they may be free in truth. */
export function ciliumEndpoint(record: CiliumEndpointRecord): Said {
  const pod = { kind: 'Pod', namespace: record.namespace, name: record.name };
  const allocations = addressesIn(record.addresses).map((address) => allocation(address, 'note', pod));
  return { ...saysNothing, allocations, unreadable: record.addresses.length - allocations.length };
}
