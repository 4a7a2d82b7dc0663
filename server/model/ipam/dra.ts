import { addressBits } from '../../../shared/net/address.ts';
import { rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { type Cidr, formatCidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import type { ResourceClaimRecord } from '../../records/ipam.ts';
import { addressIn, allocation, sourceOf } from './reading.ts';
import { type Said, type SaidAllocation, type SaidPool, saysNothing } from './said.ts';

/** Nothing declares the ranges of network devices: they are made out from the prefix lengths of the addresses that claims have. */
export function draPools(records: Iterable<ResourceClaimRecord>): SaidPool[] {
  const found = new Map<string, { cidr: Cidr; first: ResourceClaimRecord }>();
  for (const record of records) {
    for (const text of record.interfaces.flatMap(({ ips }) => ips)) {
      const cidr = parseCidrLax(text);
      // The length of a single address says nothing of a range around it.
      if (!cidr || cidr.prefixLength === addressBits(cidr.family)) continue;
      const range = formatCidr(cidr);
      if (!found.has(range)) found.set(range, { cidr, first: record });
    }
  }
  return [...found].map(([range, { cidr, first }]) => ({
    use: 'secondary',
    project: 'dra',
    name: range.replace('/', '-'),
    family: cidr.family,
    object: null,
    sources: [{ source: `${sourceOf(first).source} status`, confidence: 'inferred' }],
    ranges: [rangeOfCidr(cidr)],
    blocks: null,
    keeps: [],
    records: false,
    gives: true,
    declared: false,
    network: '',
  }));
}

/** The pods that a claim is reserved for hold its addresses; one that has some and is reserved for nobody keeps or leaks them. */
export function draClaim(record: ResourceClaimRecord): Said {
  const [name] = record.reservedFor;
  const pod = name === undefined ? null : { kind: 'Pod', namespace: record.namespace, name };
  const allocations: SaidAllocation[] = [];
  let unreadable = 0;
  for (const { interface: device, ips } of record.interfaces) {
    for (const text of ips) {
      const address = addressIn(text.split('/')[0] ?? '');
      if (!address) unreadable++;
      else allocations.push(allocation(address, pod ? 'secondary' : 'record', pod, device === '' ? '' : `interface ${device}`));
    }
  }
  return { ...saysNothing, allocations, unreadable };
}
