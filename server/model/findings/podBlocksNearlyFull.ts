import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';
import { counted as count, percent, reaches } from './words.ts';

export const podBlocksNearlyFull: PoolRule = {
  code: 'pod-blocks-nearly-full',
  severity: 'warning',
  title: (found) => (found === 1 ? '1 pod range has few blocks left' : `${found} pod ranges have few blocks left`),
  remedy: 'Plan a wider pod range, or a longer node mask for new nodes, before nodes are added.',
  holds: ({ pool, answer: { blocks } }, { warnAt }) =>
    pool.kind === 'pod' &&
    pool.gives &&
    pool.blocks?.of !== 'calico' &&
    blocks !== null &&
    blocks.free !== null &&
    blocks.free > 0 &&
    blocks.handedOut !== null &&
    reaches(blocks.handedOut, blocks.total, warnAt),
  tell: (counted) => {
    const { total = 0, handedOut, free, prefixLength } = counted.answer.blocks ?? {};
    return {
      title: `Pod range ${poolName(counted.answer)} has few blocks left`,
      detail: `${handedOut} of ${total} blocks of /${prefixLength} belong to nodes (${percent(handedOut ?? 0, total)}): ${count(free ?? 0, 'more node gets', 'more nodes get')} one.`,
      ...aboutPool(counted),
    };
  },
};
