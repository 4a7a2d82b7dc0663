/** Where each kind that is served lives: path, group and version, names. */
export interface KindInfo {
  readonly kind: Kind;
  readonly group: string; // '' for the core group
  readonly version: string;
  readonly resource: string; // plural
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  readonly isCustom?: boolean; // of a CRD: each item of a list names its kind
}

/** The kinds that the demo knows field by field, and speaks protobuf of. */
export type TypedKind = 'Namespace' | 'Node' | 'Pod' | 'Service' | 'EndpointSlice' | 'ServiceCIDR' | 'IPAddress' | 'ConfigMap';
/** "IPPool.crd.projectcalico.org": a kind whose objects are kept as JSON. Several groups have an IPPool, so the group is in the name. */
export type StoredKind = `${string}.${string}`;
export type Kind = TypedKind | StoredKind;

export interface StoredKindInfo extends KindInfo {
  readonly kind: StoredKind;
  readonly olderVersions: readonly string[]; // served beside version, with the same fields
}

const core = { group: '', version: 'v1' };
const networking = { group: 'networking.k8s.io', version: 'v1' };

export const kindInfo: Readonly<Record<TypedKind, KindInfo & { readonly kind: TypedKind }>> = {
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
  ConfigMap: { kind: 'ConfigMap', ...core, resource: 'configmaps', singular: 'configmap', shortNames: ['cm'], namespaced: true },
};

export const typedKinds: readonly (KindInfo & { readonly kind: TypedKind })[] = Object.values(kindInfo);

export function isStored(kind: Kind): kind is StoredKind {
  return kind.includes('.');
}

/** The kind as objects name it: "IPPool". */
export function kindName(info: KindInfo): string {
  return info.kind.split('.')[0] ?? '';
}

/** "v1" or "networking.k8s.io/v1". */
export function apiVersionOf(info: Pick<KindInfo, 'group' | 'version'>): string {
  return info.group === '' ? info.version : `${info.group}/${info.version}`;
}
