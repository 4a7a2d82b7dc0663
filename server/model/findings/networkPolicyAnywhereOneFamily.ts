import type { TrafficRule } from './rule.ts';
import { oneSided, other } from './trafficFamilies.ts';

/** 0.0.0.0/0 was "anywhere" as long as there was one family. */
export const networkPolicyAnywhereOneFamily: TrafficRule = {
  code: 'network-policy-anywhere-one-family',
  severity: 'warning',
  title: (count) =>
    count === 1 ? '1 NetworkPolicy says anywhere in one family alone' : `${count} NetworkPolicies say anywhere in one family alone`,
  remedy: 'Add the other family’s whole range beside it: 0.0.0.0/0 and ::/0 together are anywhere.',
  needs: ['NetworkPolicy'],
  when: ({ dual }) => dual,
  holds: (record) => record.kind === 'NetworkPolicy' && oneSided(record.blocks, true).length > 0,
  tell: (record) => {
    const found = record.kind === 'NetworkPolicy' ? oneSided(record.blocks, true) : [];
    const lines = found.map(({ direction, family }) => {
      const [has, lacks] = family === 'IPv4' ? ['0.0.0.0/0', '::/0'] : ['::/0', '0.0.0.0/0'];
      return `Its ${direction} rules name ${has}, and not ${lacks}: anywhere in ${family}, and in ${other(family)} only what else they name.`;
    });
    return {
      title: `NetworkPolicy ${record.namespace}/${record.name} says anywhere in ${found[0]?.family ?? 'one family'} alone`,
      detail: lines.join(' '),
      objects: [{ kind: 'NetworkPolicy', namespace: record.namespace, name: record.name }],
    };
  },
};
