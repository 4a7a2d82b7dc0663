import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';

/** Measured: a ServiceCIDR adds space and never a family. What the API server was not started with it gives to nobody, Ready or not. */
export const serviceRangeDeadFamily: PoolRule = {
  code: 'service-range-dead-family',
  severity: 'warning',
  title: (count) =>
    count === 1
      ? '1 Service range is of a family that the API server lacks'
      : `${count} Service ranges are of a family that the API server lacks`,
  remedy:
    'Start kube-apiserver with a range of both families in --service-cluster-ip-range, or delete the ServiceCIDR. Waiting or restarting changes nothing.',
  holds: ({ pool }, { apiFamilies }) =>
    pool.kind === 'service' && pool.object !== null && pool.state !== 'deleting' && !apiFamilies.includes(pool.family),
  tell: (counted) => ({
    title: `Service range ${poolName(counted.answer)} gives out no address: the API server has no ${counted.pool.family}`,
    detail: `kube-apiserver was started with Service ranges of the other family alone. ${counted.pool.state === 'ready' ? 'The range is shown as ready' : 'The range exists'}, and Services that ask for ${counted.pool.family} are refused.`,
    ...aboutPool(counted),
  }),
};
