import type { Address, Family } from '../../../shared/net/address.ts';
import type { Cidr } from '../../../shared/net/cidr.ts';
import type { JsonObject } from '../encode/message.ts';
import type { Kind, StoredKind, TypedKind } from '../kinds.ts';
import type { PodTemplate } from './podTemplate.ts';

/**
 * The demo's objects in the smallest form that their bodies can be made from. Each is a value: a change is a new one,
 * so that snapshots, events and slices may point at it. Times are milliseconds since 1970, 0 where absent.
 */
interface Named {
  readonly serial: number; // its uid is made from this
  readonly namespace: string; // '' for cluster-wide kinds
  readonly name: string;
  resourceVersion: number; // set by Storage, once
  readonly createdAt: number;
  readonly deletedAt: number;
}

export interface NamespaceState extends Named {
  readonly kind: 'Namespace';
}

/** What of a node stays the same for its whole life; its pods point at it. */
export interface Machine {
  readonly name: string;
  readonly zone: string;
  readonly roles: readonly string[];
  readonly addresses: readonly Address[]; // InternalIPs, primary family first
  readonly hostIPs: readonly { readonly ip: string }[]; // those addresses as text, frozen: every pod of the node has them in its status
  readonly blocks: readonly Cidr[]; // spec.podCIDRs, primary family first
  readonly maxPods: number;
  readonly cores: number; // capacity.cpu: the scheduler fills nodes by their size
}

export interface NodeState extends Named {
  readonly kind: 'Node';
  readonly machine: Machine;
  readonly ready: boolean;
  readonly heartbeatAt: number;
  readonly transitionAt: number;
  readonly annotations: Annotations | null; // besides those that every node has
}

export type Annotations = Readonly<Record<string, string>>;

/** What a CNI or a controller of its own wrote of a pod. */
export interface PodNetwork {
  readonly addresses: readonly Address[] | null; // not from its node's blocks; the primary family first; null: from the blocks
  readonly annotations: Annotations; // besides those of its template
}

export interface PodState extends Named {
  readonly kind: 'Pod';
  readonly template: PodTemplate;
  readonly machine: Machine | null; // null: not scheduled yet
  readonly host4: number; // its address, counted from its node's IPv4 block; 0: none
  readonly host6: number;
  readonly network: PodNetwork | null; // null: what its node's blocks give, and nothing to say about it
  readonly startedAt: number;
  readonly endedAt: number;
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  readonly ready: boolean;
  readonly restarts: number;
}

export interface ServicePort {
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
  readonly targetPort: number | string;
  readonly nodePort: number; // 0: none
}

export interface Ingress {
  readonly ip?: string;
  readonly hostname?: string;
  readonly ipMode?: string;
}

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
export type Policy = 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';

export interface ServiceState extends Named {
  readonly kind: 'Service';
  readonly type: ServiceType;
  readonly policy: Policy | ''; // '' for ExternalName
  readonly families: readonly Family[];
  readonly clusterIPs: readonly string[]; // addresses, or ['None']
  readonly app: string; // selects pods by the label "app"; '': no selector
  readonly ports: readonly ServicePort[];
  readonly externalName: string;
  readonly externalIPs: readonly string[];
  readonly ingress: readonly Ingress[];
  readonly publishNotReady: boolean;
  readonly labels: JsonObject | undefined;
  readonly annotations: Annotations | undefined;
  readonly loadBalancerClass: string; // '': the cluster's own load balancer
}

export interface SliceState extends Named {
  readonly kind: 'EndpointSlice';
  readonly service: {
    readonly name: string;
    readonly serial: number;
    readonly headless: boolean;
    readonly publishNotReady: boolean;
  } | null; // null: made by hand
  readonly serviceName: string; // label kubernetes.io/service-name, '' without
  readonly managedBy: string;
  readonly addressType: Family;
  readonly ports: readonly ServicePort[];
  readonly members: readonly PodState[];
  readonly written: readonly JsonObject[]; // endpoints of a slice made by hand
  readonly generation: number;
  readonly changedAt: number;
}

export interface ServiceCIDRState extends Named {
  readonly kind: 'ServiceCIDR';
  readonly cidrs: readonly Cidr[];
  readonly ready: boolean;
  readonly reason: string;
  readonly message: string;
  readonly transitionAt: number;
}

export interface IPAddressState extends Named {
  readonly kind: 'IPAddress';
  readonly family: Family;
  readonly parentNamespace: string;
  readonly parentName: string;
}

export interface ConfigMapState extends Named {
  readonly kind: 'ConfigMap';
  readonly data: Readonly<Record<string, string>>;
  readonly labels: JsonObject | undefined;
}

/** An object that is kept as it is served. */
export interface StoredState extends Named {
  readonly kind: StoredKind;
  readonly labels: JsonObject | undefined;
  readonly body: JsonObject; // all but metadata, kind and apiVersion
}

interface TypedStates {
  Namespace: NamespaceState;
  Node: NodeState;
  Pod: PodState;
  Service: ServiceState;
  EndpointSlice: SliceState;
  ServiceCIDR: ServiceCIDRState;
  IPAddress: IPAddressState;
  ConfigMap: ConfigMapState;
}

export type StateOf<K extends Kind> = K extends TypedKind ? TypedStates[K] : StoredState;
export type State = TypedStates[TypedKind] | StoredState;

/** "namespace/name", or the name alone for cluster-wide kinds. */
export function keyOf(object: { readonly namespace: string; readonly name: string }): string {
  return object.namespace === '' ? object.name : `${object.namespace}/${object.name}`;
}
