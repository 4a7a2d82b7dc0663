import type { Reference } from '../../../shared/wire/basics.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { referenceKey } from '../../kit/referenceWords.ts';

/** The range that an object declares; of one that declares several the fullest, as pools come fullest first. A reference of kind Pool is one by its id. */
export function poolOf(object: Reference, pools: readonly Pool[]): Pool | undefined {
  if (object.kind === 'Pool' && !object.group) return pools.find((pool) => pool.id === object.name);
  const key = referenceKey(object);
  return pools.find((pool) => pool.object !== null && referenceKey(pool.object) === key);
}
