import { useNavigate } from '@tanstack/react-router';
import type { Family } from '../../../shared/net/address.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { ListedRange } from '../../../shared/wire/ranges.ts';
import { outsideKind } from '../../kit/outsideWords.ts';
import { rangesText } from '../../kit/rangesText.ts';
import { familyOrder } from './familyOrder.ts';
import { amountThen, type OfThen } from './poolsThen.ts';
import { kindTitle, poolAmount } from './poolWords.ts';
import css from './RangeChooser.module.css';

/** No pool has this id: theirs have slashes. */
const all = 'all';

/** The range tree at 390: the browser's own list, which a thumb can use. */
export function RangeChooser({
  pools,
  families,
  declared,
  current,
  atlas,
  at,
  then,
}: {
  pools: readonly Pool[];
  /** Ranges outside the cluster. */
  declared: readonly ListedRange[];
  /** In the cluster's order; null where that is not known. */
  families: readonly Family[] | null;
  /** The pool on the map by its id, else the prefix. */
  current: string | undefined;
  atlas: boolean;
  /** The past moment on the map. */
  at: string | undefined;
  /** The pools as they were at that moment. */
  then: OfThen | undefined;
}) {
  const navigate = useNavigate();
  const chosen = pools.find(({ id }) => id === current) ?? declared.find(({ cidr }) => cidr === current);
  return (
    <select
      className={`narrow ${css.chooser}`}
      aria-label="Range"
      value={atlas ? all : (chosen?.id ?? '')}
      onChange={(event) => {
        if (event.currentTarget.value === all) void navigate({ to: '/map', search: at === undefined ? {} : { at } });
        const pool = pools.find((known) => known.id === event.currentTarget.value);
        const other = declared.find((known) => known.id === event.currentTarget.value);
        const carried = at === undefined ? {} : { at };
        if (other) void navigate({ to: '/map', search: { cidr: other.cidr, ...carried } });
        if (pool) void navigate({ to: '/map', search: { cidr: pool.cidr, pool: pool.id, ...carried } });
      }}
    >
      <option value={all}>All ranges</option>
      {chosen === undefined && !atlas && <option value="">In no range</option>}
      {familyOrder(
        families,
        pools.map((pool) => pool.family),
      ).map((family) => (
        <optgroup key={family} label={family}>
          {(then?.pools ?? pools)
            .filter((pool) => pool.family === family)
            .map((pool) => (
              <option key={pool.id} value={pool.id}>
                {rangesText(pool.ranges)} · {kindTitle(pool)} · {then ? amountThen(pool, then) : poolAmount(pool)}
              </option>
            ))}
        </optgroup>
      ))}
      {declared.length > 0 && (
        <optgroup label="Outside the cluster">
          {declared.map((one) => (
            <option key={one.id} value={one.id}>
              {one.range} · {outsideKind(one)} · {one.owner}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  );
}
