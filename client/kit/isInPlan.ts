import type { Pool } from '../../shared/wire/pools.ts';

/** Whether the plan has ranges of this kind: networks of nodes and secondary ones are not Kubernetes' to plan. */
export function isInPlan(kind: Pool['kind']): boolean {
  return kind === 'pod' || kind === 'service' || kind === 'loadBalancer';
}
