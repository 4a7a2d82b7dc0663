import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';
import { counted as count } from './words.ts';

/** A pool of Calico without a block left still has addresses: nodes borrow them one by one, unless strictAffinity forbids it. */
export const podBlocksClaimed: PoolRule = {
  code: 'pod-blocks-claimed',
  severity: 'warning',
  title: (found) => (found === 1 ? '1 pool has no block left for another node' : `${found} pools have no block left for another node`),
  remedy: 'Add an IPPool, or one with a longer blockSize. Affinities of nodes that are gone are released by calico-kube-controllers.',
  holds: ({ pool, answer: { blocks } }) =>
    pool.kind === 'pod' && pool.gives && pool.blocks?.of === 'calico' && blocks !== null && blocks.free === 0 && blocks.total > 0,
  tell: (counted) => {
    const { total = 0, prefixLength } = counted.answer.blocks ?? {};
    return {
      title: `Pool ${poolName(counted.answer)} has no block left for another node`,
      detail: `${count(total, 'block')} of /${prefixLength} ${total === 1 ? 'belongs' : 'all belong'} to nodes; ${counted.answer.addresses.free ?? 'an unknown number of'} addresses in them are free. A node without a block borrows them one by one, or with strictAffinity gets none.`,
      ...aboutPool(counted),
    };
  },
};
