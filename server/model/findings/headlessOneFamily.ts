import { isHeadless } from '../audit/serviceSteps.ts';
import { referenceTo } from '../holders.ts';
import { familiesOf } from '../serviceStates.ts';
import type { ServiceRule } from './rule.ts';

/**
 * Measured: a headless Service without selector is RequireDualStack when it is made today, on a cluster of one family too. One that has
 * a single family is from before, or was made so on purpose.
 */
export const headlessOneFamily: ServiceRule = {
  code: 'headless-one-family',
  severity: 'info',
  title: (count) =>
    count === 1 ? '1 headless Service without selector has one family' : `${count} headless Services without selector have one family`,
  remedy:
    'Set ipFamilyPolicy RequireDualStack, which it may have whatever the cluster has, and write slices of the other family too. Where its endpoints have one family for good, let it be.',
  when: ({ serviceFamilies }) => serviceFamilies === 2,
  holds: ({ record }) => isHeadless(record) && !record.hasSelector && familiesOf(record).length === 1,
  tell: ({ key, record, IPv4, IPv6 }) => {
    const has = familiesOf(record)[0] ?? 'IPv4';
    const beyond = has === 'IPv4' ? IPv6.slices : IPv4.slices;
    const lacks = has === 'IPv4' ? 'IPv6' : 'IPv4';
    return {
      title: `Headless Service ${key} without selector has ${has} alone`,
      detail: `Made today it would have both families. ${beyond > 0 ? `It has slices of ${lacks} all the same: mirrored ones and those made by hand do not go by its families.` : `It has no slice of ${lacks}.`}`,
      objects: [referenceTo('Service', key)],
    };
  },
};
