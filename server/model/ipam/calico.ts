import { type Address, addressBits } from '../../../shared/net/address.ts';
import { rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { compareCidrs, formatCidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import { type Run, rangeSet } from '../../../shared/net/rangeSet.ts';
import { calico } from '../../../shared/plan/allocator.ts';
import type {
  CalicoAffinityRecord,
  CalicoAttribute,
  CalicoBlockRecord,
  CalicoHandleRecord,
  CalicoPoolRecord,
  CalicoReservationRecord,
} from '../../records/ipam.ts';
import { allocation, cidrsIn, cuts, objectOf, sourceOf } from './reading.ts';
import { type Said, type SaidAllocation, type SaidBlock, type SaidPool, saysNothing } from './said.ts';

/** One pool an IPPool. An IPReservation keeps its addresses back in every pool that they lie in. */
export function calicoPools(pools: Iterable<CalicoPoolRecord>, reservations: Iterable<CalicoReservationRecord>): SaidPool[] {
  const reserved = [...reservations].flatMap(({ reservedCIDRs }) => cidrsIn(reservedCIDRs));
  return [...pools].flatMap((pool): SaidPool[] => {
    const cidr = parseCidrLax(pool.cidr);
    if (!cidr) return [];
    const { family } = cidr;
    const range = rangeOfCidr(cidr);
    const usual = Math.max(cidr.prefixLength, calico.blockLength?.[family] ?? addressBits(family));
    const length = cuts(cidr, pool.blockSize) ? pool.blockSize : usual;
    const runs = reserved.filter((other) => other.family === family).flatMap((other) => cut(rangeOfCidr(other), range));
    const onlyServices = pool.allowedUses.length > 0 && pool.allowedUses.every((use) => use === 'LoadBalancer');
    return [
      {
        use: onlyServices ? 'loadBalancer' : 'pod',
        project: 'calico',
        name: pool.name,
        family,
        object: objectOf(pool),
        sources: [sourceOf(pool)],
        ranges: [range],
        // Blocks of a pool for Services belong to no node.
        blocks: onlyServices ? null : { length, of: 'calico' },
        keeps: runs.length === 0 ? [] : [{ kind: 'addresses', set: rangeSet(family, runs) }],
        records: true,
        gives: !pool.disabled && !pool.manual,
        declared: true,
        network: '',
      },
    ];
  });
}

function cut(run: Run, range: Run): Run[] {
  const first = run.first > range.first ? run.first : range.first;
  const last = run.last < range.last ? run.last : range.last;
  return first <= last ? [{ first, last }] : [];
}

/** A block with its owner and every address that it has written down: the address of ordinal i is the network's plus i. */
export function calicoBlock(record: CalicoBlockRecord): Said {
  const cidr = parseCidrLax(record.cidr);
  if (!cidr) return { ...saysNothing, unreadable: 1 };
  if (record.deleted) return saysNothing;
  const { family } = cidr;
  const size = 2 ** Math.min(addressBits(family) - cidr.prefixLength, 30);
  // virtual: is no node: blocks of Services have virtual:load-balancer.
  const owner = record.affinity.startsWith('host:') ? record.affinity.slice('host:'.length) : '';
  const allocations: SaidAllocation[] = [];
  let unreadable = 0;
  for (let at = 0; at + 1 < record.allocations.length; at += 2) {
    const ordinal = record.allocations[at] as number;
    const attribute = record.attributes[record.allocations[at + 1] as number];
    if (!Number.isInteger(ordinal) || ordinal < 0 || ordinal >= size) unreadable++;
    else allocations.push(...allocationsFor({ family, value: cidr.value + BigInt(ordinal) }, attribute, owner));
  }
  const blocks: SaidBlock[] = owner === '' ? [] : [{ of: 'calico', cidr, node: owner, grows: true }];
  return { ...saysNothing, blocks, allocations, unreadable };
}

const tunnels: Readonly<Record<string, string>> = {
  ipipTunnelAddress: 'IP-in-IP tunnel',
  vxlanTunnelAddress: 'VXLAN tunnel',
  vxlanV6TunnelAddress: 'VXLAN tunnel',
  wireguardTunnelAddress: 'WireGuard tunnel',
  wireguardV6TunnelAddress: 'WireGuard tunnel',
};

/** What one ordinal means. A tunnel's address is written down and held by its node: two things, one of which goes with the node. */
function allocationsFor(address: Address, attribute: CalicoAttribute | undefined, owner: string): SaidAllocation[] {
  if (!attribute) return [allocation(address, 'record', null)];
  const { handle, namespace, pod, service, node, type, vmi, released } = attribute;
  if (handle === 'windows-reserved-ipam-handle') return [allocation(address, 'reserved', null, 'kept by Calico on Windows')];
  if (released) return [allocation(address, 'kept', null, 'cooling down')];
  const borrowed = node !== '' && node !== owner ? { from: owner, by: node } : null;
  if (vmi !== '' || handle.startsWith('k8s-pod-network.vmi.'))
    return [allocation(address, 'kept', null, vmi === '' ? 'virtual machine' : `virtual machine ${namespace}/${vmi}`, borrowed)];
  if (pod !== '') return [allocation(address, 'record', { kind: 'Pod', namespace, name: pod }, '', borrowed)];
  const tunnel = tunnels[type];
  if (tunnel !== undefined && node !== '') {
    const whom = { kind: 'Node', name: node };
    return [allocation(address, 'record', whom, tunnel, borrowed), allocation(address, 'node', whom, tunnel, borrowed)];
  }
  if (service !== '') return [allocation(address, 'record', { kind: 'Service', namespace, name: service }, '', borrowed)];
  return [allocation(address, 'record', null, handle === '' ? '' : `handle ${handle}`, borrowed)];
}

/** A confirmed affinity says that a node has a block, even where the block's own object is not read. */
export function calicoAffinity({ cidr: text, node, virtual, state, deleted }: CalicoAffinityRecord): Said {
  const cidr = parseCidrLax(text);
  if (!cidr) return { ...saysNothing, unreadable: 1 };
  if (deleted || virtual || node === '' || state !== 'confirmed') return saysNothing;
  return { ...saysNothing, blocks: [{ of: 'calico', cidr, node, grows: true }] };
}

/** A handle that counts more addresses in a block than the block has written down for it. */
export interface HandleGap {
  readonly cidr: string;
  readonly counted: number;
  readonly found: number;
}

/** Where a handle counts addresses that no allocation carries (calicoctl calls it leaked): it costs no address. */
export function handleGaps(handle: CalicoHandleRecord, blockOf: (cidr: string) => CalicoBlockRecord | undefined): HandleGap[] {
  if (handle.deleted) return [];
  return handle.blocks.flatMap(({ cidr: text, count }) => {
    const cidr = parseCidrLax(text);
    if (!cidr) return [];
    const block = blockOf(formatCidr(cidr));
    const same = block && parseCidrLax(block.cidr);
    let found = 0;
    if (block && same && compareCidrs(same, cidr) === 0)
      for (let at = 1; at < block.allocations.length; at += 2)
        if (block.attributes[block.allocations[at] as number]?.handle.toLowerCase() === handle.handle.toLowerCase()) found++;
    return found < count ? [{ cidr: formatCidr(cidr), counted: count, found }] : [];
  });
}
