import type { ConfigMapKind, ConfigMapRecord } from '../../records/configMap.ts';
import type { CalicoAttribute, CalicoBlockRecord, CalicoPoolRecord, CiliumNodeRecord, IPAMKind, IPAMRecordOf } from '../../records/ipam.ts';

/** Records for tests: what a test does not name is plain. */
let version = 0;

function meta(key: string) {
  version++;
  const at = key.indexOf('/');
  const named = { namespace: at < 0 ? '' : key.slice(0, at), name: key.slice(at + 1) };
  return { uid: `ipam ${key}`, resourceVersion: `i${version}`, createdAt: 1_700_000_000_000, deletedAt: 0, ...named };
}

/** Any object, by our name of its kind; key is "name" or "namespace/name". */
export function object<K extends IPAMKind>(
  kind: K,
  key: string,
  rest: Omit<IPAMRecordOf[K], 'kind' | keyof ReturnType<typeof meta>>,
): IPAMRecordOf[K] {
  return { kind, ...meta(key), ...rest } as IPAMRecordOf[K];
}

export function configMap(kind: ConfigMapKind, values: Record<string, string>): ConfigMapRecord {
  const namespace = kind === 'ConfigMap/ovn-config' ? 'ovn-kubernetes' : 'kube-system';
  return { kind, ...meta(`${namespace}/${kind.slice('ConfigMap/'.length)}`), values, error: '' };
}

export function calicoPool(name: string, cidr: string, rest: Partial<CalicoPoolRecord> = {}): CalicoPoolRecord {
  const plain = { cidr, blockSize: 0, disabled: false, manual: false, allowedUses: [] };
  return { ...object('IPPool.crd.projectcalico.org', name, plain), ...rest };
}

const nobody: CalicoAttribute = { handle: '', namespace: '', pod: '', service: '', node: '', type: '', vmi: '', released: false };

/** A block of a node; each entry of `taken` is the ordinal and what its attribute says. */
export function calicoBlock(
  cidr: string,
  node: string,
  taken: readonly (readonly [number, Partial<CalicoAttribute>])[],
  rest: Partial<CalicoBlockRecord> = {},
): CalicoBlockRecord {
  const plain = {
    cidr,
    affinity: node === '' ? '' : `host:${node}`,
    deleted: false,
    allocations: taken.flatMap(([ordinal], i) => [ordinal, i]),
    attributes: taken.map(([, attribute]) => ({ ...nobody, ...attribute })),
  };
  return { ...object('IPAMBlock.crd.projectcalico.org', cidr.replaceAll(/[.:/]/g, '-'), plain), ...rest };
}

export function ciliumNode(name: string, rest: Partial<CiliumNodeRecord> = {}): CiliumNodeRecord {
  const plain = { addresses: [], health: [], ingress: [], podCIDRs: [], pools: [], available: [], used: [], subnets: [] };
  return { ...object('CiliumNode.cilium.io', name, plain), ...rest };
}
