import { type Family, formatAddress } from '../../../shared/net/address.ts';
import { type Cidr, formatCidr, lastValue } from '../../../shared/net/cidr.ts';
import { knownCidr } from '../cluster/knownCidr.ts';
import type { Machine, PodState } from '../cluster/objects.ts';
import { podAddresses } from '../cluster/podAddresses.ts';
import type { JsonObject } from '../encode/message.ts';
import { customKind } from './customKind.ts';
import { blockOf, nth, nthText, type Site } from './site.ts';

const ciliumNode = customKind('cilium.io/v2', 'CiliumNode', 'ciliumnodes', 'Cluster');
const ciliumEndpoint = customKind('cilium.io/v2', 'CiliumEndpoint', 'ciliumendpoints', 'Namespaced');
const podIPPool = customKind('cilium.io/v2alpha1', 'CiliumPodIPPool', 'ciliumpodippools', 'Cluster');
const loadBalancerIPPool = customKind('cilium.io/v2', 'CiliumLoadBalancerIPPool', 'ciliumloadbalancerippools', 'Cluster', ['v2alpha1']);
export const ciliumKinds = [ciliumNode, ciliumEndpoint, podIPPool, loadBalancerIPPool];

const pools = { IPv4: knownCidr('10.60.0.0/23'), IPv6: knownCidr('fd00:60::/112') };
const masks = { IPv4: 27, IPv6: 120 };
const tenantPools = [knownCidr('10.61.0.0/25'), knownCidr('10.61.1.0/25')];
const tenantMask = 28;
const balancers = { IPv4: knownCidr('172.21.0.0/28'), IPv6: knownCidr('fd00:172:21::/124') };

/**
 * Cilium in multi-pool mode: a pool for everybody and one of IPv4 alone for a tenant, which gives out first and last addresses
 * too. The first host has two blocks, one endpoint has outlived its pod.
 */
export function addCilium(site: Site): void {
  const { families, hosts } = site;
  const flag = (has: boolean): string => (has ? 'true' : 'false');
  site.configMap('kube-system', 'cilium-config', {
    'cluster-name': 'demo',
    'enable-ipv4': flag(site.has4),
    'enable-ipv6': flag(site.has6),
    ipam: 'multi-pool',
    'routing-mode': 'native',
  });
  const part = (family: Family): JsonObject => ({ cidrs: [formatCidr(pools[family])], maskSize: masks[family] });
  site.put(podIPPool, {
    name: 'default',
    body: { spec: Object.fromEntries(families.map((family) => [family.toLowerCase(), part(family)])) },
  });
  if (site.has4)
    site.put(podIPPool, {
      name: 'tenant-b',
      body: { spec: { ipv4: { cidrs: tenantPools.map(formatCidr), maskSize: tenantMask }, allowFirstIP: true, allowLastIP: true } },
    });

  const pods: PodState[] = [];
  const taken = new Map<Machine, number>(); // of the default pool, by pods, on each host
  const nextIn = (host: Machine): number => {
    const next = (taken.get(host) ?? 3) + (site.random.chance(0.3) ? 2 : 1);
    taken.set(host, next);
    return next;
  };
  pods.push(
    ...site.pods('web', 3 * hosts.length, (host) => {
      const place = nextIn(host);
      return { addresses: families.map((family) => nth(blockOn(site, host, family), place)), annotations: {} };
    }),
  );
  if (site.has4)
    pods.push(
      ...site.pods('tenant', hosts.length, (host) => {
        const place = nextIn(host);
        // The very first address of the tenant's block, and the default pool's for the family that the tenant's has not.
        const addresses = families.map((family) =>
          family === 'IPv4' ? nth(tenantBlock(site, host), 0) : nth(blockOn(site, host, family), place),
        );
        return { addresses, annotations: { 'ipam.cilium.io/ipv4-pool': 'tenant-b' } };
      }),
    );

  for (const host of hosts) putNode(site, host);
  for (const [index, pod] of pods.entries())
    putEndpoint(site, pod.name, pod.template.workload.app, pod.machine, 100 + index, podAddresses(pod).map(formatAddress));
  const [first] = hosts;
  if (first)
    putEndpoint(
      site,
      'web-99',
      'web',
      first,
      99,
      families.map((family) => nthText(blockOn(site, first, family), 24)),
    );
  addBalancer(site);
}

function blockOn(site: Site, host: Machine, family: Family): Cidr {
  return blockOf(pools[family], masks[family], site.hosts.indexOf(host));
}

