/** Where each kind that is served lives: path, group and version, names. */
export interface KindInfo {
  readonly kind: Kind;
  readonly group: string; // '' for the core group
  readonly version: string;
  readonly resource: string; // plural
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
}

export type Kind = 'Namespace' | 'Node' | 'Pod' | 'Service' | 'EndpointSlice' | 'ServiceCIDR' | 'IPAddress';

const core = { group: '', version: 'v1' };
const networking = { group: 'networking.k8s.io', version: 'v1' };

export const kindInfo: Readonly<Record<Kind, KindInfo>> = {
  Namespace: { kind: 'Namespace', ...core, resource: 'namespaces', singular: 'namespace', shortNames: ['ns'], namespaced: false },
  Node: { kind: 'Node', ...core, resource: 'nodes', singular: 'node', shortNames: ['no'], namespaced: false },
  Pod: { kind: 'Pod', ...core, resource: 'pods', singular: 'pod', shortNames: ['po'], namespaced: true },
  Service: { kind: 'Service', ...core, resource: 'services', singular: 'service', shortNames: ['svc'], namespaced: true },
  EndpointSlice: {
    kind: 'EndpointSlice',
    group: 'discovery.k8s.io',
    version: 'v1',
    resource: 'endpointslices',
    singular: 'endpointslice',
    shortNames: [],
    namespaced: true,
  },
  ServiceCIDR: { kind: 'ServiceCIDR', ...networking, resource: 'servicecidrs', singular: 'servicecidr', shortNames: [], namespaced: false },
  IPAddress: { kind: 'IPAddress', ...networking, resource: 'ipaddresses', singular: 'ipaddress', shortNames: ['ip'], namespaced: false },
};

export const servedKinds: readonly KindInfo[] = Object.values(kindInfo);

/** "v1" or "networking.k8s.io/v1". */
export function apiVersionOf(info: KindInfo): string {
  return info.group === '' ? info.version : `${info.group}/${info.version}`;
}
