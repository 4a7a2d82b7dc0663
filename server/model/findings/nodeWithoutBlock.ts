import type { Cluster } from '../cluster.ts';
import { poolAnswer } from '../poolAnswers.ts';
import type { NodeRule } from './rule.ts';

/**
 * No block while other nodes have one: its pods get no address. A pool that ran dry leaves no condition on the node, only an event
 * (measured), so it is judged by podCIDRs.
 */
export const nodeWithoutBlock: NodeRule = {
  code: 'node-without-block',
  severity: 'critical',
  title: (count) => (count === 1 ? '1 node has no podCIDR' : `${count} nodes have no podCIDR`),
  remedy: 'See whether kube-controller-manager runs and allocates node CIDRs (--allocate-node-cidrs), and what it logs about this node.',
  holds: ({ blocks }) => blocks.length === 0,
  when: ({ anyBlocks }) => anyBlocks,
  tell: ({ name }, cluster) => {
    const { why, pools, remedy } = reason(cluster);
    return {
      title: `Node ${name} has no podCIDR`,
      detail: `Other nodes have one; pods on this one get no address. ${why}`,
      objects: [{ kind: 'Node', name }],
      pools,
      ...(remedy === undefined ? {} : { remedy }),
    };
  },
};

/** Why the controller gives a node nothing, as far as its range tells. Measured: with two ranges, one that is full is enough. */
function reason(cluster: Cluster): { readonly why: string; readonly pools: readonly string[]; readonly remedy?: string } {
  const declared = cluster.pools.all.filter((pool) => pool.kind === 'pod' && pool.declared && pool.blocks?.of === 'host-local');
  if (declared.length === 0)
    return { why: 'The pod range of the controller is not known, so neither is whether it has a block left.', pools: [] };
  const counted = declared.map((pool) => poolAnswer(cluster, pool));
  const full = counted.filter(({ blocks }) => blocks?.free === 0);
  if (full.length === 0)
    return {
      why: 'The pod ranges have blocks left: the controller has not given it one yet, or does not run.',
      pools: declared.map(({ id }) => id),
    };
  const names = full.map(({ family, ranges, blocks }) => `${family} ${ranges.join()} has no block left of ${blocks?.total}`);
  const other = full.length < counted.length ? ' The other family has some, but a node gets both blocks or none.' : '';
  return {
    why: `${names.join('; ')}.${other}`,
    pools: full.map(({ id }) => id),
    remedy:
      'Delete nodes that are gone for good: their blocks are used again within seconds. Else a wider --cluster-cidr or a longer node mask is needed.',
  };
}
