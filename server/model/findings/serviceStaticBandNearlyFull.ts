import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';
import { percent, reaches } from './words.ts';

export const serviceStaticBandNearlyFull: PoolRule = {
  code: 'service-static-band-nearly-full',
  severity: 'info',
  title: (count) => (count === 1 ? '1 static band is nearly full' : `${count} static bands are nearly full`),
  remedy: 'Plan another ServiceCIDR before more Services ask for a fixed address.',
  holds: ({ answer: { static: band } }, { warnAt }) =>
    band !== null && band.inUse !== null && band.inUse < band.size && reaches(band.inUse, band.size, warnAt),
  tell: (counted) => {
    const { size = 0, inUse, nextFree } = counted.answer.static ?? {};
    return {
      title: `The static band of Service range ${poolName(counted.answer)} is nearly full`,
      detail: `${inUse} of ${size} addresses are in use (${percent(inUse ?? 0, size)}); the next free one is ${nextFree}.`,
      ...aboutPool(counted),
    };
  },
};
