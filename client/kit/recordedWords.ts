import type { Pool } from '../../shared/wire/pools.ts';
import { formatCount } from './formatCount.ts';

/**
 * What the allocator's own objects say is taken: "7 recorded by the allocator"; undefined where it writes none down, or just what is in
 * use. It stands beside that and is never taken together with it: a leaked address is in the one count alone.
 */
export function recordedWords({ recorded, inUse }: Pick<Pool['addresses'], 'recorded' | 'inUse'>): string | undefined {
  return recorded === null || recorded === inUse ? undefined : `${formatCount(recorded).short} recorded by the allocator`;
}
