import type { Address, Family } from '../net/address.ts';
import type { Cidr } from '../net/cidr.ts';

/** What of a cluster decides the families and addresses of its Services. */
export interface ServiceCluster {
  /** Families of kube-apiserver's --service-cluster-ip-range, the primary one first: one or two. ServiceCIDRs never add one. */
  readonly families: readonly Family[];
  /** Ranges of the ServiceCIDRs; one that is not ready or is being deleted gives nothing. */
  readonly ranges: readonly { readonly cidr: Cidr; readonly gives: boolean }[];
  /** Families of which no range has an address left. */
  readonly full?: readonly Family[];
  /** Whether somebody holds an address. */
  readonly taken?: (address: Address) => boolean;
}

/** A Service as it is stored, in the fields that depend on each other. policy is null and the lists are empty for ExternalName. */
export interface StoredService {
  readonly type: string;
  readonly policy: string | null;
  readonly families: readonly string[];
  readonly clusterIPs: readonly string[];
  readonly selector: boolean;
}

/**
 * What a request says. Of a new Service, null or absent is a field that is not set. Of a change (a PUT), absent is what is stored, null
 * is a field left out. clusterIP absent goes along with clusterIPs, as from a client that knows both fields.
 * Whatever else a Service of that type needs (ports, externalName) counts as given.
 */
export interface ServiceRequest {
  readonly type?: string | null | undefined;
  readonly policy?: string | null | undefined;
  readonly families?: readonly string[] | null | undefined;
  readonly clusterIP?: string | null | undefined;
  readonly clusterIPs?: readonly string[] | null | undefined;
  /** Whether it has a selector; of a new Service, true where absent. */
  readonly selector?: boolean | undefined;
}

/** A Service on its way through the API server. null, a clusterIP of '' and empty lists are fields that are not set. */
export interface ServiceDraft {
  type: string;
  policy: string | null;
  families: string[];
  clusterIP: string;
  /** Addresses, "None", or the family of an address that is still to be picked. */
  clusterIPs: string[];
  selector: boolean;
}

/** One thing that the API server refuses, and what it blames: no field where a range has nothing left. */
export interface ServiceFault {
  readonly status: 422 | 500;
  readonly field: string | null;
  readonly reason: string;
}

export function invalid(field: string, reason: string): ServiceFault {
  return { status: 422, field, reason };
}

export const otherFamily = (family: string): Family => (family === 'IPv4' ? 'IPv6' : 'IPv4');

/** clusterIPs of exactly "None". */
export function isHeadless({ clusterIPs }: { readonly clusterIPs: readonly string[] }): boolean {
  return clusterIPs.length === 1 && clusterIPs[0] === 'None';
}

export function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
