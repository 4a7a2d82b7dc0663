import type { NodeRule } from './rule.ts';

/** Addresses, podCIDRs and live pods of a node speak of different families: seen where a cluster is half way to dual-stack. */
export const nodeFamiliesDisagree: NodeRule = {
  code: 'node-families-disagree',
  severity: 'warning',
  title: (count) =>
    count === 1
      ? '1 node has other families in its addresses, podCIDRs and pods'
      : `${count} nodes have other families in their addresses, podCIDRs and pods`,
  remedy:
    'Give the node an address of the missing family, or replace it: podCIDRs of an existing node cannot be extended, and pods get their second address only when they are recreated.',
  holds: ({ skewed }) => skewed,
  tell: ({ name, families }) => {
    const said = (list: readonly string[]) => (list.length === 0 ? 'none' : list.join(' and '));
    return {
      title: `Node ${name} has other families in its addresses, podCIDRs and pods`,
      detail: `Addresses: ${said(families.addresses)}. podCIDRs: ${said(families.podCIDRs)}. Live pods: ${said(families.pods)}.`,
      objects: [{ kind: 'Node', name }],
    };
  },
};
