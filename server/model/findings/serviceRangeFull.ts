import type { PoolRule } from './rule.ts';

/** The next Service of this family is refused with HTTP 500 "range is full" (measured); PreferDualStack does not fall back. */
export const serviceRangeFull: PoolRule = {
  code: 'service-range-full',
  severity: 'critical',
  about: 'Pool',
  title: (count) => (count === 1 ? '1 Service range is full' : `${count} Service ranges are full`),
  holds: ({ kind, declared, gives }, { addresses }) =>
    kind === 'service' && declared && gives && addresses.free === '0' && addresses.usable !== '0',
};
