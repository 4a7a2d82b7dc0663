import { addressBits, formatAddress, parseAddress, unmap } from '../../../shared/net/address.ts';
import { type AddressRange, coveringOf, parseAddressRange, rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { type Cidr, cidrOf, containsCidr, formatCidr, hostCidr, parseCidr, whyNotCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { pathTo } from './levels.ts';
import type { MapSearch } from './search.ts';

/**
 * Where a link leads: a prefix with the pool it belongs to, a text that is no prefix, or the atlas of all ranges; `missing` is a pool that
 * the link names and that is not there.
 */
export type Place =
  | {
      readonly kind: 'prefix';
      readonly range: Cidr;
      readonly pool: Pool | null;
      readonly poolRange: Cidr | null;
      readonly selected: Cidr | null;
    }
  | { readonly kind: 'wrong'; readonly value: string; readonly why: string; readonly near: string | null }
  | { readonly kind: 'atlas'; readonly missing: string | null };

/**
 * Reads the prefix, pool and selection of a link against the pools there are. A single address is not a map: it becomes the selection,
 * in the map around it. Without a prefix it is the map around the selection, or the pool's range; without any of these the atlas.
 */
export function placeOf(search: MapSearch, pools: readonly Pool[]): Place {
  const named = pools.find((pool) => pool.id === search.pool);
  const selected = selectionOf(search.sel);
  if (search.cidr === undefined) {
    if (selected && named === undefined) return around(selected, pools, undefined);
    const range = named && parseCidr(named.cidr);
    return range
      ? { kind: 'prefix', range, pool: named, poolRange: range, selected: selected ?? null }
      : { kind: 'atlas', missing: search.pool ?? null };
  }
  const written = selectionOf(search.cidr);
  if (!written) return { kind: 'wrong', value: search.cidr, why: whyNotCidr(search.cidr), near: nearest(search.cidr) };
  if (written.prefixLength === addressBits(written.family)) return around(written, pools, named);
  return { kind: 'prefix', range: written, ...poolAround(written, pools, named), selected: selected ?? null };
}

/** What a text stands for: a CIDR or an address; undefined where it is neither. */
export function selectionOf(text: string | undefined): Cidr | undefined {
  if (text === undefined) return undefined;
  const address = parseAddress(text);
  return address ? hostCidr(unmap(address)) : parseCidr(text);
}

/** The map in which a prefix or address is one cell: its block's, or the 256 addresses around it. */
function around(selected: Cidr, pools: readonly Pool[], named: Pool | undefined): Place {
  const { pool, poolRange } = poolAround(selected, pools, named);
  const block = pool?.blocks?.prefixLength ?? null;
  const step = Math.max(poolRange?.prefixLength ?? 0, selected.prefixLength - 8);
  const way = block === null ? [cidrOf(selected, step), selected] : pathTo(selected, poolRange, block);
  return { kind: 'prefix', range: way.at(-2) ?? cidrOf(selected, step), pool, poolRange, selected };
}

function poolAround(cidr: Cidr, pools: readonly Pool[], named: Pool | undefined): { pool: Pool | null; poolRange: Cidr | null } {
  const pool = (named && rangeAround(named, cidr) ? named : narrowest(pools, cidr)) ?? null;
  return { pool, poolRange: (pool && rangeAround(pool, cidr)) ?? null };
}

/** The map of a pool that shows a prefix: that of the one of its ranges around it, else that of all of them. */
function rangeAround(pool: Pool, cidr: Cidr): Cidr | undefined {
  return mapsOf(pool).find((map) => containsCidr(map, cidr));
}

/** Each range of a pool is drawn in the smallest prefix around it; the last prefix is the one around all of them. */
function mapsOf(pool: Pool): Cidr[] {
  const whole = parseCidr(pool.cidr);
  return [...rangesOf(pool).map(coveringOf), ...(whole ? [whole] : [])];
}

function rangesOf(pool: Pool): AddressRange[] {
  return pool.ranges.map(parseAddressRange).filter((range) => range !== undefined);
}

/** The prefix around a pool's ranges may hold much that is not the pool's: what lies in it belongs to the pool only inside a range. */
function holds(pool: Pool, cidr: Cidr): boolean {
  const { family, first, last } = rangeOfCidr(cidr);
  const inside = rangesOf(pool).some((range) => range.family === family && range.first <= first && last <= range.last);
  return inside || mapsOf(pool).some((map) => formatCidr(map) === formatCidr(cidr));
}

function narrowest(pools: readonly Pool[], cidr: Cidr): Pool | undefined {
  let best: { pool: Pool; range: Cidr } | undefined;
  for (const pool of pools) {
    const range = holds(pool, cidr) ? rangeAround(pool, cidr) : undefined;
    if (range && (!best || range.prefixLength > best.range.prefixLength)) best = { pool, range };
  }
  return best?.pool;
}

/** The prefix that a wrong text most likely meant: the one of an address with bits set behind the prefix length, or without a length. */
function nearest(text: string): string | null {
  const [before = '', length] = text.split('/');
  const address = parseAddress(before);
  if (!address) return null;
  const bits = addressBits(address.family);
  const wanted = length !== undefined && /^\d{1,3}$/.test(length) ? Number(length) : bits === 32 ? 24 : 64;
  return wanted > bits ? null : formatCidr(cidrOf(address, wanted));
}

/** The prefix in which a range is drawn. */
export function mapOfRange(text: string): string | undefined {
  const range = parseAddressRange(text);
  return range && formatCidr(coveringOf(range));
}

/** A prefix or address as the address bar holds it. */
export function placeText(cidr: Cidr): string {
  return cidr.prefixLength === addressBits(cidr.family) ? formatAddress(cidr) : formatCidr(cidr);
}