function tenantBlock(site: Site, host: Machine): Cidr {
  const [pool] = tenantPools;
  if (!pool) throw new RangeError('the tenant has no pool');
  return blockOf(pool, tenantMask, site.hosts.indexOf(host));
}

function putNode(site: Site, host: Machine): void {
  const { families, hosts } = site;
  const own = families.map((family) => blockOn(site, host, family));
  const second = host === hosts[0] ? families.slice(0, 1).map((family) => blockOf(pools[family], masks[family], hosts.length)) : [];
  const beforeLast = (block: Cidr, places: number): string =>
    formatAddress({ family: block.family, value: lastValue(block) - BigInt(places) });
  const health = Object.fromEntries(own.map((block) => [block.family.toLowerCase(), beforeLast(block, 2)]));
  const needed = (count4: number, count6: number): JsonObject => ({
    ...(site.has4 ? { 'ipv4-addrs': count4 } : undefined),
    ...(site.has6 ? { 'ipv6-addrs': count6 } : undefined),
  });
  site.put(ciliumNode, {
    name: host.name,
    body: {
      spec: {
        addresses: [
          ...host.addresses.map((address) => ({ type: 'InternalIP', ip: formatAddress(address) })),
          ...own.map((block) => ({ type: 'CiliumInternalIP', ip: beforeLast(block, 1) })),
        ],
        health,
        ipam: {
          pools: {
            allocated: [
              { pool: 'default', cidrs: [...own, ...second].map(formatCidr) },
              ...(site.has4
                ? [{ pool: 'tenant-b', allowFirstIP: true, allowLastIP: true, cidrs: [formatCidr(tenantBlock(site, host))] }]
                : []),
            ],
            requested: [
              { pool: 'default', needed: needed(second.length > 0 ? 40 : 16, 16) },
              ...(site.has4 ? [{ pool: 'tenant-b', needed: { 'ipv4-addrs': 8 } }] : []),
            ],
          },
        },
      },
      status: {},
    },
  });
}

function putEndpoint(site: Site, name: string, app: string, host: Machine | null, id: number, addresses: readonly string[]): void {
  const { namespace } = site;
  const addressing = Object.fromEntries(addresses.map((address) => [address.includes(':') ? 'ipv6' : 'ipv4', address]));
  site.put(ciliumEndpoint, {
    namespace,
    name,
    labels: { app },
    body: {
      status: {
        id,
        state: 'ready',
        'external-identifiers': { 'k8s-namespace': namespace, 'k8s-pod-name': name, 'pod-name': `${namespace}/${name}` },
        networking: { node: host?.hostIPs[0]?.ip ?? '', addressing: [addressing] },
      },
    },
  });
}

/** A pool whose first and last addresses are kept back: its own counters count those as used. */
function addBalancer(site: Site): void {
  const { namespace, cluster, families, since } = site;
  const extra = site.has4 ? [{ start: '172.21.1.10', stop: '172.21.1.19' }] : [];
  const blocks = [...families.map((family) => ({ cidr: formatCidr(balancers[family]) })), ...extra];
  const total = 16 * families.length + (site.has4 ? 10 : 0);
  const used = 3 * families.length; // first, last and the Service's
  const counter = (type: string, count: number): JsonObject => ({
    type: `cilium.io/${type}`,
    status: 'Unknown',
    reason: 'noreason',
    message: String(count),
    lastTransitionTime: since,
  });
  site.put(loadBalancerIPPool, {
    name: 'blue',
    body: {
      spec: { allowFirstLastIPs: 'No', blocks, serviceSelector: { matchLabels: { app: 'lb-web' } } },
      status: {
        conditions: [
          { type: 'cilium.io/PoolConflict', status: 'False', reason: 'noreason', message: '', lastTransitionTime: since },
          counter('IPsTotal', total),
          counter('IPsAvailable', total - used),
          counter('IPsUsed', used),
        ],
      },
    },
  });
  cluster.createService({
    namespace,
    name: 'lb-web',
    app: 'web',
    labels: { app: 'lb-web' },
    type: 'LoadBalancer',
    policy: 'PreferDualStack',
    loadBalancerClass: 'io.cilium/l2-announcer',
    ports: [{ name: 'https', port: 443, targetPort: 'http' }],
    ingress: families.map((family) => ({ ip: nthText(balancers[family], 1), ipMode: 'VIP' })),
    createdAt: site.bornAt,
  });
}
