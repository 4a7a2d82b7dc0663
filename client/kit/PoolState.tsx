import type { Pool } from '../../shared/wire/pools.ts';
import { isUnusual, poolStates } from './poolStates.ts';
import { Tag } from './Tag.tsx';

/** How a pool stands, where there is something to say of it. Disabled is somebody's will, the others want to be looked at. */
export function PoolState({ pool }: { pool: Pick<Pool, 'state'> }) {
  if (!isUnusual(pool)) return null;
  return (
    <span title={pool.state === 'disabled' ? 'It gives out nothing new' : undefined}>
      <Tag tone={pool.state === 'disabled' ? 'plain' : 'warning'}>{poolStates[pool.state]}</Tag>
    </span>
  );
}
