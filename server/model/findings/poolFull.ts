import { flatUse, goesWithout } from './flatPool.ts';
import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';

/** Pools of load balancers and of CNIs that are one flat space. */
export const poolFull: PoolRule = {
  code: 'pool-full',
  severity: 'critical',
  title: (count) => (count === 1 ? '1 pool is full' : `${count} pools are full`),
  remedy: 'Add a range to the pool, or another pool; release what is recorded and held by nobody.',
  holds: (counted) => flatUse(counted)?.free === 0n,
  tell: (counted) => {
    const { recorded, inUse } = counted.answer.addresses;
    const written = recorded === null ? '' : ` ${recorded} are written down as taken, ${inUse ?? 'an unknown number'} held.`;
    return {
      title: `Pool ${poolName(counted.answer)} is full`,
      detail: `All ${counted.answer.addresses.usable} usable addresses are taken.${written} ${goesWithout(counted)}`,
      ...aboutPool(counted),
    };
  },
};
