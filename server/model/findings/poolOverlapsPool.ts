import { compareCidrs, formatCidr, lastValue } from '../../../shared/net/cidr.ts';
import { count, intersection } from '../../../shared/net/rangeSet.ts';
import { overlapping } from '../podPools.ts';
import { poolName, poolKindWords as words } from './poolWords.ts';
import type { ClusterRule, CountedPool, Found } from './rule.ts';

const most = 1000;

/**
 * Pools of different kinds that share addresses. Two that are both made out from what is seen prove nothing, load balancers live in the
 * network of the nodes, and a network of its own may use any address.
 */
export const poolOverlapsPool: ClusterRule = {
  code: 'pool-overlaps-pool',
  severity: 'critical',
  title: (found) => (found === 1 ? '2 pools of different kinds overlap' : `${found} pairs of pools of different kinds overlap`),
  remedy: 'Give one of the two another range. Addresses that both have given out already are findings of their own.',
  find: ({ pools }) => {
    const found: Found[] = [];
    const byStart = [...pools].sort((a, b) => compareCidrs(a.pool.cover, b.pool.cover));
    let open: CountedPool[] = [];
    for (const counted of byStart) {
      const { cover, family } = counted.pool;
      open = open.filter(({ pool }) => pool.family === family && lastValue(pool.cover) >= cover.value);
      for (const other of open) {
        if (found.length >= most) return found;
        if (concerns(other, counted) && overlapping(other.pool, counted.pool)) found.push(overlap(other, counted));
      }
      open.push(counted);
    }
    return found;
  },
};

function concerns({ pool: a }: CountedPool, { pool: b }: CountedPool): boolean {
  if (a.kind === b.kind || a.network !== b.network || !(a.declared || b.declared)) return false;
  const kinds = [a.kind, b.kind];
  return !(kinds.includes('loadBalancer') && kinds.includes('node'));
}

function overlap(one: CountedPool, other: CountedPool): Found {
  const [a, b] = one.pool.id < other.pool.id ? [one, other] : [other, one];
  const shared = intersection(a.pool.set, b.pool.set);
  const inner = a.pool.cover.prefixLength > b.pool.cover.prefixLength ? a : b;
  return {
    subject: `${a.pool.id} ${b.pool.id}`,
    title: `${words[a.pool.kind]} ${poolName(a.answer)} and ${words[b.pool.kind].toLowerCase().replace('service', 'Service')} ${poolName(b.answer)} overlap`,
    detail: `They share ${count(shared)} addresses. What is given out of one may be given out of the other too, and then one of the two is not reached.`,
    objects: [a, b].map(({ pool, answer }) => answer.object ?? { kind: 'Pool', name: pool.id }),
    pools: [a.pool.id, b.pool.id],
    address: formatCidr(inner.pool.cover),
  };
}
