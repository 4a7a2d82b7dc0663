import type { Family } from '../../shared/net/address.ts';
import { parseCidrLax } from '../../shared/net/cidr.ts';
import type { Cluster } from './cluster.ts';
import { distinctFamilies } from './families.ts';

/**
 * The families of the cluster, the primary one first: as kube-apiserver's flag says, else the object "kubernetes" that mirrors it, else
 * kubeadm. Null where nothing that is read says so.
 */
export function clusterFamilies(cluster: Cluster): Family[] | null {
  const places = cluster.places.filter(({ serviceRanges }) => serviceRanges.length > 0);
  const flag = places.find(({ rank }) => rank === 0)?.serviceRanges;
  const object = cluster.store.get('ServiceCIDR', 'kubernetes')?.cidrs.flatMap((text) => parseCidrLax(text) ?? []);
  const families = distinctFamilies((flag ?? object ?? places[0]?.serviceRanges ?? []).map(({ family }) => family));
  return families.length === 0 ? null : families;
}
