import { formatCidr } from '../../../shared/net/cidr.ts';
import { poolsOfNode, spaceOf, useOf } from './nodeSpace.ts';
import type { NodeRule } from './rule.ts';

/** No more pods get an address: at maxPods the scheduler goes elsewhere, without addresses it does not know. */
export const nodeFull: NodeRule = {
  code: 'node-full',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 node takes no more pods' : `${count} nodes take no more pods`),
  remedy: 'Add nodes. Where addresses end before maxPods, new nodes need a shorter node mask, or a lower maxPods.',
  needs: ['Pod'],
  holds: (node) => spaceOf(node).room.remaining === 0 && (node.record.maxPods ?? 0) > 0,
  tell: (node, cluster) => {
    const byAddresses = spaceOf(node).room.limit === 'addresses';
    return {
      title: `Node ${node.name} takes no more pods: its ${byAddresses ? 'addresses have run out' : 'maxPods is reached'}`,
      detail: `${useOf(node)}. ${
        byAddresses ? 'The scheduler still places pods here; they stay in ContainerCreating.' : 'The scheduler places no more pods here.'
      }`,
      objects: [{ kind: 'Node', name: node.name }],
      pools: poolsOfNode(node, cluster),
      ...(node.blocks[0] ? { address: formatCidr(node.blocks[0]) } : {}),
    };
  },
};
