import { useNavigate } from '@tanstack/react-router';
import type { Pool } from '../../../shared/wire/pools.ts';
import { rangesText } from '../../kit/rangesText.ts';
import { kindTitle, poolAmount } from './poolWords.ts';
import css from './RangeChooser.module.css';

/** The range tree at 390: the browser's own list, which a thumb can use. */
export function RangeChooser({ pools, current }: { pools: readonly Pool[]; current: string | undefined }) {
  const navigate = useNavigate();
  return (
    <select
      className={`narrow ${css.chooser}`}
      aria-label="Range"
      value={current ?? ''}
      onChange={(event) => {
        const pool = pools.find((known) => known.id === event.currentTarget.value);
        if (pool) void navigate({ to: '/map', search: { cidr: pool.cidr, pool: pool.id } });
      }}
    >
      {current === undefined && <option value="">In no range</option>}
      {pools.map((pool) => (
        <option key={pool.id} value={pool.id}>
          {rangesText(pool.ranges)} · {kindTitle(pool)} · {poolAmount(pool)}
        </option>
      ))}
    </select>
  );
}
