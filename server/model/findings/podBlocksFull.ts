import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';

/** Measured: the next node gets no podCIDR, with an event on the node and no condition. */
export const podBlocksFull: PoolRule = {
  code: 'pod-blocks-full',
  severity: 'critical',
  title: (count) => (count === 1 ? '1 pod range has no block left' : `${count} pod ranges have no block left`),
  remedy:
    'Remove nodes that are gone for good: their blocks are used again within seconds. Else the cluster needs a wider pod range or a longer node mask.',
  holds: ({ pool, answer: { blocks } }) =>
    pool.kind === 'pod' && pool.gives && pool.blocks?.of !== 'calico' && blocks !== null && blocks.free === 0 && blocks.total > 0,
  tell: (counted) => {
    const { total, prefixLength } = counted.answer.blocks ?? {};
    return {
      title: `Pod range ${poolName(counted.answer)} has no block left`,
      detail: `All ${total} blocks of /${prefixLength} belong to nodes. The next node gets none, and no pod on it an address.`,
      ...aboutPool(counted),
    };
  },
};
