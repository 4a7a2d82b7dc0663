import { type Address, parseAddressLax } from '../../shared/net/address.ts';
import type { Holder } from '../../shared/wire/addresses.ts';
import type { AnyRecord, Kind, PodRecord } from '../records/records.ts';

/**
 * How an object holds an address. Three of them are told apart here alone: a pod that has ended holds nothing, an ExternalIP of
 * a node may be shared behind one NAT, and an IPAddress object usually says again what its Service says.
 */
export const role = {
  podIP: 0,
  hostIP: 1,
  nodeAddress: 2,
  nodeExternal: 3,
  clusterIP: 4,
  ipAddress: 5,
  loadBalancer: 6,
  externalIP: 7,
  terminated: 8,
  endpoint: 9,
} as const;
export type Role = (typeof role)[keyof typeof role];

/** By role: the kind of object that holds an address so, and what the answer calls it. */
export const roleKind: readonly Kind[] = [
  'Pod',
  'Pod',
  'Node',
  'Node',
  'Service',
  'IPAddress',
  'Service',
  'Service',
  'Pod',
  'EndpointSlice',
];
export const roleAs: readonly Holder['as'][] = [
  'podIP',
  'hostIP',
  'nodeAddress',
  'nodeAddress',
  'clusterIP',
  'clusterIP',
  'loadBalancer',
  'externalIP',
  'podIP',
  'endpoint',
];

/** One address that an object says it has. */
export interface Claim {
  readonly role: Role;
  readonly address: Address;
}

/** Live: not Succeeded or Failed, which keep their addresses in status but hold nothing. */
export function isLive(pod: PodRecord): boolean {
  return pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

/** The addresses of an object as it writes them, with the role of each. */
function claimTexts(record: AnyRecord, each: (role: Role, text: string) => void): void {
  switch (record.kind) {
    case 'Pod': {
      const as = !isLive(record) ? role.terminated : record.hostNetwork ? role.hostIP : role.podIP;
      for (const text of record.podIPs) each(as, text);
      return;
    }
    case 'Node':
      for (const { type, address } of record.addresses) each(type === 'InternalIP' ? role.nodeAddress : role.nodeExternal, address);
      return;
    case 'Service':
      for (const text of record.clusterIPs) if (text !== 'None' && text !== '') each(role.clusterIP, text);
      for (const text of record.externalIPs) each(role.externalIP, text);
      for (const { ip } of record.loadBalancer) if (ip !== '') each(role.loadBalancer, ip);
      return;
    case 'IPAddress':
      each(role.ipAddress, record.name);
      return;
    case 'EndpointSlice':
      if (record.addressType === 'FQDN') return;
      for (const endpoint of record.endpoints) for (const text of endpoint.addresses) each(role.endpoint, text);
      return;
    case 'Namespace':
    case 'ServiceCIDR':
      return;
  }
}

/** The distinct claims of an object, by a number that is unique to (role, address), and how many of its texts are no address. */
export function claimsOf(record: AnyRecord): { readonly claims: ReadonlyMap<bigint, Claim>; readonly unreadable: number } {
  const claims = new Map<bigint, Claim>();
  let unreadable = 0;
  claimTexts(record, (as, text) => {
    const address = parseAddressLax(text)?.address;
    if (!address) unreadable++;
    else claims.set((address.value << 5n) | BigInt(as * 2 + (address.family === 'IPv6' ? 1 : 0)), { role: as, address });
  });
  return { claims, unreadable };
}

/** Whether two versions of an object write the same addresses in the same roles: most updates of a pod do. */
export function sameClaims(before: AnyRecord, after: AnyRecord): boolean {
  const texts: string[] = [];
  claimTexts(before, (as, text) => texts.push(`${as}${text}`));
  let at = 0;
  let same = true;
  claimTexts(after, (as, text) => {
    if (texts[at++] !== `${as}${text}`) same = false;
  });
  return same && at === texts.length;
}
