import type { NodeRule } from './rule.ts';

/** Addresses, podCIDRs and live pods of a node speak of different families: seen where a cluster is half way to dual-stack. */
export const nodeFamiliesDisagree: NodeRule = {
  code: 'node-families-disagree',
  severity: 'warning',
  about: 'Node',
  title: (count) =>
    count === 1
      ? '1 node has other families in its addresses, podCIDRs and pods'
      : `${count} nodes have other families in their addresses, podCIDRs and pods`,
  holds: ({ record, skewed }) => record !== undefined && skewed,
};
