import { referenceTo } from '../holders.ts';
import { familiesOf } from '../serviceStates.ts';
import type { ServiceRule } from './rule.ts';

/** KEP-563: a Service is not upgraded when the cluster becomes dual-stack; somebody must touch its policy or families. */
export const servicePrefersDualHasOne: ServiceRule = {
  code: 'service-prefers-dual-has-one',
  severity: 'info',
  title: (count) => (count === 1 ? '1 Service prefers two families and has one' : `${count} Services prefer two families and have one`),
  remedy:
    'Name both families, or set RequireDualStack. Applying the same manifest again, or setting PreferDualStack again, changes nothing.',
  holds: ({ record }) => record.policy === 'PreferDualStack' && record.type !== 'ExternalName' && familiesOf(record).length === 1,
  when: ({ serviceFamilies }) => serviceFamilies === 2,
  tell: ({ key, record }) => ({
    title: `Service ${key} prefers two families and has ${familiesOf(record).join()} alone`,
    detail: 'It was made before the cluster had two families. Kubernetes adds the second one only when its policy or families change.',
    objects: [referenceTo('Service', key)],
  }),
};
