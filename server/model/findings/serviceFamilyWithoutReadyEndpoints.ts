import { familiesOf } from '../serviceStates.ts';
import type { ServiceRule } from './rule.ts';

/**
 * A family with a ClusterIP, or with DNS records, that nothing answers on: pods without an address of that family drop out of its
 * slices silently. A Service without any endpoint at all is scaled down or new, and says nothing about families.
 */
export const serviceFamilyWithoutReadyEndpoints: ServiceRule = {
  code: 'service-family-without-ready-endpoints',
  severity: 'critical',
  about: 'Service',
  title: (count) =>
    count === 1 ? '1 Service has a family without ready endpoints' : `${count} Services have a family without ready endpoints`,
  holds: ({ record, IPv4, IPv6 }) =>
    record !== undefined &&
    record.type !== 'ExternalName' &&
    IPv4.endpoints + IPv6.endpoints > 0 &&
    familiesOf(record).some((family) => (family === 'IPv4' ? IPv4 : IPv6).ready === 0),
  when: ({ endpointsKnown }) => endpointsKnown,
};
