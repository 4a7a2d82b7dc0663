import type { Api } from './api.ts';

/** The objects as the API server says them: the fields that matter here, as they stand in its JSON. */
export interface Meta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Record<string, string>;
  readonly ownerReferences?: { readonly kind: string; readonly name: string; readonly controller?: boolean }[];
}
interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}
export interface Namespace {
  readonly metadata: Meta;
}
export interface Node {
  readonly metadata: Meta;
  readonly spec: { readonly podCIDRs?: string[] };
  readonly status: {
    readonly addresses?: { type: string; address: string }[];
    readonly capacity?: Record<string, string>;
    readonly conditions?: Condition[];
  };
}
export interface Pod {
  readonly metadata: Meta;
  readonly spec: { nodeName?: string; hostNetwork?: boolean; containers: { command?: string[]; args?: string[] }[] };
  readonly status: { readonly phase?: string; readonly podIPs?: { ip: string }[]; readonly hostIPs?: { ip: string }[] };
}
export interface Service {
  readonly metadata: Meta;
  readonly spec: {
    readonly type: string;
    readonly ipFamilyPolicy?: string;
    readonly ipFamilies?: ('IPv4' | 'IPv6')[];
    readonly clusterIPs?: string[];
    readonly externalName?: string;
    readonly externalIPs?: string[];
    readonly ports?: { readonly nodePort?: number }[];
    readonly healthCheckNodePort?: number;
    readonly selector?: Record<string, string> | null;
    readonly loadBalancerSourceRanges?: string[];
  };
  readonly status: { readonly loadBalancer?: { readonly ingress?: { ip?: string; hostname?: string; ipMode?: string }[] } };
}
export interface EndpointSlice {
  readonly metadata: Meta;
  readonly addressType: string;
  readonly endpoints?:
    | {
        readonly addresses: string[];
        readonly conditions?: { ready?: boolean; serving?: boolean; terminating?: boolean };
        readonly nodeName?: string;
        readonly zone?: string;
      }[]
    | null;
}
export interface ServiceCIDR {
  readonly metadata: Meta;
  readonly spec: { readonly cidrs: string[] };
  readonly status?: { readonly conditions?: Condition[] };
}
export interface IPAddress {
  readonly metadata: Meta;
  readonly spec: { readonly parentRef: { readonly resource: string; readonly namespace?: string; readonly name: string } };
}

export interface NetworkPolicy {
  readonly metadata: Meta;
  readonly spec?: { readonly ingress?: { from?: PolicyPeer[] }[] | null; readonly egress?: { to?: PolicyPeer[] }[] | null };
}
export interface PolicyPeer {
  readonly ipBlock?: { readonly cidr: string; readonly except?: string[] };
}
export interface Ingress {
  readonly metadata: Meta;
  readonly status?: { readonly loadBalancer?: { readonly ingress?: { ip?: string; hostname?: string }[] | null } };
}
export interface Gateway {
  readonly metadata: Meta;
  readonly status?: { readonly addresses?: { readonly type?: string; readonly value?: string }[] };
}

export interface Snapshot {
  readonly namespaces: readonly Namespace[];
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
  /** Undefined where the API server does not serve the kind (before Kubernetes 1.33). */
  readonly serviceCIDRs: readonly ServiceCIDR[] | undefined;
  readonly ipAddresses: readonly IPAddress[] | undefined;
  readonly networkPolicies: readonly NetworkPolicy[];
  readonly ingresses: readonly Ingress[];
  /** Undefined where the API server does not serve the kind, which a CRD brings. */
  readonly gateways: readonly Gateway[] | undefined;
}

export const paths = {
  Namespace: '/api/v1/namespaces',
  Node: '/api/v1/nodes',
  Pod: '/api/v1/pods',
  Service: '/api/v1/services',
  EndpointSlice: '/apis/discovery.k8s.io/v1/endpointslices',
  ServiceCIDR: '/apis/networking.k8s.io/v1/servicecidrs',
  IPAddress: '/apis/networking.k8s.io/v1/ipaddresses',
  NetworkPolicy: '/apis/networking.k8s.io/v1/networkpolicies',
  Ingress: '/apis/networking.k8s.io/v1/ingresses',
  Gateway: '/apis/gateway.networking.k8s.io/v1/gateways',
} as const;

/** Lists every kind that the product reads, one after another: not one instant, so a comparison with it may need another try. */
export async function takeSnapshot(api: Api): Promise<Snapshot> {
  const core = async <T>(path: string): Promise<T[]> => (await api.list<T>(path)) ?? [];
  return {
    namespaces: await core<Namespace>(paths.Namespace),
    nodes: await core<Node>(paths.Node),
    serviceCIDRs: await api.list<ServiceCIDR>(paths.ServiceCIDR),
    services: await core<Service>(paths.Service),
    ipAddresses: await api.list<IPAddress>(paths.IPAddress),
    slices: await core<EndpointSlice>(paths.EndpointSlice),
    networkPolicies: await core<NetworkPolicy>(paths.NetworkPolicy),
    ingresses: await core<Ingress>(paths.Ingress),
    gateways: await api.list<Gateway>(paths.Gateway),
    pods: await core<Pod>(paths.Pod),
  };
}
