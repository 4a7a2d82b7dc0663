import type { Pool } from '../../../shared/wire/pools.ts';
import { groupName } from './poolNames.ts';

/** Pools under the name of their kind. Kinds stand in the order of their first pool, which the server put fullest first; in a kind that order stays. */
export function inKinds(pools: readonly Pool[]): { name: string; pools: Pool[] }[] {
  const groups: { name: string; pools: Pool[] }[] = [];
  for (const pool of pools) {
    const name = groupName(pool);
    const group = groups.find((other) => other.name === name);
    if (group) group.pools.push(pool);
    else groups.push({ name, pools: [pool] });
  }
  return groups;
}
