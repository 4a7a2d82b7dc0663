import { formatCidr } from '../../../shared/net/cidr.ts';
import type { KnownNode } from '../nodeStates.ts';
import type { NodeRule } from './rule.ts';

/** Measured: a node from before the cluster became dual-stack keeps its one podCIDR, and new pods there get one family, with no event. */
export const nodeLacksFamily: NodeRule = {
  code: 'node-lacks-family',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 node has a podCIDR of one family alone' : `${count} nodes have a podCIDR of one family alone`),
  remedy: 'Replace the node: drain it, delete the Node object and let it register again. podCIDRs of an existing node cannot be extended.',
  holds: (node) => familiesOf(node).length === 1,
  when: ({ podCIDRsRule, anyDualBlocks, podFamilies }) => podCIDRsRule && (anyDualBlocks || podFamilies.length === 2),
  tell: (node, cluster) => {
    const [has] = familiesOf(node);
    const lacks = has === 'IPv4' ? 'IPv6' : 'IPv4';
    const dual = cluster.findings.nodesWithBothBlocks;
    const others =
      dual > 0 ? `${dual} other ${dual === 1 ? 'node has' : 'nodes have'} both families` : 'The cluster has a pod range of both families';
    return {
      title: `Node ${node.name} has no ${lacks} podCIDR`,
      detail: `It has ${node.blocks.map(formatCidr).join(', ')}. ${others}. Pods on this node get ${has} alone, new ones too, and drop out of ${lacks} slices.`,
      objects: [{ kind: 'Node', name: node.name }],
      ...(node.blocks[0] ? { address: formatCidr(node.blocks[0]) } : {}),
    };
  },
};

function familiesOf({ blocks }: KnownNode): ('IPv4' | 'IPv6')[] {
  return [...new Set(blocks.map(({ family }) => family))];
}
