import { formatCidr } from '../../../shared/net/cidr.ts';
import { knownCidr } from '../cluster/knownCidr.ts';
import { digest } from '../cluster/podTemplate.ts';
import { customKind } from './customKind.ts';
import { blockOf, nth, nthText, type Site } from './site.ts';

const cniNode = customKind('vpcresources.k8s.aws/v1alpha1', 'CNINode', 'cninodes', 'Cluster');
const eniConfig = customKind('crd.k8s.amazonaws.com/v1alpha1', 'ENIConfig', 'eniconfigs', 'Cluster');
export const awsKinds = [cniNode, eniConfig];

const vpc = { IPv4: knownCidr('10.64.0.0/16'), IPv6: knownCidr('2001:db8:64::/56') };
const subnetLength = { IPv4: 19, IPv6: 64 };

/** The VPC CNI of AWS: nodes with branch interfaces, a subnet a zone, pods that say in an annotation which subnet their address is from. */
export function addAws(site: Site): void {
  const { hosts } = site;
  const family = site.families[0] ?? 'IPv4'; // a cluster there has one
  const zones = [...new Set(hosts.map(({ zone }) => zone))].sort();
  const id = (prefix: string, text: string): string => `${prefix}-0${digest(text).slice(0, 16)}`;
  for (const zone of zones)
    site.put(eniConfig, { name: zone, body: { spec: { subnet: id('subnet', zone), securityGroups: [id('sg', 'pods')] } } });
  for (const host of hosts)
    site.put(cniNode, {
      name: host.name,
      body: {
        spec: {
          features: [{ name: 'SecurityGroupsForPods' }, { name: 'CustomNetworking', value: host.zone }],
          tags: { 'kubernetes.io/cluster/demo': 'owned' },
        },
        status: {},
      },
    });
  site.configMap('kube-system', 'amazon-vpc-cni', {
    'branch-eni-cooldown': '60',
    'enable-windows-ipam': 'false',
    'minimum-ip-target': '3',
    'warm-ip-target': '1',
  });
  site.pods('ledger', 2 * hosts.length, (host, index) => {
    const subnet = blockOf(vpc[family], subnetLength[family], zones.indexOf(host.zone));
    const place = 10 + 7 * index;
    const eni = {
      eniId: id('eni', `ledger-${index}`),
      ifAddress: `02:64:00:00:00:${(index + 1).toString(16).padStart(2, '0')}`,
      privateIp: family === 'IPv4' ? nthText(subnet, place) : '',
      ipv6Addr: family === 'IPv6' ? nthText(subnet, place) : '',
      vlanId: index + 1,
      subnetCidr: family === 'IPv4' ? formatCidr(subnet) : '',
      subnetV6Cidr: family === 'IPv6' ? formatCidr(subnet) : '',
    };
    return { addresses: [nth(subnet, place)], annotations: { 'vpc.amazonaws.com/pod-eni': JSON.stringify([eni]) } };
  });
}
