import type { Address } from '../../../shared/net/address.ts';
import type { Cluster } from '../cluster.ts';
import type { CountedPool, Told } from './rule.ts';

/** What a finding about one pool points at: the object that declares it, the pool itself where a flag does, or nobody. */
export function aboutPool({ pool, answer }: CountedPool): Pick<Told, 'objects' | 'pools' | 'address'> {
  return { objects: [answer.object ?? { kind: 'Pool', name: pool.id }], pools: [pool.id], address: answer.cidr };
}

/** What a pool of a kind is called where a sentence begins. */
export const poolKindWords = {
  pod: 'Pod range',
  service: 'Service range',
  node: 'Node network',
  loadBalancer: 'Load balancer pool',
  secondary: 'Secondary network',
};

/** "10.96.0.0/20 (kubernetes)". */
export function poolName({ ranges, name }: CountedPool['answer']): string {
  return `${ranges.slice(0, 3).join(', ')}${ranges.length > 3 ? ', …' : ''} (${name})`;
}

/** Ids of the pools that an address lies in, the narrowest first. */
export function poolsAround(cluster: Cluster, address: Address): string[] {
  return cluster.pools.around(address).map(({ id }) => id);
}
