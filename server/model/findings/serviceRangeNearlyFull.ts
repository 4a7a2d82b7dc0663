import type { PoolRule } from './rule.ts';

/** Four fifths of a Service range are in use: time to add a ServiceCIDR, before the static band is eaten into. */
export const serviceRangeNearlyFull: PoolRule = {
  code: 'service-range-nearly-full',
  severity: 'warning',
  about: 'Pool',
  title: (count) => (count === 1 ? '1 Service range is nearly full' : `${count} Service ranges are nearly full`),
  holds: ({ kind, declared, gives }, { addresses: { usable, inUse, free } }) =>
    kind === 'service' &&
    declared &&
    gives &&
    usable !== null &&
    inUse !== null &&
    free !== null &&
    free !== '0' &&
    BigInt(inUse) * 5n >= BigInt(usable) * 4n,
};
