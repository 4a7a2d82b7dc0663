import type { Family } from '../../../shared/net/address.ts';
import type { Overview } from '../../../shared/wire/overview.ts';

/** How many more nodes get a block of every family in use; null where nothing tells. `ends` is the family that runs out first, null where it is one alone. */
export interface Fit {
  nodes: number | null;
  ends: Family | null;
  families: { family: Family; prefixLength: number; blocks: number; ends: boolean }[];
}

/** A node takes a block of each family, so the smaller decides. Pools of one family and block length add up. */
export function nodesThatFit(items: Overview['nodesThatFit']): Fit {
  const sums = new Map<string, { family: Family; prefixLength: number; blocks: number; ends: boolean }>();
  for (const { family, prefixLength, blocks } of items) {
    const key = `${family}/${prefixLength}`;
    const sum = sums.get(key);
    if (sum) sum.blocks += blocks;
    else sums.set(key, { family, prefixLength, blocks, ends: false });
  }
  const families = [...sums.values()];
  const byFamily = new Map<Family, number>();
  for (const { family, blocks } of families) byFamily.set(family, (byFamily.get(family) ?? 0) + blocks);
  const nodes = byFamily.size === 0 ? null : Math.min(...byFamily.values());
  const ends = byFamily.size < 2 ? null : ([...byFamily].find(([, blocks]) => blocks === nodes)?.[0] ?? null);
  for (const entry of families) entry.ends = entry.family === ends;
  return { nodes, ends, families };
}
