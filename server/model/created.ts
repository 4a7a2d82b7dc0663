import type { Held } from './addressBook.ts';
import { type Role, role, roleKind } from './claims.ts';
import type { Cluster } from './cluster.ts';
import type { Pool } from './pool.ts';
import type { CreatedDays } from './questions.ts';

/** How many addresses of a pool are looked at, at most: of more, so many that are spread evenly over them speak for the rest. */
const mostLookedAt = 4096;
const day = 86_400_000;

/** Who takes the addresses that a pool counts; others hold them for some other reason. */
const taking: Readonly<Partial<Record<Pool['counted'], readonly Role[]>>> = {
  pods: [role.podIP],
  services: [role.clusterIP, role.ipAddress],
};

/**
 * On which day those were created that hold the addresses of a pool now, or that have its blocks; days from 1970-01-01 in UTC, in order.
 * Costs a look at each block, or at 4,096 addresses at most: a few milliseconds, however many pods there are.
 */
export function createdDays(cluster: Cluster, pool: Pool, of: 'blocks' | 'addresses'): CreatedDays {
  const counts = new Map<number, number>();
  const add = (createdAt: number, times: number) => {
    if (createdAt > 0) counts.set(Math.floor(createdAt / day), (counts.get(Math.floor(createdAt / day)) ?? 0) + times); // 0: it does not say
  };
  if (of === 'blocks') eachBlock(cluster, pool, (createdAt) => add(createdAt, 1));
  else eachAddress(cluster, pool, add);
  return [...counts].map(([day, count]) => ({ day, count })).sort((a, b) => a.day - b.day);
}

function eachBlock(cluster: Cluster, { blocks: cut, declared, cidrs }: Pool, add: (createdAt: number) => void): void {
  if (!cut) return;
  const blocks = cluster.blockClaims.of[cut.of];
  for (const range of cidrs)
    blocks.scan(range, ({ prefixLength }, nodes) => {
      if (!declared && prefixLength !== cut.length) return true; // an inferred range is that of blocks of one length
      const times = nodes.map((id) => cluster.nodes.get(cluster.blockClaims.name(id))?.record?.createdAt ?? 0).filter((time) => time > 0);
      add(times.length === 0 ? 0 : Math.min(...times));
      return true;
    });
}

function eachAddress(cluster: Cluster, pool: Pool, add: (createdAt: number, times: number) => void): void {
  const wanted = taking[pool.counted];
  for (const range of pool.cidrs) {
    const held = cluster.book.count('live', range);
    if (held === 0) continue;
    const times = Math.max(1, held / mostLookedAt);
    cluster.book.sample(range, mostLookedAt, (holders) => {
      let earliest = Number.POSITIVE_INFINITY;
      for (const holder of holders) {
        const createdAt = wanted && !wanted.includes(holder.role) ? 0 : createdAtOf(cluster, holder);
        if (createdAt > 0 && createdAt < earliest) earliest = createdAt;
      }
      if (earliest !== Number.POSITIVE_INFINITY) add(earliest, times);
    });
  }
}

/** When the object behind a holder was created, in milliseconds since 1970; 0 where it does not say. */
export function createdAtOf(cluster: Cluster, { role: as, id }: Held): number {
  const fixed = roleKind[as];
  return fixed === undefined ? (cluster.holder(as, id)?.record.createdAt ?? 0) : cluster.store.createdAtOf(fixed, id);
}
