import type { Pool } from '../../../shared/wire/pools.ts';

/** Whether free places of a pool can be named: of an inferred range nobody knows what else is in it, and a disabled pool gives nothing. */
export function givesOut({ state, addresses, blocks }: Pick<Pool, 'state' | 'addresses' | 'blocks'>): boolean {
  return state !== 'disabled' && (addresses.free !== null || (blocks !== null && blocks.free !== null));
}

/** The pool whose free places are offered in a part of the map: the first of those around it that gives out any. */
export function giverOf(pools: readonly Pool[], around: readonly string[]): Pool | undefined {
  return pools.find((pool) => around.includes(pool.id) && givesOut(pool));
}
