import { type Address, parseAddress } from '../../shared/net/address.ts';
import { type Cidr, parseCidr } from '../../shared/net/cidr.ts';
import type { ConfigMapKind, ConfigMapRecord } from '../records/configMap.ts';
import {
  type AnyRecord,
  type EndpointRecord,
  type EndpointSliceRecord,
  type IPAddressRecord,
  kinds,
  type NamespaceRecord,
  type NodeRecord,
  type PodRecord,
  type ServiceCIDRRecord,
  type ServiceRecord,
} from '../records/records.ts';
import type { GatewayRecord, IngressRecord, NetworkPolicyRecord, TrafficAddress } from '../records/traffic.ts';
import { Store } from '../store/store.ts';
import { Model, type ModelOptions } from './model.ts';

/** Records for tests: what a test does not name is plain. Every call makes another version. */
let version = 0;

function meta(namespace: string, name: string) {
  version++;
  return { uid: `${namespace}/${name}`, resourceVersion: String(version), namespace, name, createdAt: 1_700_000_000_000, deletedAt: 0 };
}

type Rest<R> = Partial<Omit<R, 'kind'>>;

export function namespace(name: string): NamespaceRecord {
  return { kind: 'Namespace', ...meta('', name) };
}

export function node(name: string, rest: Rest<NodeRecord> = {}): NodeRecord {
  return { kind: 'Node', ...meta('', name), zone: '', podCIDRs: [], addresses: [], maxPods: 110, ready: true, ovnSubnets: [], ...rest };
}

/** name is "namespace/name". */
export function pod(name: string, nodeName: string, podIPs: readonly string[], rest: Rest<PodRecord> = {}): PodRecord {
  return {
    kind: 'Pod',
    ...named(name),
    nodeName,
    hostNetwork: false,
    phase: 'Running',
    ready: true,
    podIPs,
    hostIPs: [],
    controlPlaneArgs: [],
    interfaces: [],
    owner: '',
    ...rest,
  };
}

export function service(name: string, clusterIPs: readonly string[], rest: Rest<ServiceRecord> = {}): ServiceRecord {
  return {
    kind: 'Service',
    ...named(name),
    type: 'ClusterIP',
    policy: 'SingleStack',
    families: clusterIPs.filter((text) => text !== 'None').map((text) => (text.includes(':') ? 'IPv6' : 'IPv4')),
    clusterIPs,
    externalIPs: [],
    externalName: '',
    loadBalancer: [],
    nodePorts: [],
    healthCheckNodePort: 0,
    loadBalancerClass: '',
    loadBalancerSourceRanges: [],
    hasSelector: true,
    publishNotReadyAddresses: false,
    ...rest,
  };
}

export function endpoint(address: string, rest: Partial<EndpointRecord> = {}): EndpointRecord {
  return {
    addresses: [address],
    ready: true,
    serving: true,
    terminating: false,
    nodeName: '',
    zone: '',
    targetKind: '',
    targetNamespace: '',
    targetName: '',
    ...rest,
  };
}

/** A slice of the Service "namespace/name" called "<name>-<suffix>". */
export function slice(
  of: string,
  suffix: string,
  addressType: string,
  endpoints: readonly EndpointRecord[],
  rest: Rest<EndpointSliceRecord> = {},
): EndpointSliceRecord {
  const [, serviceName = ''] = of.split('/');
  return { kind: 'EndpointSlice', ...named(`${of}-${suffix}`), serviceName, managedBy: '', addressType, endpoints, ...rest };
}

export function serviceCIDR(name: string, cidrs: readonly string[], rest: Rest<ServiceCIDRRecord> = {}): ServiceCIDRRecord {
  return { kind: 'ServiceCIDR', ...meta('', name), cidrs, ready: true, reason: '', message: '', ...rest };
}

export function ipAddress(address: string, parent: string): IPAddressRecord {
  const [parentNamespace = '', parentName = ''] = parent.split('/');
  return {
    kind: 'IPAddress',
    ...meta('', address),
    parentResource: 'services',
    parentNamespace,
    parentName,
    managedBy: 'ipallocator.k8s.io',
  };
}

/** A ConfigMap of kube-system by its name. */
export function configMap(name: string, values: Readonly<Record<string, string>>): ConfigMapRecord {
  return { kind: `ConfigMap/${name}` as ConfigMapKind, ...meta('kube-system', name), values, error: '' };
}

/** name is "namespace/name"; each block is [direction, cidr, …excepts]. */
export function networkPolicy(name: string, ...blocks: readonly ['ingress' | 'egress', string, ...string[]][]): NetworkPolicyRecord {
  return { kind: 'NetworkPolicy', ...named(name), blocks: blocks.map(([direction, cidr, ...except]) => ({ direction, cidr, except })) };
}

export function ingress(name: string, addresses: readonly string[], rest: Rest<IngressRecord> = {}): IngressRecord {
  return { kind: 'Ingress', ...named(name), className: 'nginx', loadBalancer: addresses.map(trafficAddress), services: [], ...rest };
}

export function gateway(name: string, addresses: readonly string[], rest: Rest<GatewayRecord> = {}): GatewayRecord {
  const given = addresses.map(trafficAddress);
  return { kind: 'Gateway.gateway.networking.k8s.io', ...named(name), className: 'envoy', wanted: [], given, ...rest };
}

/** An address, or a host name. */
export function trafficAddress(text: string): TrafficAddress {
  return /[a-z]\./.test(text) ? { ip: '', hostname: text } : { ip: text, hostname: '' };
}

/** A static pod of the control plane: kube-apiserver or kube-controller-manager with these flags. */
export function controlPlane(program: string, ...args: readonly string[]): PodRecord {
  return pod(`kube-system/${program}-cp`, 'cp', ['192.168.0.9'], { hostNetwork: true, controlPlaneArgs: [program, ...args] });
}

function named(name: string) {
  const [namespaceOf = '', ownName = ''] = name.split('/');
  return meta(namespaceOf, ownName);
}

/** A model of these records, in the order given, with every kind read whole. */
export function modelOf(...records: AnyRecord[]): { readonly store: Store; readonly model: Model } {
  return modelWith({}, ...records);
}

/** The same with a clock or another threshold. */
export function modelWith(options: ModelOptions, ...records: AnyRecord[]): { readonly store: Store; readonly model: Model } {
  const store = new Store(1);
  const model = new Model(store, options);
  for (const kind of kinds) store.setReading(kind, { state: 'synced' });
  store.apply(records.map((record) => ({ put: record })));
  return { store, model };
}

export function cidrOfText(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not a CIDR: ${text}`);
  return cidr;
}

export function addressOfText(text: string): Address {
  const address = parseAddress(text);
  if (!address) throw new Error(`not an address: ${text}`);
  return address;
}

/** What findings of a code are about. */
export function subjectsOf(model: Model, code: string): string[] {
  return model.findings({ code, limit: 1000 }).items.map(({ id }) => id.slice(code.length + 1));
}
