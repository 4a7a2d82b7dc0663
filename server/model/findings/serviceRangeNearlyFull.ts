import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';
import { percent, reaches } from './words.ts';

/** Most of a Service range is in use: time to add a ServiceCIDR, before the static band is eaten into. */
export const serviceRangeNearlyFull: PoolRule = {
  code: 'service-range-nearly-full',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 Service range is nearly full' : `${count} Service ranges are nearly full`),
  remedy: 'Add a ServiceCIDR of this family before the range is full.',
  holds: ({ pool, answer: { addresses } }, { warnAt }) =>
    pool.kind === 'service' &&
    pool.declared &&
    pool.gives &&
    addresses.usable !== null &&
    addresses.free !== null &&
    addresses.free !== '0' &&
    reaches(BigInt(addresses.usable) - BigInt(addresses.free), BigInt(addresses.usable), warnAt),
  tell: (counted) => {
    const { usable, inUse, free } = counted.answer.addresses;
    return {
      title: `Service range ${poolName(counted.answer)} is nearly full`,
      detail: `${inUse} of ${usable} usable addresses are in use (${percent(BigInt(inUse ?? 0), BigInt(usable ?? 0))}), free: ${free}.`,
      ...aboutPool(counted),
    };
  },
};
