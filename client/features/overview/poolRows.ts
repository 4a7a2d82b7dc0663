import type { ForecastHead } from '../../../shared/wire/plan.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { byEnd } from './claims.ts';
import { groupName } from './poolNames.ts';

/** A row of the table: a pool, or all ranges that the same things draw from; and when it ends (null: not known). */
export type PoolRow = { pool: Pool; head: ForecastHead | null } | { pool: null; head: ForecastHead };

/** Rows under the name of their kind. */
export interface KindRows {
  name: string;
  rows: PoolRow[];
}

/**
 * The rows of the table by kind, in a kind by family. `byDate`: kinds and families, and the rows of a family, stand by what ends first,
 * and behind it the rest, fullest first, as the server sends pools; else in the server's order. Ranges that are taken together stand before
 * each of them, and their end is that of their family.
 */
export function poolRows(pools: readonly Pool[], heads: readonly ForecastHead[], byDate: boolean): KindRows[] {
  const ofPool = new Map(heads.filter((head) => head.pools.length === 1).map((head) => [head.pools[0], head]));
  const blocks = [...Map.groupBy(pools, (pool) => `${groupName(pool)} ${pool.family}`).values()].map((alike) => {
    const ids = new Set(alike.map(({ id }) => id));
    const together = heads.filter((head) => head.pools.length > 1 && head.pools.some((id) => ids.has(id)));
    const each = alike.map((pool) => ({ pool, head: ofPool.get(pool.id) ?? null }));
    return { name: alike[0] ? groupName(alike[0]) : '', together: together.map((head) => ({ pool: null, head })), each };
  });
  if (byDate) {
    for (const block of blocks) block.each.sort((a, b) => byEnd(a.head ?? noEnd, b.head ?? noEnd));
    blocks.sort((a, b) => byEnd(endOf(a), endOf(b)));
  }
  return [...Map.groupBy(blocks, ({ name }) => name)].map(([name, ofKind]) => ({
    name,
    rows: ofKind.flatMap(({ together, each }): PoolRow[] => [...together, ...each]),
  }));
}

function endOf({ together: [all], each: [first] }: { together: readonly PoolRow[]; each: readonly PoolRow[] }): Pick<ForecastHead, 'ends'> {
  return all?.head ?? first?.head ?? noEnd;
}

const noEnd = { ends: null };
