import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';
import { counted as count, named } from './words.ts';

/** KEP-1880: a ServiceCIDR stays until no address in it depends on it alone; meanwhile it gives out none. */
export const serviceRangeDeletionBlocked: PoolRule = {
  code: 'service-range-deletion-blocked',
  severity: 'warning',
  title: (found) => (found === 1 ? '1 Service range cannot be deleted yet' : `${found} Service ranges cannot be deleted yet`),
  remedy: 'Delete or recreate the Services that hold its addresses, or add a ServiceCIDR that covers them.',
  holds: ({ pool: { kind, state }, answer: { blockedBy } }) => kind === 'service' && state === 'deleting' && blockedBy.length > 0,
  tell: (counted) => {
    const { blockedBy } = counted.answer;
    const about = aboutPool(counted);
    const names = blockedBy.map(({ namespace, name }) => (namespace === undefined ? name : `${namespace}/${name}`));
    return {
      title: `Service range ${poolName(counted.answer)} cannot be deleted yet`,
      detail: `${count(blockedBy.length, 'object holds', 'objects hold')} an address that no other range covers: ${named(names)}. Until they let go the range gives out no address.`,
      ...about,
      objects: [...about.objects, ...blockedBy],
    };
  },
};
