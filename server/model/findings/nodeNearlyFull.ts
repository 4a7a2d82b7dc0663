import { formatCidr } from '../../../shared/net/cidr.ts';
import type { KnownNode } from '../nodeStates.ts';
import { poolsOfNode, spaceOf, useOf } from './nodeSpace.ts';
import type { NodeRule } from './rule.ts';
import { counted, reaches } from './words.ts';

export const nodeNearlyFull: NodeRule = {
  code: 'node-nearly-full',
  severity: 'info',
  title: (count) => (count === 1 ? '1 node takes few more pods' : `${count} nodes take few more pods`),
  remedy: 'Nothing while other nodes have room; else add nodes.',
  needs: ['Pod'],
  holds: (node, { warnAt }) => (spaceOf(node).room.remaining ?? 0) > 0 && isNearlyFull(node, warnAt),
  tell: (node, cluster) => ({
    title: `Node ${node.name} takes ${counted(spaceOf(node).room.remaining ?? 0, 'more pod')}`,
    detail: `${useOf(node)}.`,
    objects: [{ kind: 'Node', name: node.name }],
    pools: poolsOfNode(node, cluster),
    ...(node.blocks[0] ? { address: formatCidr(node.blocks[0]) } : {}),
  }),
};

/** By pods, or by the addresses of either family. */
function isNearlyFull(node: KnownNode, warnAt: number): boolean {
  const { maxPods } = node.record;
  const { usable, inUse } = spaceOf(node);
  const byPods = maxPods !== null && reaches(node.running + node.hostNetwork, maxPods, warnAt);
  return byPods || (['IPv4', 'IPv6'] as const).some((family) => usable[family] !== null && reaches(inUse[family], usable[family], warnAt));
}
