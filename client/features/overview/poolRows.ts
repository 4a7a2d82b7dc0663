import type { ForecastHead } from '../../../shared/wire/plan.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { byEnd } from './claims.ts';
import { type PoolGroup, poolGroups } from './poolGroups.ts';
import { groupName } from './poolNames.ts';

/** A row of the table: a pool, or all ranges that the same things draw from; and when it ends (null: not known). */
export type PoolRow = { head: ForecastHead | null } & ({ pool: Pool; all: null } | { pool: null; all: PoolGroup });

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
  const several = poolGroups(pools).filter(({ kind, pools }) => drawn.has(kind) && pools.length > 1);
  const blocks = [...Map.groupBy(pools, (pool) => `${groupName(pool)} ${pool.family}`).values()].map((alike): Block => {
    const ids = new Set(alike.map(({ id }) => id));
    const together = several.filter((all) => all.pools.some((id) => ids.has(id)));
    return {
      name: alike[0] ? groupName(alike[0]) : '',
      together: together.map((all) => ({ pool: null, all, head: heads.find((head) => isOf(head, all)) ?? null })),
      each: alike.map((pool) => ({ pool, all: null, head: ofPool.get(pool.id) ?? null })),
    };
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

interface Block {
  name: string;
  together: PoolRow[];
  each: PoolRow[];
}

/** Kinds of which the same thing may draw from any range: node networks and secondary networks stand each for themselves. */
const drawn: ReadonlySet<Pool['kind']> = new Set(['pod', 'service', 'loadBalancer']);

function isOf(head: ForecastHead, all: PoolGroup): boolean {
  return head.pools.length > 1 && head.kind === all.kind && head.family === all.family && head.limit === all.unit;
}

function endOf({ together: [all], each: [first] }: Block): Pick<ForecastHead, 'ends'> {
  return all?.head ?? first?.head ?? noEnd;
}

const noEnd = { ends: null };
