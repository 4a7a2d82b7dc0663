import type { StoredKindInfo } from '../kinds.ts';
import type { DemoCluster } from './demoCluster.ts';
import { day } from './times.ts';

const networking = { group: 'networking.k8s.io', version: 'v1', namespaced: true, olderVersions: [] };

/** Built in, and yet kept as JSON: no part of the demo lives by them. */
const ingresses: StoredKindInfo = {
  kind: 'Ingress.networking.k8s.io',
  ...networking,
  resource: 'ingresses',
  singular: 'ingress',
  shortNames: ['ing'],
};
const policies: StoredKindInfo = {
  kind: 'NetworkPolicy.networking.k8s.io',
  ...networking,
  resource: 'networkpolicies',
  singular: 'networkpolicy',
  shortNames: ['netpol'],
};

const gateways: StoredKindInfo = {
  kind: 'Gateway.gateway.networking.k8s.io',
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  resource: 'gateways',
  singular: 'gateway',
  shortNames: ['gtw'],
  namespaced: true,
  olderVersions: [],
  isCustom: true,
};

/** Ingresses, Gateways and policies of a cluster with a past: some from before it had two families. */
export function addTraffic(cluster: DemoCluster, start: number): void {
  for (const info of [ingresses, policies, gateways]) cluster.installKind(info);
  const has = (namespace: string) => cluster.storage.get('Namespace', namespace) !== undefined;
  const put = (info: StoredKindInfo, key: string, daysAgo: number, body: { readonly spec: object; readonly status?: object }) => {
    const [namespace = '', name = ''] = key.split('/');
    if (!has(namespace)) return;
    cluster.put(info.kind, { namespace, name, createdAt: start - daysAgo * day, body: body as never });
  };
  const { families } = cluster.ranges;
  const of = (four: string, six: string) => families.map((family) => (family === 'IPv4' ? four : six));
  const ingress = (key: string, daysAgo: number, service: string, addresses: readonly object[]) =>
    put(ingresses, key, daysAgo, {
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: `${service}.example.com`,
            http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: service, port: { number: 80 } } } }] },
          },
        ],
      },
      status: { loadBalancer: { ingress: addresses } },
    });
  const ips = (list: readonly string[]) => list.map((ip) => ({ ip }));
  ingress('search/embeddings', 250, 'embeddings', ips(of('203.0.113.2', '2001:db8:100::2')));
  ingress('search/suggest', 500, 'suggest', ips(of('203.0.113.2', '2001:db8:100::2').slice(0, 1)));
  ingress('media/live-encoder', 120, 'live-encoder', [{ hostname: 'edge-7.lb.example.net' }]);
  ingress('platform/flags-edge', 18, 'flags-edge', []);

  const gateway = (key: string, daysAgo: number, addresses: readonly string[]) =>
    put(gateways, key, daysAgo, {
      spec: { gatewayClassName: 'envoy', listeners: [{ name: 'https', port: 443, protocol: 'HTTPS' }] },
      status: { addresses: addresses.map((value) => ({ type: 'IPAddress', value })) },
    });
  gateway('search/public', 90, of('203.0.113.3', '2001:db8:100::3'));
  gateway('media/ingest', 300, of('203.0.113.4', '2001:db8:100::4').slice(0, 1));

  const policy = (key: string, daysAgo: number, ingressCidrs: readonly string[], egressCidrs: readonly string[] = []) => {
    const peers = (cidrs: readonly string[]) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));
    put(policies, key, daysAgo, {
      spec: {
        podSelector: {},
        policyTypes: egressCidrs.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'],
        ...(ingressCidrs.length > 0 ? { ingress: [{ from: peers(ingressCidrs) }] } : {}),
        ...(egressCidrs.length > 0 ? { egress: [{ to: peers(egressCidrs) }] } : {}),
      },
    });
  };
  const anywhere = of('0.0.0.0/0', '::/0');
  policy('search/from-anywhere', 200, anywhere);
  policy('search/office-only', 640, of('198.51.100.0/24', '2001:db8:51::/48').slice(0, 1));
  policy('media/to-anywhere', 610, [], anywhere.slice(0, 1));
  policy('data/from-office', 90, of('198.51.100.0/24', '2001:db8:51::/48'), anywhere);
  policy('batch/no-one', 90, []);
}
