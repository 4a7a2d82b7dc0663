import type { ForecastHead } from '../../../shared/wire/plan.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { isUnusual } from '../../kit/poolStates.ts';
import { unitName } from './poolNames.ts';
import type { Proof } from './sentence.ts';

/** What is said of one thing that ends, or does not. */
export interface Claim extends ForecastHead {
  /** "IPv4 node blocks"; where there are several of its kind that do not stand in for each other, "… of edge-v4" too. */
  subject: string;
  /** "/24s" where blocks of one length are counted; null elsewhere. */
  unit: string | null;
  proof: Proof | null;
  /** Of several ranges the one that ends by itself before all of them do; null where there is none. */
  sooner: (ForecastHead & { proof: Proof | null }) | null;
}

/**
 * One claim for each thing that ends by itself, what ends first, first: ranges that are taken together are one claim, and none beside it.
 * What gives nothing out has no end to speak of. What does not end, or where that is not known, keeps the order of the answer.
 */
export function claimsOf(heads: readonly ForecastHead[], pools: readonly Pool[]): Claim[] {
  const together = new Set(heads.filter((head) => head.pools.length > 1).flatMap((head) => head.pools));
  const out = new Set(pools.filter(isUnusual).map(({ id }) => id));
  const alone = heads.filter((head) => head.pools.length > 1 || !head.pools.some((pool) => together.has(pool) || out.has(pool)));
  const poolOf = (head: ForecastHead) => pools.find(({ id }) => head.pools.includes(id));
  const proofOf = (pool: Pool | undefined): Proof | null => (pool ? { pool: pool.id, cidr: pool.cidr } : null);
  const claims = alone.map((head) => {
    const pool = poolOf(head);
    const sooner = soonerOf(head, heads);
    const several = alone.filter((other) => isAlike(other, head)).length > 1;
    return {
      ...head,
      subject: `${head.family} ${unitName(head.kind, head.limit)}${several ? ` of ${head.name}` : ''}`,
      unit: head.limit === 'blocks' && pool?.blocks ? `/${pool.blocks.prefixLength}s` : null,
      sooner: sooner && { ...sooner, proof: proofOf(poolOf(sooner)) },
      proof: proofOf(pool),
    };
  });
  return claims.sort(byEnd);
}

/** What ends first, first: what is full, then by likely day; what has no end keeps its place behind. */
export function byEnd(a: Pick<ForecastHead, 'ends'>, b: Pick<ForecastHead, 'ends'>): number {
  const [one, other] = [endOf(a), endOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The likely day of its end as a text that sorts: of what is full before every day, of what has none behind every day. */
function endOf({ ends }: Pick<ForecastHead, 'ends'>): string {
  if (ends?.kind === 'full') return '';
  return ends?.kind === 'date' ? ends.likely : 'never';
}

function isAlike(a: ForecastHead, b: ForecastHead): boolean {
  return a.kind === b.kind && a.family === b.family && a.limit === b.limit;
}

function soonerOf(all: ForecastHead, heads: readonly ForecastHead[]): ForecastHead | null {
  if (all.pools.length < 2) return null;
  const [first] = heads.filter((head) => head.pools.length === 1 && all.pools.includes(head.pools[0] ?? '')).toSorted(byEnd);
  return first && byEnd(first, all) < 0 ? first : null;
}
