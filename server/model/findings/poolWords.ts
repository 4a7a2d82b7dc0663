import { parseCidr } from '../../../shared/net/cidr.ts';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { Pool as WirePool } from '../../../shared/wire/pools.ts';
import type { Cluster } from '../cluster.ts';
import type { CountedPool, Told } from './rule.ts';

/** What a finding about one pool points at. */
export function aboutPool({ pool, answer }: CountedPool, cluster: Cluster): Pick<Told, 'objects' | 'pools' | 'address'> {
  const range = answer.ranges[0] ?? '';
  return { objects: [poolObject(pool, cluster)], pools: [pool.id], ...(parseCidr(range) ? { address: range } : {}) };
}

/** The object that declares a pool; the pool itself where a flag does, or nobody. */
export function poolObject({ name, id, kind }: { id: string; name: string; kind: WirePool['kind'] }, cluster: Cluster): Reference {
  return kind === 'service' && cluster.store.get('ServiceCIDR', name) ? { kind: 'ServiceCIDR', name } : { kind: 'Pool', name: id };
}

/** "10.96.0.0/20 (kubernetes)". */
export function poolName({ answer }: Pick<CountedPool, 'answer'>): string {
  return `${answer.ranges.join(', ')} (${answer.name})`;
}
