import { type ConfigMapKind, type ConfigMapRecord, configMapKinds } from './configMap.ts';
import { type IPAMRecordOf, ipamKinds } from './ipam.ts';
import type { Named } from './named.ts';
import { type TrafficRecordOf, trafficKinds } from './traffic.ts';

/**
 * What the product keeps of each Kubernetes object: the fields it needs, and no more.
 * Addresses and CIDRs stay text as the API server stores it (old objects carry odd spellings, KEP-4858);
 * the model reads them as numbers. Absent lists are empty, absent text is ''. Times are milliseconds since 1970, 0 where absent.
 */

export interface NamespaceRecord extends Named {
  readonly kind: 'Namespace';
}

export interface NodeRecord extends Named {
  readonly kind: 'Node';
  readonly zone: string; // label topology.kubernetes.io/zone
  readonly podCIDRs: readonly string[];
  /** status.addresses without Hostname and DNS entries, in the node's own order. */
  readonly addresses: readonly { readonly type: string; readonly address: string }[];
  readonly maxPods: number | null; // status.capacity.pods
  readonly ready: boolean | null; // condition Ready; null where the node has never said
  /** Annotation k8s.ovn.org/node-subnets: the node's slice of each network of OVN-Kubernetes, "default" for the pods' own. */
  readonly ovnSubnets: readonly { readonly network: string; readonly cidrs: readonly string[] }[];
}

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

export interface PodRecord extends Named {
  readonly kind: 'Pod';
  readonly nodeName: string;
  readonly hostNetwork: boolean;
  readonly phase: PodPhase;
  readonly ready: boolean;
  readonly podIPs: readonly string[]; // in the pod's own order
  readonly hostIPs: readonly string[];
  /**
   * command and args of the first container, for the static pods kube-apiserver-* and kube-controller-manager-* in
   * kube-system alone (they carry the cluster's ranges as flags); empty for every other pod.
   */
  readonly controlPlaneArgs: readonly string[];
  /** Interfaces beside the one of podIPs: what annotations of Multus and of the Amazon VPC CNI say was given. */
  readonly interfaces: readonly PodInterface[];
  /** The owner that controls it, as "Kind/name"; '' for a pod of its own. */
  readonly owner: string;
}

export interface PodInterface {
  readonly network: string; // "namespace/name" of the NetworkAttachmentDefinition, or what the plugin calls it
  readonly interface: string; // net1, …
  readonly ips: readonly string[]; // without length
  readonly subnets: readonly string[]; // CIDRs that the annotation names beside them
}

export interface LoadBalancerIngress {
  readonly ip: string;
  readonly hostname: string;
  readonly ipMode: string; // '' where absent (KEP-1860: then VIP)
}

export interface ServiceRecord extends Named {
  readonly kind: 'Service';
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly policy: string; // ipFamilyPolicy, '' for ExternalName
  readonly families: readonly string[]; // ipFamilies
  readonly clusterIPs: readonly string[]; // addresses, or ['None'] when headless
  readonly externalIPs: readonly string[];
  readonly externalName: string;
  readonly loadBalancer: readonly LoadBalancerIngress[];
  readonly nodePorts: readonly number[];
  readonly healthCheckNodePort: number; // taken from the same range as the NodePorts; 0: none
  readonly loadBalancerClass: string;
  readonly loadBalancerSourceRanges: readonly string[];
  readonly hasSelector: boolean;
  readonly publishNotReadyAddresses: boolean;
}

export interface EndpointRecord {
  readonly addresses: readonly string[];
  /** Conditions with Kubernetes' defaults applied: nil ready and serving mean true, nil terminating means false. */
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly nodeName: string;
  readonly zone: string;
  readonly targetKind: string; // '' without a targetRef
  readonly targetNamespace: string;
  readonly targetName: string;
}

export interface EndpointSliceRecord extends Named {
  readonly kind: 'EndpointSlice';
  readonly serviceName: string; // label kubernetes.io/service-name, '' without
  readonly managedBy: string; // label endpointslice.kubernetes.io/managed-by
  readonly addressType: string; // IPv4, IPv6 or FQDN
  readonly endpoints: readonly EndpointRecord[];
}

export interface ServiceCIDRRecord extends Named {
  readonly kind: 'ServiceCIDR';
  readonly cidrs: readonly string[];
  readonly ready: boolean | null; // condition Ready; null where no controller has said
  readonly reason: string;
  readonly message: string;
}

export interface IPAddressRecord extends Named {
  readonly kind: 'IPAddress';
  /** spec.parentRef: the Service that holds it. */
  readonly parentResource: string;
  readonly parentNamespace: string;
  readonly parentName: string;
  readonly managedBy: string; // label ipaddress.kubernetes.io/managed-by
}

/** Kinds that every cluster of a supported version serves. */
export interface CoreRecordOf {
  Namespace: NamespaceRecord;
  Node: NodeRecord;
  Pod: PodRecord;
  Service: ServiceRecord;
  EndpointSlice: EndpointSliceRecord;
  ServiceCIDR: ServiceCIDRRecord;
  IPAddress: IPAddressRecord;
}

/** Every kind that is read, by its Kubernetes name; those of CNIs and load balancers with their group. */
export type RecordOf = CoreRecordOf & { [K in ConfigMapKind]: ConfigMapRecord } & TrafficRecordOf & IPAMRecordOf;

export type CoreKind = keyof CoreRecordOf;
export type Kind = keyof RecordOf;
export type AnyRecord = RecordOf[Kind];

/** In the order they are first read: small kinds first, so that the page has names early. */
export const coreKinds: readonly CoreKind[] = ['Namespace', 'ServiceCIDR', 'Node', 'Service', 'IPAddress', 'EndpointSlice', 'Pod'];
/** Read where the cluster has them: what of these is not served is known to be none. */
export const optionalKinds: readonly Kind[] = [...configMapKinds, ...trafficKinds, ...ipamKinds];
export const kinds: readonly Kind[] = [...coreKinds, ...optionalKinds];

/** "namespace/name", or the name alone for cluster-wide kinds: unique within a kind. */
export function keyOf(record: { readonly namespace: string; readonly name: string }): string {
  return record.namespace === '' ? record.name : `${record.namespace}/${record.name}`;
}
