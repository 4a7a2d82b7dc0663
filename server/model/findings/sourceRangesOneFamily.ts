import { referenceTo } from '../holders.ts';
import { familiesOf } from '../serviceStates.ts';
import type { ServiceRule } from './rule.ts';
import { onlyFamilyOfCidrs, other } from './trafficFamilies.ts';
import { named } from './words.ts';

/** kube-proxy filters each family by the ranges of that family, and does not filter one that has none: what was to be a fence is open there. */
export const sourceRangesOneFamily: ServiceRule = {
  code: 'source-ranges-one-family',
  severity: 'warning',
  title: (count) =>
    count === 1
      ? '1 Service has source ranges of one of its two families'
      : `${count} Services have source ranges of one of their two families`,
  remedy: 'Add ranges of the other family to loadBalancerSourceRanges: those who may come, or one that nobody has where nobody may.',
  holds: ({ record }) =>
    record.type === 'LoadBalancer' && familiesOf(record).length === 2 && onlyFamilyOfCidrs(record.loadBalancerSourceRanges) !== undefined,
  tell: ({ key, record }) => {
    const has = onlyFamilyOfCidrs(record.loadBalancerSourceRanges) ?? 'IPv4';
    return {
      title: `Service ${key} restricts who may come over ${has} alone`,
      detail: `loadBalancerSourceRanges names ${named(record.loadBalancerSourceRanges)}. kube-proxy does not restrict ${other(has)} then: whoever reaches the load balancer over ${other(has)} comes in. Other load balancers may decide otherwise.`,
      objects: [referenceTo('Service', key)],
    };
  },
};
