import type { Family } from '../../../shared/net/address.ts';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import { knownCidr } from '../cluster/knownCidr.ts';
import { digest } from '../cluster/podTemplate.ts';
import type { JsonObject } from '../encode/message.ts';
import { customKind } from './customKind.ts';
import { networkAttachmentDefinition, networkStatus } from './networkStatus.ts';
import { blockOf, nthText, type Site } from './site.ts';

const apiVersion = 'whereabouts.cni.cncf.io/v1alpha1';
const ipPool = customKind(apiVersion, 'IPPool', 'ippools', 'Namespaced');
const reservation = customKind(apiVersion, 'OverlappingRangeIPReservation', 'overlappingrangeipreservations', 'Namespaced');
const nodeSlicePool = customKind(apiVersion, 'NodeSlicePool', 'nodeslicepools', 'Namespaced');
export const whereaboutsKinds = [ipPool, reservation, nodeSlicePool, networkAttachmentDefinition];

const storage = { IPv4: knownCidr('172.28.50.0/24'), IPv6: knownCidr('fd00:50::/120') };
const sliced = knownCidr('172.28.60.0/24');
const sliceLength = 26;
const home = 'kube-system'; // where its kubeconfig's context has no namespace
const firstOffset = 10;

/** Whereabouts: a second network of both families that pods share, one entry of which has outlived its pod, and one cut up by node. */
export function addWhereabouts(site: Site): void {
  const { namespace, families, hosts } = site;
  const definitions: Record<string, JsonObject> = {
    storage: {
      name: 'storage',
      master: 'eth1',
      ipam: {
        type: 'whereabouts',
        ipRanges: families.map((family) => ({
          range: formatCidr(storage[family]),
          ...(family === 'IPv4' ? { exclude: ['172.28.50.240/28'] } : undefined),
        })),
      },
    },
    ...(site.has4
      ? {
          fast: {
            name: 'fast',
            master: 'eth2',
            ipam: { type: 'whereabouts', range: formatCidr(sliced), node_slice_size: `/${sliceLength}` },
          },
        }
      : undefined),
  };
  for (const [name, config] of Object.entries(definitions)) {
    const text = JSON.stringify({ cniVersion: '1.0.0', type: 'macvlan', ...config });
    site.put(networkAttachmentDefinition, { namespace, name, body: { spec: { config: text } } });
  }

  const shared = new Map<Family, Record<string, JsonObject>>(families.map((family) => [family, {}]));
  const ofSlice = new Map<number, Record<string, JsonObject>>();
  const take = (offset: number, id: string, podref: string): void => {
    for (const family of families) {
      const entry = { id, podref, ifname: 'net1' };
      (shared.get(family) ?? {})[String(offset)] = entry;
      const name = reservationName(nthText(storage[family], offset));
      site.put(reservation, { namespace: home, name, body: { spec: { containerid: id, podref, ifname: 'net1' } } });
    }
  };
  for (const [index, pod] of site.pods('backup', 2 * hosts.length).entries()) {
    const offset = firstOffset + index;
    const id = site.containerID(pod);
    const podref = `${namespace}/${pod.name}`;
    take(offset, id, podref);
    const ips = families.map((family) => nthText(storage[family], offset));
    // The first two hosts have a slice of the fast network; one address of it for each of their pods.
    const slice = site.has4 ? hosts.slice(0, 2).findIndex((host) => host.name === pod.machine?.name) : -1;
    const attachments = [{ name: `${namespace}/storage`, ips }];
    if (slice >= 0) {
      const entries = ofSlice.get(slice) ?? {};
      const place = Object.keys(entries).length + 1;
      entries[String(place)] = { id, podref, ifname: 'net2' };
      ofSlice.set(slice, entries);
      attachments.push({ name: `${namespace}/fast`, ips: [nthText(blockOf(sliced, sliceLength, slice), place)] });
    }
    site.annotate(pod, {
      'k8s.v1.cni.cncf.io/networks': attachments.map(({ name }) => name.split('/')[1]).join(),
      'k8s.v1.cni.cncf.io/network-status': networkStatus(pod, attachments),
    });
  }
  take(firstOffset + 2 * hosts.length, digest('backup-gone'), `${namespace}/backup-gone`);

  for (const [family, allocations] of shared) putPool(site, poolName(storage[family]), storage[family], allocations);
  for (const [slice, allocations] of ofSlice) {
    const cidr = blockOf(sliced, sliceLength, slice);
    putPool(site, `${site.host(slice).name}-${poolName(cidr)}`, cidr, allocations);
  }
  if (!site.has4) return;
  const allocations = Array.from({ length: 4 }, (_, index) => ({
    nodeName: index < 2 ? (hosts[index]?.name ?? '') : '', // '': a free slice
    sliceRange: formatCidr(blockOf(sliced, sliceLength, index)),
  }));
  site.put(nodeSlicePool, {
    namespace: home,
    name: 'fast',
    body: { spec: { range: formatCidr(sliced), sliceSize: `/${sliceLength}` }, status: { allocations } },
  });
}

function putPool(site: Site, name: string, range: Cidr, allocations: Readonly<Record<string, JsonObject>>): void {
  site.put(ipPool, { namespace: home, name, body: { spec: { range: formatCidr(range), allocations } } });
}

/** "172.28.50.0-24", "fd00-50---120" */
function poolName(range: Cidr): string {
  return formatCidr(range).replace(/[:/]/g, '-');
}

/** The address as a name: no name may end in "-" */
function reservationName(address: string): string {
  const name = address.replaceAll(':', '-');
  return name.endsWith('-') ? `${name}0` : name;
}
