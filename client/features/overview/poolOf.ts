import type { Reference } from '../../../shared/wire/basics.ts';
import type { Pool } from '../../../shared/wire/pools.ts';

/** The range that a finding is about; of a ServiceCIDR with both families the fuller one, as pools come fullest first. */
export function poolOf(object: Reference | undefined, pools: readonly Pool[]): Pool | undefined {
  if (object?.kind === 'Pool') return pools.find((pool) => pool.id === object.name);
  if (object?.kind === 'ServiceCIDR') return pools.find((pool) => pool.kind === 'service' && pool.name === object.name);
  return undefined;
}
