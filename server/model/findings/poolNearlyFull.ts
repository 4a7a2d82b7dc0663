import { flatUse } from './flatPool.ts';
import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';
import { percent, reaches } from './words.ts';

export const poolNearlyFull: PoolRule = {
  code: 'pool-nearly-full',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 pool is nearly full' : `${count} pools are nearly full`),
  remedy: 'Add a range to the pool, or another pool, before it is full.',
  holds: (counted, { warnAt }) => {
    const use = flatUse(counted);
    return use !== undefined && use.free > 0n && reaches(use.taken, use.usable, warnAt);
  },
  tell: (counted) => {
    const { taken = 0n, usable = 0n, free } = flatUse(counted) ?? {};
    return {
      title: `Pool ${poolName(counted.answer)} is nearly full`,
      detail: `${taken} of ${usable} usable addresses are taken (${percent(taken, usable)}), free: ${free}.`,
      ...aboutPool(counted),
    };
  },
};
