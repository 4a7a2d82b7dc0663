import { type Address, formatAddress } from '../../../shared/net/address.ts';
import { knownCidr } from '../cluster/knownCidr.ts';
import { podAddresses } from '../cluster/podAddresses.ts';
import { digest } from '../cluster/podTemplate.ts';
import type { JsonObject } from '../encode/message.ts';
import { customKind } from './customKind.ts';
import { nth, nthText, type Site } from './site.ts';

const apiVersion = 'crd.antrea.io/v1beta1';
const ipPool = customKind(apiVersion, 'IPPool', 'ippools', 'Cluster');
const externalIPPool = customKind(apiVersion, 'ExternalIPPool', 'externalippools', 'Cluster');
const egress = customKind(apiVersion, 'Egress', 'egresses', 'Cluster');
export const antreaKinds = [ipPool, externalIPPool, egress];

const vlan4 = knownCidr('10.80.0.0/26');
const vlan6 = knownCidr('fd00:80::/64');
const external = { IPv4: knownCidr('172.22.0.0/28'), IPv6: knownCidr('fd00:172:22::/124') };
const poolNames = { IPv4: 'vlan100', IPv6: 'vlan100-v6' };

/**
 * Antrea: a VLAN with a pool a family, whose pods ask for it by annotation; an address kept for a StatefulSet that is scaled
 * down, one whose pod is gone; an external pool from which an Egress and a Service have an address each.
 */
export function addAntrea(site: Site): void {
  const { namespace, families, hosts } = site;
  const ippools = families.map((family) => poolNames[family]).join();
  const place = (address4: number, address6: number): Address[] =>
    families.map((family) => (family === 'IPv4' ? nth(vlan4, address4) : nth(vlan6, address6)));
  const pods = site.pods('vm', 2 * hosts.length, (_host, index) => ({
    addresses: place(index + 2, index + 16),
    annotations: { 'ipam.antrea.io/ippools': ippools },
  }));
  const entry = (address: string, pod: string, containerID: string): JsonObject => ({
    ipAddress: address,
    phase: 'Allocated',
    owner: { pod: { name: pod, namespace, containerID } },
  });
  for (const family of families) {
    const allocated = pods.flatMap((pod) =>
      podAddresses(pod)
        .filter((address) => address.family === family)
        .map((address) => entry(formatAddress(address), pod.name, site.containerID(pod))),
    );
    if (family === 'IPv6') {
      putPool(site, poolNames.IPv6, [{ start: 'fd00:80::10', end: 'fd00:80::4f' }], 'fd00:80::1', 64, allocated, 64);
      continue;
    }
    const kept = { ipAddress: '10.80.1.12', phase: 'Reserved', owner: { statefulSet: { name: 'db', namespace, index: 0 } } };
    const list = [...allocated, kept, entry('10.80.1.10', 'gone-1', digest('gone-1'))];
    // 64 without the first and the gateway, and 20 of the range.
    const ranges = [{ cidr: '10.80.0.0/26' }, { start: '10.80.1.10', end: '10.80.1.29' }];
    putPool(site, poolNames.IPv4, ranges, '10.80.0.1', 23, list, 82);
  }
  putExternal(site);
}

function putPool(
  site: Site,
  name: string,
  ipRanges: readonly JsonObject[],
  gateway: string,
  prefixLength: number,
  ipAddresses: readonly JsonObject[],
  total: number,
): void {
  const spec = { ipRanges, subnetInfo: { gateway, prefixLength, vlan: 100 } };
  site.put(ipPool, { name, body: { spec, status: { ipAddresses, usage: { total, used: ipAddresses.length } } } });
}

function putExternal(site: Site): void {
  const { namespace, families, cluster, bornAt } = site;
  const range = site.has4 ? [{ start: '172.22.1.5', end: '172.22.1.9' }] : [];
  // A CIDR of 16 without its first, in IPv4 without the broadcast, too.
  const total = families.reduce((sum, family) => sum + (family === 'IPv4' ? 14 : 15), 5 * range.length);
  const [primary] = families;
  const used = primary ? 2 : 0;
  site.put(externalIPPool, {
    name: 'egress-a',
    body: {
      spec: {
        ipRanges: [...families.map((family) => ({ cidr: `${nthText(external[family], 0)}/${external[family].prefixLength}` })), ...range],
        nodeSelector: {},
      },
      status: { usage: { total, used } },
    },
  });
  if (!primary) return;
  const egressIP = nthText(external[primary], 1);
  const appliedTo = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
  site.put(egress, {
    name: 'vms',
    body: { spec: { appliedTo, egressIP, externalIPPool: 'egress-a' }, status: { egressIP, egressNode: site.host(0).name } },
  });
  cluster.createService({
    namespace,
    name: 'vm-lb',
    app: 'vm',
    type: 'LoadBalancer',
    annotations: { 'service.antrea.io/external-ip-pool': 'egress-a' },
    ports: [{ name: 'ssh', port: 22, targetPort: 'http' }],
    ingress: [{ ip: nthText(external[primary], 2), ipMode: 'VIP' }],
    createdAt: bornAt,
  });
}
