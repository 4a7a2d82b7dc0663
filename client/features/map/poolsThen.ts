import type { PoolsThen } from '../../../shared/wire/history.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { poolAmount } from './poolWords.ts';

/** What is told of pools at a moment that is over: never a count of now. */
export interface OfThen {
  /** The pools there are now, in their order, with the counts of then; null where a count is not known. */
  readonly pools: readonly Pool[];
  /** Ids of those that were not there then, though others were counted. */
  readonly notYet: ReadonlySet<string>;
  /** The answer is still to come. */
  readonly isAwaited: boolean;
}

/** Pools with what was counted of them then; without an answer nothing is known. Ranges, limits and states stay as they are now. */
export function ofThen(pools: readonly Pool[], answer: Pick<PoolsThen, 'items'> | undefined, isAwaited = false): OfThen {
  const items = new Map(answer?.items.map((item) => [item.pool, item]));
  const notYet = new Set(items.size === 0 ? [] : pools.flatMap(({ id }) => (items.has(id) ? [] : [id])));
  return { pools: pools.map((pool) => poolThen(pool, items.get(pool.id))), notYet, isAwaited };
}

function poolThen(pool: Pool, item: PoolsThen['items'][number] | undefined): Pool {
  const { addresses, blocks } = pool;
  const inUse = item?.inUse ?? null;
  const recorded = item?.recorded ?? null;
  // How much was recorded but held by nobody was not written down; a Service range gives such an address all the same.
  const taken = recorded === null || recorded === inUse || pool.kind === 'service' ? inUse : null;
  const isKnown = addresses.free !== null && addresses.usable !== null && taken !== null;
  const free = isKnown ? left(BigInt(addresses.usable ?? 0), BigInt(taken)) : null;
  // Blocks of another length are no blocks of the range as it is now.
  const handedOut = blocks && item?.blocks?.prefixLength === blocks.prefixLength ? item.blocks.handedOut : null;
  return {
    ...pool,
    addresses: { ...addresses, inUse, recorded, handedOut: item?.handedOut ?? null, free },
    blocks: blocks && {
      ...blocks,
      handedOut,
      free: handedOut === null || blocks.free === null ? null : Math.max(0, blocks.total - handedOut),
    },
    static: pool.static && { ...pool.static, inUse: null, nextFree: null },
  };
}

function left(usable: bigint, taken: bigint): string {
  return (taken > usable ? 0n : usable - taken).toString();
}

/** What was taken of a pool then, beside its range: "57 of 256", "not there yet", "not known"; "…" until that is told. */
export function amountThen(pool: Pool, { notYet, isAwaited }: Pick<OfThen, 'notYet' | 'isAwaited'>): string {
  if (isAwaited) return '…';
  if (notYet.has(pool.id)) return 'not there yet';
  const amount = poolAmount(pool);
  return amount === 'unknown' ? 'not known' : amount;
}

/** How the counts of then are to be read: "Counts are the most there was in that hour." Empty where they are of five minutes. */
export function stepSentence(step: number | null): string {
  if (step === null || step <= 300) return '';
  return `Counts are the most there was in that ${step <= 3600 ? 'hour' : 'day'}.`;
}
