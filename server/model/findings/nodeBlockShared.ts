import { formatCidr } from '../../../shared/net/cidr.ts';
import type { BlockRule } from './rule.ts';
import { counted, named } from './words.ts';

/** Measured: any podCIDR is accepted by hand, and deleting one of the twins frees the block for the next node as well. */
export const nodeBlockShared: BlockRule = {
  code: 'node-block-shared',
  severity: 'critical',
  title: (count) => (count === 1 ? '1 podCIDR belongs to several nodes' : `${count} podCIDRs belong to several nodes`),
  remedy: 'Drain all of these nodes but one and let them register again. Deleting one frees the block while the other still uses it.',
  holds: ({ nodes }) => nodes.length > 1,
  when: ({ podCIDRsRule }) => podCIDRsRule,
  tell: ({ block, nodes }) => ({
    title: `podCIDR ${formatCidr(block)} belongs to ${counted(nodes.length, 'node')}`,
    detail: `${named(nodes)} have it. Their pods get the same addresses, and packets for them go to one of the nodes alone.`,
    objects: nodes.map((name) => ({ kind: 'Node', name })),
    address: formatCidr(block),
  }),
};
