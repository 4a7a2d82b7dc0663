import { endpoint, ipAddress, namespace, node, pod, service, serviceCIDR, slice } from '../../server/model/samples.ts';
import type { AnyRecord, EndpointSliceRecord, NodeRecord, PodRecord, ServiceRecord } from '../../server/records/records.ts';

/** A dual-stack cluster of a size: 30 pods a node, 15 pods a Service, each with two addresses, and what else such a cluster has. */
export interface Population {
  readonly pods: number;
  readonly nodes: number;
  readonly services: number;
}

export const populationOf = (pods: number): Population => ({
  pods,
  nodes: Math.ceil(pods / podsPerNode),
  services: Math.ceil(pods / podsPerService),
});

const podsPerNode = 30;
const podsPerService = 15;

/** Node i has the i-th /24 of 10.128.0.0/9, and of 11.0.0.0/8 beyond it, and the i-th /64 of fd00:244::/48. */
const blockOf = (i: number) => {
  const far = i - 32_768;
  const four = far < 0 ? `10.${128 + (i >> 8)}.${i & 255}` : `11.${far >> 8}.${far & 255}`;
  return { four, six: `fd00:244:0:${i.toString(16)}:` };
};

/** The addresses of a place, 2 to 254, in a node's blocks. */
export const addressesAt = (nodeIndex: number, place: number): [string, string] => {
  const { four, six } = blockOf(nodeIndex);
  return [`${four}.${place}`, `${six}:${place.toString(16)}`];
};

/** The i-th addresses of 10.64.0.0/14 and fd00:96::/108, the first 256 left out. */
const serviceAddresses = (i: number): [string, string] => {
  const place = i + 256;
  return [`10.${64 + (place >> 16)}.${(place >> 8) & 255}.${place & 255}`, `fd00:96::${hextets(place)}`];
};

/** The last 32 bits of an IPv6 address. */
const hextets = (value: number): string =>
  value < 0x1_0000 ? value.toString(16) : `${(value >> 16).toString(16)}:${(value & 0xffff).toString(16)}`;

/** A Service that is not part of the population, i counted from 0. */
export const extraService = (i: number): ServiceRecord => serviceRecord(`bench/extra-${i}`, 200_000 + i);

export const serviceRecord = (name: string, i: number): ServiceRecord =>
  service(name, serviceAddresses(i), { policy: 'PreferDualStack', families: ['IPv4', 'IPv6'] });

export const nodeName = (i: number): string => `node-${i}`;

export const nodeRecord = (i: number): NodeRecord => {
  const { four, six } = blockOf(i);
  const addresses = [`192.168.${i >> 8}.${i & 255}`, `fd00:10::${(i + 1).toString(16)}`].map((address) => ({
    type: 'InternalIP',
    address,
  }));
  return node(nodeName(i), { podCIDRs: [`${four}.0/24`, `${six}:/64`], addresses, zone: `zone-${i % 3}` });
};

export const podRecord = (i: number, nodes: number): PodRecord =>
  pod(`ns-${i % 50}/pod-${i}`, nodeName(i % nodes), addressesAt(i % nodes, 2 + Math.floor(i / nodes)));

/** The IPv4 slice of a Service; `unready` is the place of the one endpoint that is not ready, if any. */
export function sliceRecord(i: number, nodes: number, unready?: number): EndpointSliceRecord {
  const endpoints = Array.from({ length: podsPerService }, (_, place) => {
    const index = i * podsPerService + place;
    const [address] = addressesAt(index % nodes, 2 + Math.floor(index / nodes));
    const ready = place !== unready;
    return endpoint(address, { ready, serving: ready, nodeName: nodeName(index % nodes), targetKind: 'Pod', targetName: `pod-${index}` });
  });
  return slice(`ns-${i % 50}/service-${i}`, 'v4', 'IPv4', endpoints);
}

/** What a test of the largest size holds: 65,000 nodes with 1,000,000 pods (what providers of clusters name as their most). */
export const million: Population = { pods: 1_000_000, nodes: 65_000, services: Math.ceil(1_000_000 / podsPerService) };

/** Every record, in the order that a reading brings them. */
export function* recordsOf({ pods, nodes, services }: Population): Generator<AnyRecord> {
  yield serviceCIDR('kubernetes', ['10.64.0.0/14', 'fd00:96::/108']);
  for (let i = 0; i < 50; i++) yield namespace(`ns-${i}`);
  for (let i = 0; i < nodes; i++) yield nodeRecord(i);
  for (let i = 0; i < services; i++) {
    const name = `ns-${i % 50}/service-${i}`;
    yield serviceRecord(name, i);
    for (const address of serviceAddresses(i)) yield ipAddress(address, name);
    yield sliceRecord(i, nodes);
  }
  for (let i = 0; i < pods; i++) yield podRecord(i, nodes);
}
