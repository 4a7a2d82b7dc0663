import type { PoolRule } from './rule.ts';

/** KEP-1880: a ServiceCIDR stays until no address in it depends on it alone; meanwhile it gives out none. */
export const serviceRangeDeletionBlocked: PoolRule = {
  code: 'service-range-deletion-blocked',
  severity: 'warning',
  about: 'Pool',
  title: (count) => (count === 1 ? '1 Service range cannot be deleted yet' : `${count} Service ranges cannot be deleted yet`),
  holds: ({ kind, state }, { blockedBy }) => kind === 'service' && state === 'deleting' && blockedBy.length > 0,
};
