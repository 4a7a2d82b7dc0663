import type { Pool } from '../../shared/wire/pools.ts';
import { formatCount } from './formatCount.ts';

/**
 * What the allocator's own objects say is taken: "7 recorded by the allocator"; undefined where it writes none down. It stands beside what
 * is in use and is never taken together with it: a leaked address is in the one count alone.
 */
export function recordedWords({ recorded }: Pick<Pool['addresses'], 'recorded'>): string | undefined {
  return recorded === null ? undefined : `${formatCount(recorded).short} recorded by the allocator`;
}
