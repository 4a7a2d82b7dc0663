import { type AddressRange, rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { containsAddress, parseCidrLax } from '../../../shared/net/cidr.ts';
import { type Run, rangeSet } from '../../../shared/net/rangeSet.ts';
import { hostLocal, keptEnds } from '../../../shared/plan/allocator.ts';
import type { NetworkAttachmentRecord } from '../../records/ipam.ts';
import type { PodRecord } from '../../records/records.ts';
import { addressIn, allocation, families, objectOf, sourceOf } from './reading.ts';
import { type Said, type SaidPool, saysNothing } from './said.ts';

/**
 * The ranges of a network whose interfaces get addresses from host-local. It keeps its books on each node, where no object shows them, and
 * gives the whole range out on every node: what is in use is known by the pods' annotation alone.
 */
export function multusPools(records: Iterable<NetworkAttachmentRecord>): SaidPool[] {
  return [...records]
    .filter(({ ipam }) => ipam === 'host-local')
    .flatMap((record) =>
      families.flatMap((family): SaidPool[] => {
        const own = record.ranges.flatMap((range) => rangeAndKept(range) ?? []).filter(({ range }) => range.family === family);
        if (own.length === 0) return [];
        return [
          {
            use: 'secondary',
            project: 'multus',
            name: `${record.namespace}/${record.name}`,
            family,
            object: objectOf(record),
            sources: [sourceOf(record), { source: 'Pod annotation k8s.v1.cni.cncf.io/network-status', confidence: 'observed' }],
            ranges: own.map(({ range }) => range),
            blocks: null,
            keeps: [
              {
                kind: 'addresses',
                set: rangeSet(
                  family,
                  own.flatMap(({ kept }) => kept),
                ),
              },
            ],
            records: false,
            gives: true,
            declared: true,
            network: `${record.namespace}/${record.name}`,
          },
        ];
      }),
    );
}

/** Without rangeStart and rangeEnd all of the subnet but its ends; the gateway is kept, by default the first address behind the network's. */
function rangeAndKept({
  range: subnet,
  start,
  end,
  gateway,
}: NetworkAttachmentRecord['ranges'][number]): { range: AddressRange; kept: Run[] } | undefined {
  const cidr = parseCidrLax(subnet);
  if (!cidr) return undefined;
  const whole = rangeOfCidr(cidr);
  const inside = (text: string) => {
    const address = addressIn(text);
    return address && containsAddress(cidr, address) ? address.value : undefined;
  };
  const first = inside(start);
  const last = inside(end);
  // host-local refuses a range whose ends lie outside its subnet.
  if ((start !== '' && first === undefined) || (end !== '' && last === undefined)) return undefined;
  const range = { ...whole, first: first ?? whole.first, last: last ?? whole.last };
  if (range.first > range.last) return undefined;
  const gate = inside(gateway) ?? cidr.value + 1n;
  const ends = keptEnds(cidr.family, cidr.prefixLength, hostLocal);
  const kept = [
    { first: gate, last: gate },
    ...(first === undefined ? [{ first: whole.first, last: whole.first }] : []),
    ...(last === undefined && ends.end > 0n ? [{ first: whole.last - ends.end + 1n, last: whole.last }] : []),
  ];
  return { range, kept: kept.filter((run) => run.first >= range.first && run.last <= range.last) };
}

/** Interfaces of a pod beside the one of its podIPs. */
export function podInterfaces(pod: PodRecord): Said {
  if (pod.interfaces.length === 0 || pod.phase === 'Succeeded' || pod.phase === 'Failed') return saysNothing;
  const whom = { kind: 'Pod', namespace: pod.namespace, name: pod.name };
  let unreadable = 0;
  const allocations = pod.interfaces.flatMap(({ network, interface: name, ips }) =>
    ips.flatMap((ip) => {
      const address = addressIn(ip);
      if (!address) unreadable++;
      const note = [name === '' ? '' : `interface ${name}`, network].filter((text) => text !== '').join(', ');
      return address ? [allocation(address, 'secondary', whom, note)] : [];
    }),
  );
  return { ...saysNothing, allocations, unreadable };
}
