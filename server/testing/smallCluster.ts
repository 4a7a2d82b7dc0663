import type { AnyRecord } from '../records/records.ts';
import { kinds } from '../records/records.ts';
import { Store } from '../store/store.ts';
import { noon } from './serve.ts';

let versions = 0;
const meta = (name: string, namespace = '') => ({
  uid: `${namespace}/${name}`,
  resourceVersion: String(++versions),
  namespace,
  name,
  createdAt: noon - 86_400_000,
  deletedAt: 0,
});

/**
 * A store that holds a small dual-stack cluster, every kind of it whole: Service ranges 10.96.0.0/20 and fd00:96::/108, three nodes
 * with a /24 and a /64 each, two pods a node, the Services default/kubernetes, shop/web (both families) and shop/old (IPv4 alone).
 */
export function smallCluster(): Store {
  const store = new Store(noon);
  const records: AnyRecord[] = [
    { ...meta('default'), kind: 'Namespace' },
    { ...meta('shop'), kind: 'Namespace' },
    { ...meta('kubernetes'), kind: 'ServiceCIDR', cidrs: ['10.96.0.0/20', 'fd00:96::/108'], ready: true, reason: '', message: '' },
  ];
  for (let n = 0; n < 3; n++) {
    records.push({
      ...meta(`worker-${n}`),
      kind: 'Node',
      zone: 'abc'.charAt(n),
      podCIDRs: [`10.244.${n}.0/24`, `fd00:244:0:${n}::/64`],
      addresses: [
        { type: 'InternalIP', address: `192.168.10.1${n}` },
        { type: 'InternalIP', address: `fd00:10::1${n}` },
      ],
      maxPods: 110,
      ready: true,
      ovnSubnets: [],
    });
    for (let p = 0; p < 2; p++) {
      records.push({
        ...meta(`web-${n}-${p}`, 'shop'),
        kind: 'Pod',
        nodeName: `worker-${n}`,
        hostNetwork: false,
        phase: 'Running',
        ready: true,
        podIPs: [`10.244.${n}.${p + 2}`, `fd00:244:0:${n}::${p + 2}`],
        hostIPs: [`192.168.10.1${n}`],
        controlPlaneArgs: [],
        interfaces: [],
        owner: '',
      });
    }
  }
  const service = (namespace: string, name: string, policy: string, clusterIPs: readonly string[]): void => {
    records.push({
      ...meta(name, namespace),
      kind: 'Service',
      type: 'ClusterIP',
      policy,
      families: clusterIPs.map((ip) => (ip.includes(':') ? 'IPv6' : 'IPv4')),
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
    });
    for (const ip of clusterIPs) {
      records.push({
        ...meta(ip),
        kind: 'IPAddress',
        parentResource: 'services',
        parentNamespace: namespace,
        parentName: name,
        managedBy: 'ipallocator.k8s.io',
      });
    }
  };
  service('default', 'kubernetes', 'SingleStack', ['10.96.0.1']);
  service('shop', 'web', 'PreferDualStack', ['10.96.7.80', 'fd00:96::750']);
  service('shop', 'old', 'SingleStack', ['10.96.2.2']);
  for (const family of ['IPv4', 'IPv6'] as const) {
    records.push({
      ...meta(`web-${family.toLowerCase()}`, 'shop'),
      kind: 'EndpointSlice',
      serviceName: 'web',
      managedBy: 'endpointslice-controller.k8s.io',
      addressType: family,
      endpoints: [0, 1, 2].map((n) => ({
        addresses: [family === 'IPv4' ? `10.244.${n}.2` : `fd00:244:0:${n}::2`],
        ready: true,
        serving: true,
        terminating: false,
        nodeName: `worker-${n}`,
        zone: 'abc'.charAt(n),
        targetKind: 'Pod',
        targetNamespace: 'shop',
        targetName: `web-${n}-0`,
      })),
    });
  }
  store.apply(records.map((put) => ({ put })));
  for (const kind of kinds) store.setReading(kind, { state: 'synced', connected: true, lastEvent: noon });
  return store;
}
