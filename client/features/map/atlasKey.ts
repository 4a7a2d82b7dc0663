import { coveringOf, formatAddressRange, parseAddressRange } from '../../../shared/net/addressRange.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';

/** The entry of the atlas that leads to a map of a pool: the range that it shows, or where it shows all of them, the first. */
export function atlasKeyOf(pool: Pick<Pool, 'id' | 'ranges'>, cidr: string): string | undefined {
  const ranges = pool.ranges.map(parseAddressRange).filter((range) => range !== undefined);
  const range = ranges.find((item) => formatCidr(coveringOf(item)) === cidr) ?? ranges[0];
  return range && `${formatAddressRange(range)} ${pool.id}`;
}

/** Whether an entry is the one that `on` of a link names: by its range, or by that and its pool. */
export function isNamed(entry: { readonly key: string; readonly pool: Pick<Pool, 'id'> | null }, on: string): boolean {
  return entry.key === on || (entry.pool !== null && `${entry.key} ${entry.pool.id}` === on);
}

/** The atlas with the entry chosen that leads to a map: what one climbs out to. */
export function atlasSearch(pool: Pick<Pool, 'id' | 'ranges'> | null, cidr: string): { on?: string } {
  const on = pool ? atlasKeyOf(pool, cidr) : undefined;
  return on === undefined ? {} : { on };
}
