import { type Address, type Family, formatAddress, parseAddress } from '../../../shared/net/address.ts';
import { type Ingress, keyOf } from '../cluster/objects.ts';
import { customKind } from './customKind.ts';
import type { Site } from './site.ts';

const ipAddressPool = customKind('metallb.io/v1beta1', 'IPAddressPool', 'ipaddresspools', 'Namespaced');
export const metallbKinds = [ipAddressPool];

interface Pool {
  readonly name: string;
  readonly ranges: readonly (readonly [text: string, first: Address, last: Address])[];
  readonly autoAssign: boolean;
}

/**
 * MetalLB: pools around the addresses that the demo's load balancers have, notes on the Services that hold them, and two
 * Services that share one address. Pools of one MetalLB never overlap.
 */
export function addMetallb(site: Site): void {
  const { cluster, families } = site;
  const pools = poolsFor(site);
  site.createNamespaces('metallb-system');
  const [primary] = families;
  const shared: Ingress[] = primary ? [{ ip: primary === 'IPv4' ? '203.0.113.9' : '2001:db8:100::9', ipMode: 'VIP' }] : [];
  for (const [name, protocol] of [
    ['dns-tcp', 'TCP'],
    ['dns-udp', 'UDP'],
  ] as const)
    cluster.createService({
      namespace: site.namespace,
      name,
      app: 'resolver',
      type: 'LoadBalancer',
      annotations: { 'metallb.io/allow-shared-ip': 'resolver' },
      ports: [{ name: 'dns', protocol, port: 53, targetPort: 53 }],
      ingress: shared,
      createdAt: site.bornAt,
    });

  const assigned = new Map<string, Set<string>>(pools.map(({ name }) => [name, new Set()]));
  for (const service of cluster.storage.list('Service')) {
    if (service.type !== 'LoadBalancer' || service.loadBalancerClass !== '') continue;
    const held = service.ingress.flatMap(({ ip }) => ip ?? []);
    const pool = pools.find((one) => held.length > 0 && held.every((text) => isIn(one, text)));
    if (!pool) continue;
    for (const text of held) assigned.get(pool.name)?.add(text);
    cluster.services.annotate(keyOf(service), { 'metallb.io/ip-allocated-from-pool': pool.name });
  }
  for (const pool of pools) putPool(site, pool, [...(assigned.get(pool.name) ?? [])]);
}

/** The public addresses, those of the gateways of the cluster's teams, and some that are given on request alone. */
function poolsFor(site: Site): Pool[] {
  // The demo gives its gateways addresses by how many Services there are: 256 and onwards.
  const most = site.cluster.storage.list('Service').flatMap(({ ingress }) => ingress.flatMap(({ ip }) => teamOffset(ip)));
  const last = most.reduce((a, b) => Math.max(a, b), 256) | 0xff;
  const range = (family: Family, base: bigint, from: number, to: number, cidr = ''): Pool['ranges'][number] => {
    const [first, end] = [from, to].map((offset) => ({ family, value: base + BigInt(offset) })) as [Address, Address];
    return [cidr || `${formatAddress(first)}-${formatAddress(end)}`, first, end];
  };
  const of = (parts: Readonly<Record<Family, Pool['ranges'][number]>>): Pool['ranges'] => site.families.map((family) => parts[family]);
  return [
    {
      name: 'public',
      autoAssign: true,
      ranges: of({
        IPv4: range('IPv4', documentation, 0, 31, '203.0.113.0/27'),
        IPv6: range('IPv6', base.IPv6, 0, 31, '2001:db8:100::/123'),
      }),
    },
    {
      name: 'teams',
      autoAssign: true,
      ranges: of({ IPv4: range('IPv4', base.IPv4, 256, last), IPv6: range('IPv6', base.IPv6, 256, last) }),
    },
    {
      name: 'on-request',
      autoAssign: false,
      ranges: of({
        IPv4: range('IPv4', documentation, 240, 243, '203.0.113.240/30'),
        IPv6: range('IPv6', base.IPv6, 240, 243, '2001:db8:100::f0/126'),
      }),
    },
  ];
}

const documentation = 0xcb00_7100n; // 203.0.113.0
const base: Readonly<Record<Family, bigint>> = { IPv4: 0xac18_0000n, IPv6: 0x2001_0db8_0100n << 80n }; // 172.24.0.0, 2001:db8:100::

/** How far behind 172.24.0.0 or 2001:db8:100:: an address lies, where it is one of the teams'. */
function teamOffset(text: string | undefined): number[] {
  const address = parseAddress(text ?? '');
  if (!address) return [];
  const offset = address.value - base[address.family];
  return offset >= 256n && offset < 1n << 20n ? [Number(offset)] : [];
}

function isIn(pool: Pool, text: string): boolean {
  const address = parseAddress(text);
  return pool.ranges.some(
    ([, first, last]) => address?.family === first.family && address.value >= first.value && address.value <= last.value,
  );
}

/** The counters are of addresses, not of Services. */
function putPool(site: Site, pool: Pool, held: readonly string[]): void {
  const status: Record<string, number> = {};
  for (const family of ['IPv4', 'IPv6'] as const) {
    const size = pool.ranges.reduce(
      (sum, [, first, last]) => (first.family === family ? sum + Number(last.value - first.value + 1n) : sum),
      0,
    );
    const assigned = held.filter((text) => parseAddress(text)?.family === family).length;
    status[`assigned${family}`] = assigned;
    status[`available${family}`] = size - assigned;
  }
  site.put(ipAddressPool, {
    namespace: 'metallb-system',
    name: pool.name,
    body: { spec: { addresses: pool.ranges.map(([text]) => text), autoAssign: pool.autoAssign, avoidBuggyIPs: false }, status },
  });
}
