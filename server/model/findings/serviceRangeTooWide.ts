import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';

/** Measured on 1.37.2: the API server takes it, the object becomes Ready, and not even the Service `kubernetes` gets an address. */
export const serviceRangeTooWide: PoolRule = {
  code: 'service-range-too-wide',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 IPv6 Service range is too wide to be used' : `${count} IPv6 Service ranges are too wide to be used`),
  remedy: 'Replace it by a range of /64 or longer; a ServiceCIDR of that size beside it is enough.',
  holds: ({ pool }) => pool.kind === 'service' && pool.declared && pool.family === 'IPv6' && pool.cover.prefixLength < 64,
  tell: (counted) => ({
    title: `Service range ${poolName(counted.answer)} is too wide to be used`,
    detail: `It is a /${counted.pool.cover.prefixLength}. IPv6 Service ranges wider than /64 are accepted and shown as ready, and give out no address at all.`,
    ...aboutPool(counted),
  }),
};
