import type { ForecastHead } from '../../../shared/wire/plan.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { byEnd } from './claims.ts';
import { groupName } from './poolNames.ts';

/** A row of the table: a pool, or all ranges that the same things draw from; and when it ends (null: not known). */
export type PoolRow = { pool: Pool; head: ForecastHead | null } | { pool: null; head: ForecastHead };

/** Rows under the name of their kind. Kinds stand in the order of their first row. */
export interface KindRows {
  name: string;
  rows: PoolRow[];
}

/**
 * The rows of the table. `byDate`: what ends first, first, and behind it the rest, fullest first, as the server sends pools; else the
 * server's order alone. Ranges that are taken together stand before each of them.
 */
export function poolRows(pools: readonly Pool[], heads: readonly ForecastHead[], byDate: boolean): KindRows[] {
  const ofPool = new Map(heads.filter((head) => head.pools.length === 1).map((head) => [head.pools[0], head]));
  const together = heads.filter((head) => head.pools.length > 1);
  const rows = pools.flatMap((pool): PoolRow[] => {
    const first = together.filter((head) => head.pools.find((id) => pools.some((one) => one.id === id)) === pool.id);
    return [...first.map((head) => ({ pool: null, head })), { pool, head: ofPool.get(pool.id) ?? null }];
  });
  const kinds: KindRows[] = [];
  for (const row of byDate ? rows.toSorted((a, b) => byEnd(a.head ?? noEnd, b.head ?? noEnd)) : rows) {
    const pool = row.pool ?? pools.find(({ id }) => row.head?.pools.includes(id));
    const name = pool ? groupName(pool) : '';
    const kind = kinds.find((other) => other.name === name);
    if (kind) kind.rows.push(row);
    else kinds.push({ name, rows: [row] });
  }
  return kinds;
}

const noEnd = { ends: null };
