import { configMapReader, only } from './configMap.ts';

/** kube-vip's cloud provider: cidr-NAMESPACE and range-NAMESPACE, "global" for all of them. */
export const kubevipReader = configMapReader({
  kind: 'ConfigMap/kubevip',
  namespace: 'kube-system',
  settings: (data) => only(data, (key) => /^(cidr|range)-/.test(key)),
});
