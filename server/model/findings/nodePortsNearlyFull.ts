import { countNodePorts } from '../nodePorts.ts';
import type { ClusterRule } from './rule.ts';
import { percent, reaches } from './words.ts';

export const nodePortsNearlyFull: ClusterRule = {
  code: 'node-ports-nearly-full',
  severity: 'warning',
  title: () => 'NodePorts are nearly used up',
  remedy: 'Set allocateLoadBalancerNodePorts: false where the load balancer does not need them, or widen --service-node-port-range.',
  needs: ['Service'],
  *find({ cluster, facts }) {
    const { inUse, free, size, range } = countNodePorts(cluster);
    if (inUse === null || free === null || free === 0 || !reaches(inUse, size, facts.warnAt)) return;
    yield {
      subject: 'range',
      title: `NodePorts ${range.first}-${range.last} are nearly used up`,
      detail: `${inUse} of ${size} ports are in use (${percent(inUse, size)}), ${free} ${free === 1 ? 'is' : 'are'} free.`,
      objects: [],
    };
  },
};
