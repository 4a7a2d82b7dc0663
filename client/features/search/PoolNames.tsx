import type { Pool } from '../../../shared/wire/pools.ts';
import { CidrText } from '../../kit/CidrText.tsx';
import { rangesText } from '../../kit/rangesText.ts';
import css from './Palette.module.css';
import { poolOwner } from './words.ts';

/** Pools by their ranges and what they are for; by their ids where the list of pools is not there (yet). */
export function PoolNames({ ids, known }: { ids: readonly string[]; known: readonly Pool[] }) {
  return (
    <span className={css.pools}>
      {ids.map((id) => {
        const pool = known.find((one) => one.id === id);
        if (!pool) {
          return (
            <span key={id} className="mono">
              {id}
            </span>
          );
        }
        return (
          <span key={id} className={css.pool}>
            <CidrText cidr={rangesText(pool.ranges)} family={pool.family} />
            <span className="ink2">{poolOwner(pool)}</span>
          </span>
        );
      })}
    </span>
  );
}
