import type { TrafficRule } from './rule.ts';
import { type OneSided, oneSided, other } from './trafficFamilies.ts';
import { named } from './words.ts';

/** An ipBlock never matches an address of the other family, and a policy that selects a pod lets in only what matches. */
export const networkPolicyOneFamily: TrafficRule = {
  code: 'network-policy-one-family',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 NetworkPolicy names one family alone' : `${count} NetworkPolicies name one family alone`),
  remedy: 'Name the same networks in the other family too, or choose the peers by labels. If the other family is to stay out, let it be.',
  needs: ['NetworkPolicy'],
  when: ({ dual }) => dual,
  holds: (record) => record.kind === 'NetworkPolicy' && oneSided(record.blocks, false).length > 0,
  tell: (record) => {
    const found = record.kind === 'NetworkPolicy' ? oneSided(record.blocks, false) : [];
    return {
      title: `NetworkPolicy ${record.namespace}/${record.name} names ${found[0]?.family ?? 'one family'} alone`,
      detail: `${found.map(said).join(' ')} Nothing of the other family matches: for its pods the other family is shut.`,
      objects: [{ kind: 'NetworkPolicy', namespace: record.namespace, name: record.name }],
    };
  },
};

function said({ direction, family, cidrs }: OneSided): string {
  return `Its ${direction} rules name ${named(cidrs)}, and no ${other(family)}.`;
}
