import { parseAddress } from '../../../shared/net/address.ts';
import { containsAddress, parseCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';

/** The narrowest range of these pools that holds an address, as it stands in the pool; undefined outside of all. */
export function rangeOf(address: string, pools: readonly Pick<Pool, 'ranges'>[]): string | undefined {
  const parsed = parseAddress(address);
  if (!parsed) return undefined;
  let best: { range: string; length: number } | undefined;
  for (const range of pools.flatMap((pool) => pool.ranges)) {
    const cidr = parseCidr(range);
    if (!cidr || cidr.family !== parsed.family || !containsAddress(cidr, parsed)) continue;
    if (!best || cidr.prefixLength > best.length) best = { range, length: cidr.prefixLength };
  }
  return best?.range;
}
