import { familiesOf } from '../serviceStates.ts';
import type { ServiceRule } from './rule.ts';

/** KEP-563: a Service is not upgraded when the cluster becomes dual-stack; somebody must touch its policy or families. */
export const servicePrefersDualHasOne: ServiceRule = {
  code: 'service-prefers-dual-has-one',
  severity: 'info',
  about: 'Service',
  title: (count) => (count === 1 ? '1 Service prefers two families and has one' : `${count} Services prefer two families and have one`),
  holds: ({ record }) => record?.policy === 'PreferDualStack' && record.type !== 'ExternalName' && familiesOf(record).length === 1,
  when: ({ serviceFamilies }) => serviceFamilies === 2,
};
