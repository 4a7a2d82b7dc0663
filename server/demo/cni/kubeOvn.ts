import { type Family, formatAddress, parseAddress } from '../../../shared/net/address.ts';
import { type Cidr, cidrSize, formatCidr, lastValue } from '../../../shared/net/cidr.ts';
import { knownCidr } from '../cluster/knownCidr.ts';
import { podAddresses } from '../cluster/podAddresses.ts';
import type { JsonObject } from '../encode/message.ts';
import { customKind } from './customKind.ts';
import { nth, nthText, perFamily, type Site } from './site.ts';

const apiVersion = 'kubeovn.io/v1';
const vpc = customKind(apiVersion, 'Vpc', 'vpcs', 'Cluster');
const subnet = customKind(apiVersion, 'Subnet', 'subnets', 'Cluster');
const ip = customKind(apiVersion, 'IP', 'ips', 'Cluster');
const ipPool = customKind(apiVersion, 'IPPool', 'ippools', 'Cluster');
const vip = customKind(apiVersion, 'Vip', 'vips', 'Cluster');
export const kubeOvnKinds = [vpc, subnet, ip, ipPool, vip];

const podTexts = { IPv4: '10.70.0.0/24', IPv6: 'fd00:70::/112' };
const joinTexts = { IPv4: '10.71.0.0/26', IPv6: 'fd00:71::/122' };
const fixed = { IPv4: ['10.70.0.128..10.70.0.143', '10.70.0.200..10.70.0.203'], IPv6: ['fd00:70::100..fd00:70::10f'] };
const maintenance = '10.70.0.240..10.70.0.250';

interface Holder {
  readonly name: string;
  readonly pod: string; // of a node in join: the node
  readonly namespace: string;
  readonly node: string;
  readonly addresses: readonly string[];
}

/**
 * Kube-OVN: one flat space for pods, with a Vip and a fixed pool in it, that of the nodes, and a second VPC whose Subnet is the
 * first one's twin in numbers. One IP has lost its pod, one is kept on purpose.
 */
export function addKubeOvn(site: Site): void {
  const { namespace, families, hosts } = site;
  const ordered = families.toSorted(); // comma-joined text has IPv4 first
  const pods = perFamily(ordered, podTexts);
  const joins = perFamily(ordered, joinTexts);
  const joined = (cidrs: readonly Cidr[], offset: number): string => cidrs.map((cidr) => nthText(cidr, offset)).join();

  let place = 1;
  const running = site.pods('shop', 4 * hosts.length, () => {
    place += site.random.chance(0.2) ? 2 : 1;
    return {
      addresses: perFamily(families, podTexts).map((cidr) => nth(cidr, place)),
      annotations: {
        'ovn.kubernetes.io/allocated': 'true',
        'ovn.kubernetes.io/logical_switch': 'ovn-default',
        'ovn.kubernetes.io/cidr': pods.map(formatCidr).join(),
        'ovn.kubernetes.io/gateway': joined(pods, 1),
        'ovn.kubernetes.io/ip_address': joined(pods, place),
      },
    };
  });
  const holders: Holder[] = running.map((pod) => ({
    name: `${pod.name}.${namespace}`,
    pod: pod.name,
    namespace,
    node: pod.machine?.name ?? '',
    addresses: podAddresses(pod).map(formatAddress),
  }));
  const lost = (pod: string, offset: number): Holder => ({
    name: `${pod}.${namespace}`,
    pod,
    namespace,
    node: site.host(0).name,
    addresses: pods.map((cidr) => nthText(cidr, offset)),
  });
  const gone = lost('gone-0', 90);
  const kept = lost('standby-0', 91);
  const vipOffset = 100;
  for (const holder of [...holders, gone]) putIP(site, 'ovn-default', holder);
  putIP(site, 'ovn-default', kept, 'true');
  const vipTexts = pods.map((cidr) => nthText(cidr, vipOffset));
  putVip(site, vipTexts);
  const nodes = hosts.map(
    (host, index): Holder => ({
      name: `node-${host.name}`,
      pod: host.name,
      namespace: '',
      node: host.name,
      addresses: joins.map((cidr) => nthText(cidr, index + 2)),
    }),
  );
  for (const holder of nodes) putIP(site, 'join', holder);

  const excluded = [...pods.map((cidr) => nthText(cidr, 1)), ...(site.has4 ? [maintenance] : [])];
  putSubnet(site, 'ovn-default', pods, excluded, [...[...holders, gone, kept].flatMap(({ addresses }) => addresses), ...vipTexts], {
    default: true,
    gatewayType: 'distributed',
    natOutgoing: true,
    private: false,
  });
  putSubnet(
    site,
    'join',
    joins,
    joins.map((cidr) => nthText(cidr, 1)),
    nodes.flatMap(({ addresses }) => addresses),
    { default: false },
  );
  putSubnet(
    site,
    'tenant-a',
    pods,
    pods.map((cidr) => nthText(cidr, 1)),
    [],
    { default: false, vpc: 'tenant-a' },
  );
  const lab = site.has6 ? [knownCidr('fd00:73::/64')] : [];
  if (lab.length > 0)
    putSubnet(
      site,
      'lab-v6',
      lab,
      lab.map((cidr) => nthText(cidr, 1)),
      [],
      { default: false },
    );
  const subnets = ['ovn-default', 'join', ...(site.has6 ? ['lab-v6'] : [])];
  site.put(vpc, {
    name: 'ovn-cluster',
    body: { spec: {}, status: { default: true, defaultLogicalSwitch: 'ovn-default', standby: true, subnets } },
  });
  site.put(vpc, {
    name: 'tenant-a',
    body: { spec: { namespaces: ['tenant-a'] }, status: { default: false, standby: true, subnets: ['tenant-a'] } },
  });
  putFixedPool(site);
}

