import type { Pool } from '../../shared/wire/pools.ts';

/** How a pool stands, in words. */
export const poolStates: Record<Pool['state'], string> = {
  ready: 'Ready',
  'not-ready': 'not ready',
  disabled: 'disabled',
  deleting: 'being deleted',
  unknown: 'state unknown',
};

/** Whether there is something to say of how a pool stands: it does not simply give out addresses. */
export function isUnusual(pool: Pick<Pool, 'state'>): boolean {
  return pool.state !== 'ready' && pool.state !== 'unknown';
}
