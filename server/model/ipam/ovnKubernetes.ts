import { addressBits } from '../../../shared/net/address.ts';
import { rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { type Cidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import { ovnKubernetes } from '../../../shared/plan/allocator.ts';
import { keepOf } from '../../../shared/plan/keep.ts';
import type { ConfigMapRecord } from '../../records/configMap.ts';
import type { NodeRecord } from '../../records/records.ts';
import { cidrsIn, families, joined, objectOf, sourceOf } from './reading.ts';
import { type Said, type SaidBlock, type SaidPool, saysNothing } from './said.ts';

/** net_cidr of ovn-config: "cidr/hostprefix", or a CIDR alone with the default length of a node's slice. */
export function ovnPools(record: ConfigMapRecord): SaidPool[] {
  const parts = joined(record.values.net_cidr ?? '').flatMap((text) => {
    const [address = '', length = '', host] = text.split('/');
    const cidr = parseCidrLax(`${address}/${length}`);
    const slice = host === undefined ? ovnKubernetes.blockLength?.[cidr?.family ?? 'IPv4'] : Number(host);
    return cidr && slice !== undefined && fits(cidr, slice) ? [{ cidr, slice }] : [];
  });
  return families.flatMap((family): SaidPool[] => {
    const own = parts.filter(({ cidr }) => cidr.family === family);
    const [first] = own;
    if (!first) return [];
    return [
      {
        use: 'pod',
        project: 'ovn-kubernetes',
        name: 'default',
        family,
        object: objectOf(record),
        sources: [sourceOf(record)],
        ranges: own.map(({ cidr }) => rangeOfCidr(cidr)),
        blocks: { length: first.slice, of: 'ovn-kubernetes' },
        keeps: [keepOf(family, first.slice, ovnKubernetes)],
        records: false,
        gives: true,
        declared: true,
        network: '',
      },
    ];
  });
}

function fits(cidr: Cidr, length: number): boolean {
  return Number.isInteger(length) && length >= cidr.prefixLength && length <= addressBits(cidr.family);
}

/** A node's slices of the pods' network stand in its annotation; podCIDRs mean nothing beside it. Tenants' networks are not followed. */
export function ovnSlices(node: NodeRecord): Said {
  const own = node.ovnSubnets.find(({ network }) => network === 'default');
  if (!own) return saysNothing;
  const blocks = cidrsIn(own.cidrs).map((cidr): SaidBlock => ({ of: 'ovn-kubernetes', cidr, node: node.name, grows: false }));
  return { ...saysNothing, blocks, unreadable: own.cidrs.length - blocks.length };
}
