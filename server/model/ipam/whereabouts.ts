import { addressBits } from '../../../shared/net/address.ts';
import { rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { type Cidr, compareCidrs, containsCidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import { difference, type RangeSet, rangeSet, union } from '../../../shared/net/rangeSet.ts';
import { whereabouts } from '../../../shared/plan/allocator.ts';
import { keepOf, keepOfCidrs } from '../../../shared/plan/keep.ts';
import type { NetworkAttachmentRecord, WhereaboutsPoolRecord, WhereaboutsSlicePoolRecord } from '../../records/ipam.ts';
import { addressIn, allocation, objectOf, podNamed, rangesIn, sourceOf } from './reading.ts';
import { type Said, type SaidAllocation, type SaidBlock, type SaidPool, saysNothing } from './said.ts';

/**
 * One pool an IPPool, but for those that are slices of a NodeSlicePool, and one a NodeSlicePool. What the configuration of a
 * NetworkAttachmentDefinition keeps out of the same range is kept: only there stand exclude, range_start, range_end and gateway.
 */
export function whereaboutsPools(
  pools: Iterable<WhereaboutsPoolRecord>,
  slicePools: Iterable<WhereaboutsSlicePoolRecord>,
  attachments: Iterable<NetworkAttachmentRecord>,
): SaidPool[] {
  const sliced = [...slicePools].flatMap((record) => {
    const cidr = parseCidrLax(record.range);
    const length = Number(record.sliceSize.replace('/', ''));
    return cidr && Number.isInteger(length) && length >= cidr.prefixLength && length <= addressBits(cidr.family)
      ? [{ record, cidr, length }]
      : [];
  });
  const networks = [...attachments].filter(({ ipam }) => ipam === 'whereabouts');
  return [
    ...sliced.map(
      ({ record, cidr, length }): SaidPool => ({
        ...plain(record, cidr),
        blocks: { length, of: 'whereabouts' },
        keeps: [keepOf(cidr.family, length, whereabouts)],
      }),
    ),
    ...[...pools].flatMap((record): SaidPool[] => {
      const cidr = parseCidrLax(record.range);
      if (!cidr || sliced.some((other) => containsCidr(other.cidr, cidr))) return [];
      const set = networks
        .map((network) => keptBy(network, cidr))
        .reduce<RangeSet>(union, keepOfCidrs(cidr.family, [cidr], whereabouts).set);
      return [{ ...plain(record, cidr), blocks: null, keeps: [{ kind: 'addresses', set }] }];
    }),
  ];
}

function plain(record: WhereaboutsPoolRecord | WhereaboutsSlicePoolRecord, cidr: Cidr) {
  return {
    use: 'secondary' as const,
    project: 'whereabouts' as const,
    name: `${record.namespace}/${record.name}`,
    family: cidr.family,
    object: objectOf(record),
    sources: [sourceOf(record)],
    ranges: [rangeOfCidr(cidr)],
    records: true,
    gives: true,
    declared: true,
    network: '',
  };
}

/** What a configuration keeps out of a range that it gives out. */
function keptBy({ ranges }: NetworkAttachmentRecord, cidr: Cidr): RangeSet {
  const { family } = cidr;
  const whole = rangeOfCidr(cidr);
  let kept = rangeSet(family, []);
  for (const { range, start, end, gateway, exclude } of ranges) {
    const own = parseCidrLax(range);
    if (!own || compareCidrs(own, cidr) !== 0) continue;
    const named = rangesIn([...exclude, ...(gateway === '' ? [] : [gateway])]).filter((other) => other.family === family);
    const first = addressIn(start);
    const last = addressIn(end);
    const given = { first: first?.family === family ? first.value : whole.first, last: last?.family === family ? last.value : whole.last };
    const outside = given.first > given.last ? rangeSet(family, []) : difference(rangeSet(family, [whole]), rangeSet(family, [given]));
    kept = union(union(kept, outside), rangeSet(family, named));
  }
  return kept;
}

/** Keys are decimal offsets from the address that spec.range begins with. */
export function whereaboutsAllocations(record: WhereaboutsPoolRecord): Said {
  const range = parseCidrLax(record.range);
  const base = addressIn(record.range.split('/')[0] ?? '');
  if (!range || !base) return { ...saysNothing, unreadable: 1 };
  const allocations: SaidAllocation[] = [];
  let unreadable = 0;
  for (const { offset, pod, interface: name } of record.allocations) {
    const value = /^\d{1,39}$/.test(offset) ? base.value + BigInt(offset) : -1n;
    if (value < 0n || value >> BigInt(addressBits(base.family)) !== 0n) unreadable++;
    else
      allocations.push(
        allocation({ family: base.family, value }, 'record', pod === '' ? null : podNamed(pod), name === '' ? '' : `interface ${name}`),
      );
  }
  return { ...saysNothing, allocations, unreadable };
}

/** A slice without a node is free. */
export function whereaboutsSlices(record: WhereaboutsSlicePoolRecord): Said {
  const blocks = record.slices.flatMap(({ node, range }): SaidBlock[] => {
    const cidr = parseCidrLax(range);
    return cidr && node !== '' ? [{ of: 'whereabouts', cidr, node, grows: false }] : [];
  });
  return { ...saysNothing, blocks };
}
