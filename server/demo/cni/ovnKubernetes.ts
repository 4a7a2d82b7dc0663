import { type Family, formatAddress } from '../../../shared/net/address.ts';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import { knownCidr } from '../cluster/knownCidr.ts';
import type { Machine } from '../cluster/objects.ts';
import type { JsonObject } from '../encode/message.ts';
import { customKind } from './customKind.ts';
import { blockOf, nth, nthText, type Site } from './site.ts';

const apiVersion = 'k8s.ovn.org/v1';
const userDefinedNetwork = customKind(apiVersion, 'UserDefinedNetwork', 'userdefinednetworks', 'Namespaced');
const clusterUserDefinedNetwork = customKind(apiVersion, 'ClusterUserDefinedNetwork', 'clusteruserdefinednetworks', 'Cluster');
const egressIP = customKind(apiVersion, 'EgressIP', 'egressips', 'Cluster');
export const ovnKubernetesKinds = [userDefinedNetwork, clusterUserDefinedNetwork, egressIP];

const network = { IPv4: knownCidr('10.40.0.0/16'), IPv6: knownCidr('fd00:40::/48') };
const hostPrefix = { IPv4: 24, IPv6: 64 };
const lab = { IPv4: '10.41.0.0/24', IPv6: 'fd00:41::/64' };
const rack = { IPv4: '10.42.0.0/24', IPv6: 'fd00:42::/64' };

/** OVN-Kubernetes: a slice of its own range for each host, in an annotation and not in podCIDRs; two networks that users defined. */
export function addOvnKubernetes(site: Site): void {
  const { namespace, cluster, families, hosts } = site;
  const sliceOf = (host: Machine, family: Family): Cidr => blockOf(network[family], hostPrefix[family], hosts.indexOf(host));
  site.configMap('ovn-kubernetes', 'ovn-config', {
    net_cidr: families.map((family) => `${formatCidr(network[family])}/${hostPrefix[family]}`).join(),
    svc_cidr: cluster.ranges.services.map(formatCidr).join(),
    k8s_apiserver: 'https://api.demo.example:6443',
    mtu: '1400',
  });
  for (const host of hosts) {
    const slices = families.map((family) => formatCidr(sliceOf(host, family)));
    const own = host.addresses.map((address) => `${formatAddress(address)}/${cluster.ranges.nodeNetwork[address.family].prefixLength}`);
    const primary = Object.fromEntries(own.map((text) => [text.includes(':') ? 'ipv6' : 'ipv4', text]));
    cluster.nodes.annotate(host.name, {
      'k8s.ovn.org/node-subnets': JSON.stringify({ default: slices }),
      'k8s.ovn.org/node-primary-ifaddr': JSON.stringify(primary),
      'k8s.ovn.org/host-cidrs': JSON.stringify(own),
    });
  }
  site.pods('orders', 3 * hosts.length, (host, index) => {
    const place = 4 + Math.floor(index / hosts.length);
    const slices = families.map((family) => sliceOf(host, family));
    return {
      addresses: slices.map((slice) => nth(slice, place)),
      annotations: { 'k8s.ovn.org/pod-networks': JSON.stringify({ default: podNetwork(slices, place) }) },
    };
  });
  const subnets = families.map((family) => lab[family]);
  site.put(userDefinedNetwork, {
    namespace,
    name: 'lab',
    body: { spec: { topology: 'Layer2', layer2: { role: 'Secondary', subnets, ipam: { mode: 'Enabled' } } } },
  });
  site.put(clusterUserDefinedNetwork, {
    name: 'rack',
    body: {
      spec: {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        network: {
          topology: 'Localnet',
          localnet: { role: 'Secondary', physicalNetworkName: 'rack', subnets: families.map((family) => rack[family]) },
        },
      },
    },
  });
  const egress = families.map((family) => nthText(cluster.ranges.nodeNetwork[family], 65_000));
  site.put(egressIP, {
    name: 'orders',
    body: {
      spec: { egressIPs: egress, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } },
      status: { items: egress.map((text, index) => ({ node: site.host(index).name, egressIP: text })) },
    },
  });
}

/** ip_address and gateway_ip stand beside the lists where there is one family alone. */
function podNetwork(slices: readonly Cidr[], place: number): JsonObject {
  const addresses = slices.map((slice) => `${nthText(slice, place)}/${slice.prefixLength}`);
  const gateways = slices.map((slice) => nthText(slice, 1));
  const mac = (Number((slices[0]?.value ?? 0n) & 0xffffn) + place).toString(16).padStart(4, '0');
  return {
    ip_addresses: addresses,
    mac_address: `0a:58:0a:28:${mac.slice(0, 2)}:${mac.slice(2)}`,
    gateway_ips: gateways,
    ...(slices.length === 1 ? { ip_address: addresses[0], gateway_ip: gateways[0] } : undefined),
    role: 'primary',
  };
}
