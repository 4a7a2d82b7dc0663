import type { Family } from '../../../shared/net/address.ts';
import { parseCidrLax } from '../../../shared/net/cidr.ts';
import { type RangeSet, rangeSet, union } from '../../../shared/net/rangeSet.ts';
import { antrea, antreaWithinSubnet } from '../../../shared/plan/allocator.ts';
import { keepOfCidrs } from '../../../shared/plan/keep.ts';
import type { AntreaEgressRecord, AntreaExternalPoolRecord, AntreaPoolRecord, AntreaRange } from '../../records/ipam.ts';
import { addressesIn, addressIn, allocation, families, objectOf, podNamed, rangeBetween, sourceOf } from './reading.ts';
import { type Said, type SaidPool, saysNothing } from './said.ts';

function rangesOf(ranges: readonly AntreaRange[], family: Family) {
  return ranges.flatMap(({ cidr, start, end }) => rangeBetween(cidr, start, end) ?? []).filter((range) => range.family === family);
}

function cidrsOf(ranges: readonly AntreaRange[], family: Family) {
  return ranges.flatMap(({ cidr }) => parseCidrLax(cidr) ?? []).filter((cidr) => cidr.family === family);
}

/**
 * Pods get these addresses where they ask for the pool by annotation. Kept: the first of each CIDR, its last where the CIDR is the whole
 * subnet, and the gateway. A start-end range is used whole.
 */
export function antreaPool(record: AntreaPoolRecord): SaidPool[] {
  return families.flatMap((family): SaidPool[] => {
    const ranges = rangesOf(record.ranges, family);
    if (ranges.length === 0) return [];
    const cidrs = cidrsOf(record.ranges, family);
    const gateway = addressIn(record.gateway);
    const ofCidrs = cidrs.map(
      (cidr) => keepOfCidrs(family, [cidr], cidr.prefixLength === record.prefixLength ? antrea : antreaWithinSubnet).set,
    );
    const named = gateway?.family === family ? [rangeSet(family, [{ first: gateway.value, last: gateway.value }])] : [];
    const set = [...ofCidrs, ...named].reduce<RangeSet>(union, rangeSet(family, []));
    return [{ ...plain(record, family), use: 'pod', ranges, keeps: [{ kind: 'addresses', set }], records: true }];
  });
}

/** Egresses and Services hold its addresses; of them it writes down a count alone, so that who holds one is the record. */
export function antreaExternalPool(record: AntreaExternalPoolRecord): SaidPool[] {
  return families.flatMap((family): SaidPool[] => {
    const ranges = rangesOf(record.ranges, family);
    if (ranges.length === 0) return [];
    const keeps = [keepOfCidrs(family, cidrsOf(record.ranges, family), antrea)];
    return [{ ...plain(record, family), use: 'loadBalancer', ranges, keeps, records: 'holders' }];
  });
}

function plain(record: AntreaPoolRecord | AntreaExternalPoolRecord, family: Family) {
  const { name } = record;
  return {
    project: 'antrea' as const,
    name,
    family,
    object: objectOf(record),
    sources: [sourceOf(record)],
    blocks: null,
    gives: true,
    declared: true,
    network: '',
  };
}

export function antreaAllocations(record: AntreaPoolRecord): Said {
  const allocations = record.allocations.flatMap(({ ip, phase, pod, statefulSet }) => {
    const address = addressIn(ip);
    if (!address) return [];
    const [namespace = '', name = ''] = statefulSet.split('/');
    // A StatefulSet keeps its addresses while it has no pod for them.
    if (statefulSet !== '' && (phase === 'Reserved' || pod === ''))
      return [allocation(address, 'kept', { kind: 'StatefulSet', group: 'apps', namespace, name }, phase)];
    return [allocation(address, 'record', pod === '' ? null : podNamed(pod), phase === 'Allocated' ? '' : phase)];
  });
  return { ...saysNothing, allocations, unreadable: record.allocations.length - allocations.length };
}

export function antreaEgress(record: AntreaEgressRecord): Said {
  const addresses = addressesIn(record.addresses);
  return {
    ...saysNothing,
    allocations: addresses.map((address) => allocation(address, 'virtual', null)),
    unreadable: record.addresses.length - addresses.length,
  };
}
