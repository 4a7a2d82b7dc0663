import type { KindStatus } from '../../shared/wire/status.ts';

/** Whether a kind was read whole, be it some time ago: only then its counts are counts. False where the status does not tell of it yet. */
export function isWhole(kinds: readonly KindStatus[], kind: string): boolean {
  const state = kinds.find((status) => status.kind === kind)?.state;
  return state === 'synced' || state === 'stale';
}
