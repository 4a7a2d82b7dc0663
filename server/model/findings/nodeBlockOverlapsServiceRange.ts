import type { Cidr } from '../../../shared/net/cidr.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import type { ClusterRule, Found } from './rule.ts';
import { named } from './words.ts';

const most = 1000;

/** Measured: the controller skips blocks in the Service range of its own flag; a ServiceCIDR made later over node blocks raises nothing. */
export const nodeBlockOverlapsServiceRange: ClusterRule = {
  code: 'node-block-overlaps-service-range',
  severity: 'critical',
  title: (count) => (count === 1 ? '1 podCIDR overlaps a Service range' : `${count} podCIDRs overlap a Service range`),
  remedy: 'Delete the ServiceCIDR if it was made after the nodes, and its Services before; else replace the nodes one by one.',
  when: ({ podCIDRsRule }) => podCIDRsRule,
  find: ({ cluster, pools }) => {
    const found = new Map<string, Found>();
    for (const { pool, answer } of pools) {
      if (pool.kind !== 'service' || !pool.declared) continue;
      const note = (block: Cidr, ids: readonly number[]): boolean => {
        const nodes = cluster.blockClaims.names(ids);
        found.set(`${formatCidr(block)} ${pool.id}`, {
          subject: `${formatCidr(block)} ${pool.id}`,
          title: `podCIDR ${formatCidr(block)} of ${named(nodes)} overlaps Service range ${formatCidr(pool.cover)}`,
          detail: 'A pod may get the address of a Service. Traffic to it then goes to the Service’s endpoints, and the pod is not reached.',
          objects: [...nodes.map((name) => ({ kind: 'Node', name })), answer.object ?? { kind: 'Pool', name: pool.id }],
          pools: [pool.id],
          address: formatCidr(block),
        });
        return found.size < most;
      };
      for (const block of cluster.blocks.covering(pool.cover)) note(block, cluster.blocks.nodes(block));
      cluster.blocks.scan(pool.cover, note);
    }
    return found.values();
  },
};
