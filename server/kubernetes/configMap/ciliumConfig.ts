import { configMapReader, only } from './configMap.ts';

const keys: ReadonlySet<string> = new Set([
  'ipam',
  'cluster-pool-ipv4-cidr',
  'cluster-pool-ipv6-cidr',
  'cluster-pool-ipv4-mask-size',
  'cluster-pool-ipv6-mask-size',
  'enable-ipv4',
  'enable-ipv6',
]);

export const ciliumConfigReader = configMapReader({
  kind: 'ConfigMap/cilium-config',
  namespace: 'kube-system',
  withGroup: 'cilium.io',
  // Lists of CIDRs are joined by blanks here.
  settings: (data) =>
    Object.fromEntries(
      Object.entries(only(data, (key) => keys.has(key))).map(([key, text]) => [key, text.trim().replaceAll(/[\s,]+/g, ',')]),
    ),
});
