import { configMapReader, only } from './configMap.ts';

export const ovnConfigReader = configMapReader({
  kind: 'ConfigMap/ovn-config',
  namespace: 'ovn-kubernetes',
  withGroup: 'k8s.ovn.org',
  settings: (data) => only(data, (key) => key === 'net_cidr' || key === 'svc_cidr'),
});
