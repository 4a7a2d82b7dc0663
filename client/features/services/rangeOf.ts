import { parseAddress } from '../../../shared/net/address.ts';
import { parseAddressRange } from '../../../shared/net/addressRange.ts';
import type { Pool } from '../../../shared/wire/pools.ts';

/** The narrowest range of these pools that holds an address, as it stands in the pool; undefined outside of all. */
export function rangeOf(address: string, pools: readonly Pick<Pool, 'ranges'>[]): string | undefined {
  const parsed = parseAddress(address);
  if (!parsed) return undefined;
  let best: { text: string; size: bigint } | undefined;
  for (const text of pools.flatMap((pool) => pool.ranges)) {
    const range = parseAddressRange(text);
    if (range?.family !== parsed.family || parsed.value < range.first || parsed.value > range.last) continue;
    const size = range.last - range.first;
    if (!best || size < best.size) best = { text, size };
  }
  return best?.text;
}
