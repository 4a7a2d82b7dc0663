import type { ClusterRule } from './rule.ts';
import { counted } from './words.ts';

/**
 * Measured: in a dual-stack cluster with one family exhausted a node gets nothing, and each retry of the controller loses a block of the
 * other family until it restarts. The objects show those blocks as free.
 */
export const nodeBlocksLeaked: ClusterRule = {
  code: 'node-blocks-leaked',
  severity: 'warning',
  title: () => 'Free blocks may be lost to the controller',
  remedy: 'Make room in the family that is full, then restart kube-controller-manager: it counts its blocks again from the nodes.',
  needs: ['Node'],
  when: ({ podCIDRsRule, anyBlocks }) => podCIDRsRule && anyBlocks,
  *find({ cluster, pools }) {
    const cut = pools.filter(({ pool }) => pool.kind === 'pod' && pool.declared && pool.blocks?.of === 'host-local');
    const waiting = cluster.findings.nodesWithoutBlock;
    const full = cut.filter(({ answer }) => answer.blocks?.free === 0);
    const left = cut.filter(
      ({ pool, answer }) => (answer.blocks?.free ?? 0) > 0 && full.some((other) => other.pool.family !== pool.family),
    );
    if (waiting === 0 || left.length === 0) return;
    for (const { pool, answer } of left) {
      yield {
        subject: pool.id,
        title: `Free blocks of ${answer.ranges.join(', ')} may be lost to the controller`,
        detail: `${counted(waiting, 'node waits', 'nodes wait')} for a podCIDR while ${full.map(({ answer: { family } }) => family).join()} has no block left. Each attempt to give one loses a block of ${pool.family}: of the ${answer.blocks?.free} that no node has, the controller may have fewer or none.`,
        objects: [{ kind: 'Pool', name: pool.id }],
        pools: [pool.id, ...full.map((other) => other.pool.id)],
        address: answer.cidr,
      };
    }
  },
};
