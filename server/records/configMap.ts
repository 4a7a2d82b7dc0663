import type { Named } from './named.ts';

/**
 * ConfigMaps that say something of the cluster's ranges. Each is a kind of its own, because each is read by its name: RBAC can then allow
 * these alone (resourceNames), and each is there, missing or forbidden by itself.
 */
export type ConfigMapKind =
  | 'ConfigMap/kubeadm-config'
  | 'ConfigMap/kube-proxy'
  | 'ConfigMap/kubevip'
  | 'ConfigMap/cilium-config'
  | 'ConfigMap/ovn-config';

export const configMapKinds: readonly ConfigMapKind[] = [
  'ConfigMap/kubeadm-config',
  'ConfigMap/kube-proxy',
  'ConfigMap/kubevip',
  'ConfigMap/cilium-config',
  'ConfigMap/ovn-config',
];

export interface ConfigMapRecord extends Named {
  readonly kind: ConfigMapKind;
  /**
   * Settings by the name that their own program gives them, lists comma-joined: podSubnet, serviceSubnet and flags without dashes such as
   * node-cidr-mask-size-ipv4 or service-node-port-range (kubeadm-config); bindAddress, clusterCIDR, mode, nodePortAddresses (kube-proxy); the keys of the others as they stand.
   */
  readonly values: Readonly<Record<string, string>>;
  /** Why its text could not be read; '' where it could. */
  readonly error: string;
}
