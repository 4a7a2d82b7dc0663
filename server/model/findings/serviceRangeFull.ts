import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';

/** Nothing is left in one range. Where its family has no other with room, service-family-exhausted says what that costs. */
export const serviceRangeFull: PoolRule = {
  code: 'service-range-full',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 Service range is full' : `${count} Service ranges are full`),
  remedy: 'Add a ServiceCIDR of this family, or delete Services that nobody uses.',
  holds: ({ pool, answer: { addresses } }) =>
    pool.kind === 'service' &&
    pool.declared &&
    pool.gives &&
    addresses.usable !== null &&
    addresses.usable !== '0' &&
    addresses.free === '0',
  tell: (counted) => ({
    title: `Service range ${poolName(counted.answer)} is full`,
    detail: `All ${counted.answer.addresses.usable} usable addresses are in use, the static band included.`,
    ...aboutPool(counted),
  }),
};
