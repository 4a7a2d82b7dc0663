import type { Family } from '../../../shared/net/address.ts';
import { rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { intersection, rangeSet, union } from '../../../shared/net/rangeSet.ts';
import { kubeOVN } from '../../../shared/plan/allocator.ts';
import { keepOfCidrs } from '../../../shared/plan/keep.ts';
import type { KubeOVNIPRecord, KubeOVNPoolRecord, KubeOVNSubnetRecord, KubeOVNVipRecord } from '../../records/ipam.ts';
import { addressesIn, allocation, cidrsIn, families, joined, objectOf, rangesIn, sourceOf } from './reading.ts';
import { type Said, type SaidPool, saysNothing } from './said.ts';

/** The VPC of every Subnet that names none. Subnets of other VPCs may overlap: they are networks of their own. */
const defaultVpc = 'ovn-cluster';

/** One flat space a Subnet and family; an IPPool is a part of its Subnet that ordinary pods do not get, and keeps what that keeps. */
export function kubeOVNPools(subnets: Iterable<KubeOVNSubnetRecord>, parts: Iterable<KubeOVNPoolRecord>): SaidPool[] {
  const all = [...subnets];
  const whole = all.flatMap((subnet) => families.flatMap((family) => subnetPool(subnet, family)));
  const keepsOf = (name: string, family: Family) => whole.find((pool) => pool.name === name && pool.family === family)?.keeps ?? [];
  const within = [...parts].flatMap((part) => {
    const subnet = all.find(({ name }) => name === part.subnet);
    return families.flatMap((family): SaidPool[] => {
      const ranges = rangesIn(part.ips).filter((range) => range.family === family);
      return ranges.length === 0
        ? []
        : [{ ...plain(part, family), ...placeOf(subnet), name: part.name, ranges, keeps: keepsOf(part.subnet, family) }];
    });
  });
  return [...whole, ...within];
}

function subnetPool(subnet: KubeOVNSubnetRecord, family: Family): SaidPool[] {
  const cidrs = cidrsIn(joined(subnet.cidrBlock)).filter((cidr) => cidr.family === family);
  if (cidrs.length === 0) return [];
  const ranges = cidrs.map(rangeOfCidr);
  // The gateway stands in excludeIps as well, and excluded ranges may go on behind the subnet: one set, cut to the subnet.
  const named = rangesIn([...joined(subnet.gateway), ...subnet.excludeIps]).filter((range) => range.family === family);
  const set = union(keepOfCidrs(family, cidrs, kubeOVN).set, intersection(rangeSet(family, named), rangeSet(family, ranges)));
  return [{ ...plain(subnet, family), ...placeOf(subnet), name: subnet.name, ranges, keeps: [{ kind: 'addresses', set }] }];
}

function plain(record: KubeOVNSubnetRecord | KubeOVNPoolRecord, family: Family) {
  return {
    project: 'kube-ovn' as const,
    family,
    object: objectOf(record),
    sources: [sourceOf(record)],
    blocks: null,
    records: true,
    gives: true,
    declared: true,
  };
}

/** The Subnet "join" is the nodes' own; another provider than ovn gives secondary interfaces. */
function placeOf(subnet: KubeOVNSubnetRecord | undefined): Pick<SaidPool, 'use' | 'network'> {
  const use = subnet?.name === 'join' ? 'node' : subnet && subnet.provider !== '' && subnet.provider !== 'ovn' ? 'secondary' : 'pod';
  return { use, network: subnet === undefined || subnet.vpc === '' || subnet.vpc === defaultVpc ? '' : `vpc ${subnet.vpc}` };
}

/**
 * The addresses of a pod, or of a node where there is no namespace. Kept on purpose with the label ip_reserved, and for pods of
 * StatefulSets and virtual machines, whose owner may want them back: whether it still does is not seen here.
 */
export function kubeOVNIP(record: KubeOVNIPRecord): Said {
  const addresses = addressesIn(record.addresses);
  const { podName: name, podNamespace: namespace, podType, kept } = record;
  const allocations = addresses.flatMap((address) => {
    if (namespace === '') {
      const node = { kind: 'Node', name };
      return [allocation(address, 'record', node, record.subnet), allocation(address, 'node', node, record.subnet)];
    }
    const pod = { kind: 'Pod', namespace, name };
    if (kept) return [allocation(address, 'kept', pod, 'ip_reserved')];
    return [allocation(address, podType === '' ? 'record' : 'kept', pod, podType)];
  });
  return { ...saysNothing, allocations, unreadable: record.addresses.length - addresses.length };
}

export function kubeOVNVip(record: KubeOVNVipRecord): Said {
  const addresses = addressesIn(record.addresses);
  const allocations = addresses.flatMap((address) => [allocation(address, 'record', null), allocation(address, 'virtual', null)]);
  return { ...saysNothing, allocations, unreadable: record.addresses.length - addresses.length };
}
