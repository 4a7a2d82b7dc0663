import type { NodeRule } from './rule.ts';

/**
 * No block while other nodes have one: its pods get no address. A pool that ran dry leaves no condition on the node, only an event
 * (measured), so it is judged by podCIDRs.
 */
export const nodeWithoutBlock: NodeRule = {
  code: 'node-without-block',
  severity: 'critical',
  about: 'Node',
  title: (count) => (count === 1 ? '1 node has no podCIDR' : `${count} nodes have no podCIDR`),
  holds: ({ record, blocks }) => record !== undefined && blocks.length === 0,
  when: ({ anyBlocks }) => anyBlocks,
};