function putIP(site: Site, network: string, holder: Holder, isReserved = 'false'): void {
  const part = (family: Family): string => holder.addresses.find((text) => text.includes(':') === (family === 'IPv6')) ?? '';
  const [v4, v6] = [part('IPv4'), part('IPv6')];
  site.put(ip, {
    name: holder.name,
    labels: {
      'ovn.kubernetes.io/subnet': network,
      'ovn.kubernetes.io/node-name': holder.node,
      'ovn.kubernetes.io/ip_reserved': isReserved,
      [network]: '',
    },
    body: {
      spec: {
        podName: holder.pod,
        namespace: holder.namespace,
        subnet: network,
        nodeName: holder.node,
        ipAddress: [v4, v6].filter((text) => text !== '').join(),
        v4IpAddress: v4,
        v6IpAddress: v6,
        macAddress: macOf(v4 === '' ? v6 : v4),
        attachIps: [],
        attachMacs: [],
        attachSubnets: [],
        containerID: '',
        podType: holder.namespace === '' ? '' : 'StatefulSet',
      },
    },
  });
}

/** A MAC that no other address of the demo has. */
function macOf(text: string): string {
  const value = Number((parseAddress(text)?.value ?? 0n) & 0xffff_ffffn);
  const bytes = [value >>> 24, value >>> 16, value >>> 8, value].map((byte) => (byte & 255).toString(16).padStart(2, '0'));
  return ['00', '00', ...bytes].join(':');
}

function putVip(site: Site, addresses: readonly string[]): void {
  const fields = Object.fromEntries(addresses.map((text) => [text.includes(':') ? 'v6ip' : 'v4ip', text]));
  site.put(vip, {
    name: 'keepalived-a',
    labels: { 'ovn.kubernetes.io/subnet': 'ovn-default', 'ovn.kubernetes.io/ip_reserved': '' },
    body: {
      spec: { namespace: site.namespace, subnet: 'ovn-default', type: '', ...fields, macAddress: '', selector: [], attachSubnets: [] },
      status: { type: '', ...fields, mac: macOf(addresses[0] ?? '') },
    },
  });
}

