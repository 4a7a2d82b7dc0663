import { usableOfBlock } from '../../../shared/plan/nodeBlock.ts';
import { masksOf } from './masks.ts';
import type { ClusterRule } from './rule.ts';
import { counted, named } from './words.ts';

/** IPv4 alone: an IPv6 block is large by design. The default, /24 for 110 pods, is of this kind: for information. */
export const nodeMaskWastes: ClusterRule = {
  code: 'node-mask-wastes',
  severity: 'info',
  title: () => 'Node blocks are more than twice as large as their nodes need',
  remedy:
    'Where the pod range is short, a longer node mask gives more nodes: it holds for new nodes alone. Else raise maxPods, or leave it.',
  needs: ['Node'],
  when: ({ podCIDRsRule }) => podCIDRsRule,
  *find({ cluster }) {
    for (const { family, prefixLength, maxPods, nodes, subject, pools } of masksOf(cluster)) {
      const usable = usableOfBlock(family, prefixLength);
      if (family !== 'IPv4' || maxPods <= 0 || usable <= 2n * BigInt(maxPods)) continue;
      yield {
        subject,
        title: `${counted(nodes.length, 'node has', 'nodes have')} a /${prefixLength} for ${maxPods} pods`,
        detail: `A /${prefixLength} has ${usable} addresses for pods; with maxPods ${maxPods} at least ${usable - BigInt(maxPods)} of each are never used: ${named(nodes)}.`,
        objects: pools.map((name) => ({ kind: 'Pool', name })), // not the nodes: every one of most clusters would have a finding
        pools,
      };
    }
  },
};
