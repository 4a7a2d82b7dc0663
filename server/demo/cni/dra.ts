import { knownCidr } from '../cluster/knownCidr.ts';
import type { Machine } from '../cluster/objects.ts';
import type { JsonObject } from '../encode/message.ts';
import type { StoredKindInfo } from '../kinds.ts';
import { nthText, type Site } from './site.ts';

const resourceClaim: StoredKindInfo = {
  kind: 'ResourceClaim.resource.k8s.io',
  group: 'resource.k8s.io',
  version: 'v1',
  resource: 'resourceclaims',
  singular: 'resourceclaim',
  shortNames: [],
  namespaced: true,
  olderVersions: [],
};
export const draKinds = [resourceClaim];

const network = { IPv4: knownCidr('10.95.0.0/24'), IPv6: knownCidr('fd00:95::/64') };
const driver = 'nic.example.com';

/** Dynamic resource allocation: network devices whose claims tell their addresses, the last of them held for no pod. */
export function addDra(site: Site): void {
  const { hosts } = site;
  const pods = site.pods('stream', hosts.length);
  for (const [index, pod] of pods.entries()) {
    const reservedFor = [{ resource: 'pods', name: pod.name, uid: site.uid(pod) }];
    putClaim(site, `nic-${pod.name}`, pod.machine ?? site.host(0), index, { reservedFor });
  }
  putClaim(site, 'nic-orphan', site.host(0), hosts.length, {});
}

function putClaim(site: Site, name: string, host: Machine, index: number, more: JsonObject): void {
  const device = { driver, pool: host.name, device: `nic-${index}` };
  const ips = site.families.map((family) => `${nthText(network[family], 10 + index)}/${network[family].prefixLength}`);
  const hardwareAddress = `02:00:00:00:95:${index.toString(16).padStart(2, '0')}`;
  site.put(resourceClaim, {
    namespace: site.namespace,
    name,
    body: {
      spec: { devices: { requests: [{ name: 'nic', exactly: { deviceClassName: driver, allocationMode: 'ExactCount', count: 1 } }] } },
      status: {
        allocation: { devices: { results: [{ request: 'nic', ...device }] } },
        ...more,
        devices: [{ ...device, networkData: { interfaceName: 'net1', hardwareAddress, ips } }],
      },
    },
  });
}