/** A Subnet with the counters that the controller would write: first, last and excluded addresses are nobody's. */
function putSubnet(
  site: Site,
  name: string,
  cidrs: readonly Cidr[],
  excludeIps: readonly string[],
  using: readonly string[],
  more: JsonObject,
): void {
  const status: Record<string, number | string> = {};
  const values = using.flatMap((text) => parseAddress(text) ?? []);
  for (const family of ['IPv4', 'IPv6'] as const) {
    const cidr = cidrs.find((one) => one.family === family);
    const held = values.filter((address) => address.family === family).map(({ value }) => value);
    const shut = excludeIps.map(spanOf).filter((span) => span.family === family);
    const closed = shut.reduce((sum, { first, last }) => sum + (last - first + 1n), 0n);
    const available = cidr ? cidrSize(cidr) - 2n - closed - BigInt(held.length) : 0n;
    const key = family === 'IPv4' ? 'v4' : 'v6';
    status[`${key}availableIPs`] = Number(available); // past 2^53 rounded, as the API server itself rounds past 2^63 (measured)
    status[`${key}usingIPs`] = held.length;
    status[`${key}usingIPrange`] = rangesText(
      family,
      held.map((value) => ({ first: value, last: value })),
    );
    const taken = [...shut, ...held.map((value) => ({ first: value, last: value }))];
    status[`${key}availableIPrange`] = cidr ? rangesText(family, gaps(cidr.value + 1n, lastValue(cidr) - 1n, taken)) : '';
  }
  site.put(subnet, {
    name,
    body: {
      spec: {
        vpc: 'ovn-cluster',
        protocol: cidrs.length > 1 ? 'Dual' : (cidrs[0]?.family ?? ''),
        provider: 'ovn',
        cidrBlock: cidrs.map(formatCidr).join(),
        gateway: cidrs.map((cidr) => nthText(cidr, 1)).join(),
        excludeIps,
        ...more,
      },
      status,
    },
  });
}

function putFixedPool(site: Site): void {
  const status: Record<string, number | string> = {};
  for (const family of ['IPv4', 'IPv6'] as const) {
    const spans = site.families.includes(family) ? fixed[family].map(spanOf) : [];
    const key = family === 'IPv4' ? 'v4' : 'v6';
    status[`${key}AvailableIPs`] = Number(spans.reduce((sum, { first, last }) => sum + (last - first + 1n), 0n));
    status[`${key}UsingIPs`] = 0;
    status[`${key}AvailableIPRange`] = rangesText(family, spans);
    status[`${key}UsingIPRange`] = '';
  }
  const ips = site.families.toSorted().flatMap((family) => fixed[family]);
  site.put(ipPool, { name: 'fixed-a', body: { spec: { subnet: 'ovn-default', namespaces: [site.namespace], ips }, status } });
}

interface Span {
  readonly first: bigint;
  readonly last: bigint;
}

/** "a" or "a..b" */
function spanOf(text: string): Span & { readonly family: Family } {
  const [from = '', to = from] = text.split('..');
  const [first, last] = [parseAddress(from), parseAddress(to)];
  if (!first || !last) throw new RangeError(`${text} is no range`);
  return { family: first.family, first: first.value, last: last.value };
}

/** What is left between two numbers, both of them in, once the spans are taken out. */
function gaps(from: bigint, to: bigint, spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  let next = from;
  for (const { first, last } of spans.toSorted((a, b) => (a.first < b.first ? -1 : 1))) {
    if (first > next) out.push({ first: next, last: first - 1n });
    if (last >= next) next = last + 1n;
  }
  if (next <= to) out.push({ first: next, last: to });
  return out;
}

/** "a-b,c": neighbours are joined. */
function rangesText(family: Family, spans: readonly Span[]): string {
  const joined: { first: bigint; last: bigint }[] = [];
  for (const { first, last } of spans.toSorted((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = joined.at(-1);
    if (before && before.last + 1n === first) before.last = last;
    else joined.push({ first, last });
  }
  const text = (value: bigint): string => formatAddress({ family, value });
  return joined.map(({ first, last }) => (first === last ? text(first) : `${text(first)}-${text(last)}`)).join();
}
