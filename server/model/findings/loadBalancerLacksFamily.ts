import { referenceTo } from '../holders.ts';
import { familiesOf } from '../serviceStates.ts';
import type { ServiceRule } from './rule.ts';
import { onlyFamily, other } from './trafficFamilies.ts';

/** The API server gives a Service both families; whether its load balancer does is for whoever makes that to say. */
export const loadBalancerLacksFamily: ServiceRule = {
  code: 'load-balancer-lacks-family',
  severity: 'warning',
  title: (count) =>
    count === 1 ? '1 load balancer lacks a family of its Service' : `${count} load balancers lack a family of their Service`,
  remedy:
    'See whether the load balancer has a pool of this family and supports dual-stack Services; many give one address unless annotations ask for two.',
  holds: ({ record }) => lacking(record) !== undefined,
  tell: ({ key, record }) => ({
    title: `The load balancer of Service ${key} has no ${lacking(record) ?? 'second'} address`,
    detail: `The Service has ${familiesOf(record).join(' and ')}; its status names ${record.loadBalancer.map(({ ip }) => ip).join(', ')}. From outside it is reached over ${onlyFamily(record.loadBalancer) ?? 'one family'} alone.`,
    objects: [referenceTo('Service', key)],
  }),
};

export function lacking(record: Parameters<typeof familiesOf>[0]): 'IPv4' | 'IPv6' | undefined {
  if (record.type !== 'LoadBalancer') return undefined;
  const has = onlyFamily(record.loadBalancer);
  return has !== undefined && familiesOf(record).includes(other(has)) ? other(has) : undefined;
}
