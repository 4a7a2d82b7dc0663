import type { ConfigMapRecord } from '../records/configMap.ts';
import { type Declared, maskOf, rangesIn } from './controlPlaneArgs.ts';

/**
 * The ranges that kubeadm-config and the configuration of kube-proxy name. Neither follows the flags when those change: kubeadm writes
 * its own at init alone, so flags are believed before them. Nothing for the ConfigMaps of others.
 */
export function declaredByConfigMap({ kind, namespace, name, values }: ConfigMapRecord): readonly Declared[] {
  const source = `ConfigMap/${namespace}/${name}`;
  const pods = (key: string) => {
    const podRanges = rangesIn(values[key]).map((range) => ({ range, blockLength: maskOf(range, (flag) => values[flag]) }));
    return podRanges.length === 0 ? [] : [{ rank: ranks[kind] ?? 0, source: `${source} ${key}`, serviceRanges: [], podRanges, skips: [] }];
  };
  if (kind === 'ConfigMap/kube-proxy') return pods('clusterCIDR');
  if (kind !== 'ConfigMap/kubeadm-config') return [];
  const serviceRanges = rangesIn(values.serviceSubnet);
  const services =
    serviceRanges.length === 0 ? [] : [{ rank: 1, source: `${source} serviceSubnet`, serviceRanges, podRanges: [], skips: [] }];
  return [...services, ...pods('podSubnet')];
}

const ranks: Readonly<Record<string, number>> = { 'ConfigMap/kubeadm-config': 1, 'ConfigMap/kube-proxy': 2 };
