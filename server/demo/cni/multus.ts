import type { Family } from '../../../shared/net/address.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { knownCidr } from '../cluster/knownCidr.ts';
import { type Attachment, networkAttachmentDefinition, networkStatus } from './networkStatus.ts';
import { nthText, type Site } from './site.ts';

export const multusKinds = [networkAttachmentDefinition];

const rack = { IPv4: knownCidr('10.90.0.0/24'), IPv6: knownCidr('fd00:90::/64') };

/**
 * Multus: pods with a host-local network and one without addresses. host-local counts on each node by itself: the first pods of
 * two hosts hold the same IPv4 address.
 */
export function addMultus(site: Site): void {
  const { namespace, families, hosts } = site;
  const ranges = families.map((family) => [
    family === 'IPv4'
      ? {
          subnet: formatCidr(rack.IPv4),
          rangeStart: nthText(rack.IPv4, 10),
          rangeEnd: nthText(rack.IPv4, 99),
          gateway: nthText(rack.IPv4, 1),
        }
      : { subnet: formatCidr(rack.IPv6) },
  ]);
  const configs = {
    rack: { cniVersion: '1.0.0', type: 'macvlan', master: 'eth1', ipam: { type: 'host-local', ranges } },
    sriov: { cniVersion: '1.0.0', type: 'sriov' },
  };
  for (const [name, config] of Object.entries(configs))
    site.put(networkAttachmentDefinition, { namespace, name, body: { spec: { config: JSON.stringify(config) } } });
  const before = new Map<number, number>(); // pods on each host
  for (const [index, pod] of site.pods('probe', 2 * hosts.length).entries()) {
    const host = hosts.findIndex(({ name }) => name === pod.machine?.name);
    const count = before.get(host) ?? 0;
    before.set(host, count + 1);
    // Both the first and the second host begin at .10; later on their ways part.
    const offset: Record<Family, number> = { IPv4: 10 * Math.max(1, host) + count * (host + 1), IPv6: 2 + index };
    const ips = families.map((family) => nthText(rack[family], offset[family]));
    const attachments: Attachment[] = [{ name: `${namespace}/rack`, ips }, { name: `${namespace}/sriov` }];
    site.annotate(pod, {
      'k8s.v1.cni.cncf.io/networks': JSON.stringify([{ name: 'rack' }, { name: 'sriov' }]),
      'k8s.v1.cni.cncf.io/network-status': networkStatus(pod, attachments),
    });
  }
}
