import { rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { type Cidr, compareCidrs, containsAddress, containsCidr, lastValue, parseCidrLax } from '../../../shared/net/cidr.ts';
import { difference, rangeSet, union } from '../../../shared/net/rangeSet.ts';
import { whereabouts } from '../../../shared/plan/allocator.ts';
import { type Keep, keepOf, keepOfCidrs } from '../../../shared/plan/keep.ts';
import type { NetworkAttachmentRecord, WhereaboutsPoolRecord, WhereaboutsSlicePoolRecord } from '../../records/ipam.ts';
import { addressIn, allocation, cidrsIn, cuts, objectOf, podNamed, rangesIn, sourceOf } from './reading.ts';
import { type Said, type SaidAllocation, type SaidBlock, type SaidPool, saysNothing } from './said.ts';

/**
 * One pool an IPPool, but for those that are slices of a NodeSlicePool, and one a NodeSlicePool. What no configuration of a
 * NetworkAttachmentDefinition gives out of the range is kept: only there stand exclude, range_start and range_end. The gateway is
 * given out like any other address, unless it is excluded (whereabouts pkg/allocate/allocate.go).
 */
export function whereaboutsPools(
  pools: Iterable<WhereaboutsPoolRecord>,
  slicePools: Iterable<WhereaboutsSlicePoolRecord>,
  attachments: Iterable<NetworkAttachmentRecord>,
): SaidPool[] {
  const sliced = [...slicePools].flatMap((record) => {
    const cidr = parseCidrLax(record.range);
    const length = Number(record.sliceSize.replace('/', ''));
    return cidr && cuts(cidr, length) ? [{ record, cidr, length }] : [];
  });
  const attached = [...attachments].filter(({ ipam }) => ipam === 'whereabouts');
  return [
    ...sliced.map(({ record, cidr, length }): SaidPool => {
      // It is called as its network is, or as the configuration of one that has no name.
      const own = attached.filter(({ networkName }) => networkName === record.name || networkName === '');
      const network = own.some(({ networkName }) => networkName === record.name) ? record.name : '';
      const keeps = [keepOf(cidr.family, length, whereabouts), ...notGiven(own, cidr)];
      return { ...plain(record, cidr), network, blocks: { length, of: 'whereabouts' }, keeps };
    }),
    ...[...pools].flatMap((record): SaidPool[] => {
      const cidr = parseCidrLax(record.range);
      if (!cidr) return [];
      const network = nameBefore(record);
      const isSlice = (whole: (typeof sliced)[number]) =>
        whole.record.namespace === record.namespace && whole.length === cidr.prefixLength && containsCidr(whole.cidr, cidr);
      if (network !== '' && sliced.some(isSlice)) return [];
      const own = attached.filter(({ networkName }) => networkName === network);
      const keeps = [keepOfCidrs(cidr.family, [cidr], whereabouts), ...notGiven(own, cidr)];
      return [{ ...plain(record, cidr), network, blocks: null, keeps }];
    }),
  ];
}

/**
 * What stands before the range in the name of an IPPool: its network's name (network_name), with which the same range may be given out
 * again elsewhere; the node's, of a slice.
 */
function nameBefore({ name, range }: WhereaboutsPoolRecord): string {
  const end = `-${range.replaceAll(/[:/]/g, '-')}`;
  return name.endsWith(end) ? name.slice(0, -end.length) : '';
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
  };
}

/** What none of the configurations that share a range gives out of it; nothing where no configuration is known. */
function notGiven(attached: readonly NetworkAttachmentRecord[], cidr: Cidr): Keep[] {
  const { family } = cidr;
  const whole = rangeSet(family, [rangeOfCidr(cidr)]);
  const given = attached
    .flatMap(({ ranges }) => ranges)
    .flatMap((range) => {
      const own = rangeIn(range);
      if (!own || compareCidrs(own.cidr, cidr) !== 0 || own.first > own.last) return [];
      const excluded = rangesIn(range.exclude).filter((other) => other.family === family);
      return [difference(rangeSet(family, [own]), rangeSet(family, excluded))];
    });
  return given.length === 0 ? [] : [{ kind: 'addresses', set: difference(whole, given.reduce(union)) }];
}

/** "range" is a CIDR, or a-b/length; range_start and range_end count where they lie in it. */
function rangeIn({ range, start, end }: NetworkAttachmentRecord['ranges'][number]) {
  const dash = range.indexOf('-');
  const cidr = parseCidrLax(range.slice(dash + 1).trim());
  if (!cidr) return undefined;
  const whole = rangeOfCidr(cidr);
  const inside = (text: string, otherwise: bigint) => {
    const address = addressIn(text.trim());
    return address && containsAddress(cidr, address) ? address.value : otherwise;
  };
  const [a, b] = dash < 0 ? [start, end] : [range.slice(0, dash), range.slice(dash + 1).split('/')[0] ?? ''];
  return { cidr, first: inside(a, whole.first), last: inside(b, whole.last) };
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
    if (value < 0n || value > lastValue(range)) unreadable++;
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
  return { ...saysNothing, blocks, unreadable: record.slices.length - cidrsIn(record.slices.map(({ range }) => range)).length };
}
