import { countNodePorts } from '../nodePorts.ts';
import type { ClusterRule } from './rule.ts';

export const nodePortsFull: ClusterRule = {
  code: 'node-ports-full',
  severity: 'critical',
  title: () => 'No NodePort is free',
  remedy:
    'Delete Services of type NodePort or LoadBalancer that nobody uses, set allocateLoadBalancerNodePorts: false where the load balancer does not need them, or widen --service-node-port-range.',
  needs: ['Service'],
  *find({ cluster }) {
    const { free, size, range } = countNodePorts(cluster);
    if (free !== 0) return;
    yield {
      subject: 'range',
      title: `No NodePort of ${range.first}-${range.last} is free`,
      detail: `All ${size} ports are in use. The next Service that needs one is refused with HTTP 500 "failed to allocate a nodePort: range is full".`,
      objects: [],
    };
  },
};
