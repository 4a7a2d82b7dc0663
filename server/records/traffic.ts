import type { Named } from './named.ts';

/** What lets traffic in, or keeps it out, and names addresses for it. Addresses and CIDRs stand as the objects write them; absent text is ''. */

export interface NetworkPolicyRecord extends Named {
  readonly kind: 'NetworkPolicy';
  /** Every ipBlock of its rules; peers that are chosen by labels are not kept. */
  readonly blocks: readonly PolicyBlock[];
}

export interface PolicyBlock {
  readonly direction: 'ingress' | 'egress';
  readonly cidr: string;
  readonly except: readonly string[];
}

/** Where traffic comes in: one of the two is ''. */
export interface TrafficAddress {
  readonly ip: string;
  readonly hostname: string;
}

export interface IngressRecord extends Named {
  readonly kind: 'Ingress';
  readonly className: string;
  readonly loadBalancer: readonly TrafficAddress[]; // status.loadBalancer.ingress
  readonly services: readonly string[]; // names of the Services behind it, in its namespace, each once
}

export interface GatewayRecord extends Named {
  readonly kind: 'Gateway.gateway.networking.k8s.io';
  readonly className: string;
  readonly wanted: readonly TrafficAddress[]; // spec.addresses
  readonly given: readonly TrafficAddress[]; // status.addresses
}

export interface TrafficRecordOf {
  NetworkPolicy: NetworkPolicyRecord;
  Ingress: IngressRecord;
  'Gateway.gateway.networking.k8s.io': GatewayRecord;
}
export type TrafficKind = keyof TrafficRecordOf;

export const trafficKinds: readonly TrafficKind[] = ['Ingress', 'Gateway.gateway.networking.k8s.io', 'NetworkPolicy'];
