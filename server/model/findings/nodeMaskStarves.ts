import { usableOfBlock } from '../../../shared/plan/nodeBlock.ts';
import { masksOf } from './masks.ts';
import type { ClusterRule } from './rule.ts';
import { counted, named } from './words.ts';

export const nodeMaskStarves: ClusterRule = {
  code: 'node-mask-starves',
  severity: 'warning',
  title: () => 'Node blocks have fewer addresses than their nodes take pods',
  remedy: 'Lower maxPods of the kubelet to what the block has, or give new nodes a shorter node mask.',
  needs: ['Node'],
  when: ({ podCIDRsRule }) => podCIDRsRule,
  *find({ cluster }) {
    for (const { family, prefixLength, maxPods, nodes, subject, pools } of masksOf(cluster)) {
      const usable = usableOfBlock(family, prefixLength);
      if (usable >= BigInt(maxPods)) continue;
      yield {
        subject,
        title: `${counted(nodes.length, 'node takes', 'nodes take')} ${maxPods} pods and ${nodes.length === 1 ? 'has' : 'have'} a /${prefixLength} of ${family}`,
        detail: `A /${prefixLength} has ${counted(usable, 'address', 'addresses')} for pods. Once they are used up the scheduler still places pods there, and they stay in ContainerCreating: ${named(nodes)}.`,
        objects: nodes.map((name) => ({ kind: 'Node', name })),
        pools,
      };
    }
  },
};
