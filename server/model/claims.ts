import type { Address } from '../../shared/net/address.ts';
import { readAddress } from '../../shared/net/readAddress.ts';
import type { Holder } from '../../shared/wire/addresses.ts';
import type { AnyRecord, Kind, PodRecord } from '../records/records.ts';
import type { AllocationAs, Said } from './ipam/said.ts';

/**
 * How an object holds an address. Some are told apart here alone: a pod that has ended holds nothing, an ExternalIP of a node may be
 * shared behind one NAT, an IPAddress object usually says again what its Service says, and what an allocator writes down is no holder.
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
  /** Addresses of a node in pod space, live while the node is there: tunnels, health checks. */
  nodeOwn: 10,
  /** A Vip, an Egress. */
  virtual: 11,
  secondary: 12,
  /** Written down as taken: by an object that decides, by one that repeats, on purpose without a holder. */
  record: 13,
  note: 14,
  kept: 15,
} as const;
export type Role = (typeof role)[keyof typeof role];

/** What holds nothing, though it names the address. */
export const quietRoles: ReadonlySet<Role> = new Set([role.terminated, role.endpoint, role.record, role.note, role.kept]);

/** By role: the kind of object that holds an address so; undefined where that may be of any kind. */
export const roleKind: readonly (Kind | undefined)[] = [
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

/** By role: what the answer calls it. */
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
  'nodeAddress',
  'virtual',
  'secondary',
  'record',
  'record',
  'record',
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
    default:
      return;
  }
}

/** The distinct claims of an object, by a number that is unique to (role, address), and how many of its texts are no address. */
export interface Claims {
  readonly claims: ReadonlyMap<bigint, Claim>;
  readonly unreadable: number;
}

const asRole: Readonly<Record<AllocationAs, Role>> = {
  record: role.record,
  note: role.note,
  kept: role.kept,
  reserved: role.kept,
  node: role.nodeOwn,
  virtual: role.virtual,
  secondary: role.secondary,
};

/**
 * The claims of one version of an object, with what it says of the address space beside. An address of a node's own holds only while
 * the node is there.
 */
export function claimsOf(record: AnyRecord, said: Said, nodeExists: (name: string) => boolean): Claims {
  const claims = new Map<bigint, Claim>();
  let { unreadable } = said;
  const add = (as: Role, address: Address) =>
    claims.set((address.value << 6n) | BigInt(as * 2 + (address.family === 'IPv6' ? 1 : 0)), { role: as, address });
  claimTexts(record, (as, text) => {
    const address = readAddress(text)?.address;
    if (!address) unreadable++;
    else add(as, address);
  });
  for (const { as, address, for: whom } of said.allocations)
    if (as !== 'node' || (whom?.kind === 'Node' && nodeExists(whom.name))) add(asRole[as], address);
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
