import type { ServiceCluster } from '../../shared/plan/serviceFields.ts';
import { serviceRange } from '../../shared/plan/serviceRange.ts';
import type { Cluster } from './cluster.ts';
import { clusterFamilies } from './clusterFamilies.ts';
import { useIsKnown } from './poolAnswers.ts';

/** What decides the families of Services, or why it is not known. */
export type KnownServiceCluster =
  | { readonly known: true; readonly cluster: ServiceCluster; readonly useKnown: boolean }
  | { readonly known: false; readonly why: string };

/** The families and ranges of Services as they are now; whether a range is full or an address taken only where `useKnown`. */
export function serviceClusterOf(cluster: Cluster): KnownServiceCluster {
  if (cluster.readable('ServiceCIDR') && !cluster.known('ServiceCIDR'))
    return { known: false, why: 'The ServiceCIDR objects, which say what ranges there are, have not been read yet.' };
  const families = clusterFamilies(cluster);
  if (!families) return { known: false, why: 'Nothing that is read says which families Services have, and which of them is first.' };
  const pools = cluster.pools.all.filter(({ kind, declared }) => kind === 'service' && declared);
  const ranges = pools.map(({ cover, gives }) => ({ cidr: cover, gives }));
  const useKnown = useIsKnown(cluster, { kind: 'service' });
  if (!useKnown) return { known: true, cluster: { families, ranges }, useKnown };
  // The allocator looks at IPAddress objects alone; a release without them goes by the Services.
  const written = cluster.known('IPAddress') && cluster.store.count('IPAddress') > 0 ? 'ipAddresses' : 'services';
  const full = families.filter((family) => {
    const index = cluster.book.index(family, written);
    const giving = ranges.flatMap(({ cidr, gives }) => (gives && cidr.family === family ? serviceRange(cidr) : []));
    return giving.every(({ first, last, usable }) => first === null || last === null || BigInt(index.count(first, last)) >= usable);
  });
  const taken: ServiceCluster['taken'] = ({ family, value }) => cluster.book.index(family, written).has(value);
  return { known: true, cluster: { families, ranges, full, taken }, useKnown };
}
