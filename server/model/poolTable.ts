import type { Address, Family } from '../../shared/net/address.ts';
import { type Cidr, cidrOf, compareCidrs, containsCidr, hostCidr, lastValue, prefixNumber } from '../../shared/net/cidr.ts';
import { comparePools, type Pool } from './pool.ts';

/** The pools of one moment, with what is needed to find those around an address or in a prefix. */
export class PoolTable {
  /** By kind, family and address. */
  readonly all: readonly Pool[];
  readonly #byId = new Map<string, Pool>();
  readonly #byRange: Record<Family, Map<number, Map<bigint, Pool[]>>> = { IPv4: new Map(), IPv6: new Map() };
  /** By address, the wider first. */
  readonly #sorted: Record<Family, Pool[]> = { IPv4: [], IPv6: [] };

  constructor(pools: readonly Pool[]) {
    this.all = [...pools].sort(comparePools);
    for (const pool of this.all) {
      this.#byId.set(pool.id, pool);
      const { family, prefixLength } = pool.range;
      const key = prefixNumber(pool.range);
      const lengths = this.#byRange[family];
      const ranges = lengths.get(prefixLength) ?? new Map<bigint, Pool[]>();
      lengths.set(prefixLength, ranges);
      ranges.set(key, [...(ranges.get(key) ?? []), pool]);
      this.#sorted[family].push(pool);
    }
    for (const family of ['IPv4', 'IPv6'] as const) this.#sorted[family].sort((a, b) => compareCidrs(a.range, b.range));
  }

  get(id: string): Pool | undefined {
    return this.#byId.get(id);
  }

  /** Pools that contain a prefix or are it, the narrowest first. One look-up for each length in use. */
  containing(cidr: Cidr): Pool[] {
    const out: Pool[] = [];
    for (const [prefixLength, ranges] of this.#byRange[cidr.family]) {
      if (prefixLength > cidr.prefixLength) continue;
      const found = ranges.get(prefixNumber(cidrOf(cidr, prefixLength)));
      if (found) out.push(...found);
    }
    return out.sort((a, b) => b.range.prefixLength - a.range.prefixLength || comparePools(a, b));
  }

  /** Pools that contain an address, the narrowest first. */
  around(address: Address): Pool[] {
    return this.containing(hostCidr(address));
  }

  /** At most so many pools that lie in a prefix and are not it, by address. */
  inside(cidr: Cidr, most: number): Pool[] {
    const pools = this.#sorted[cidr.family];
    let lowest = 0;
    let highest = pools.length;
    while (lowest < highest) {
      const middle = (lowest + highest) >>> 1;
      if ((pools[middle] as Pool).range.value < cidr.value) lowest = middle + 1;
      else highest = middle;
    }
    const out: Pool[] = [];
    for (let at = lowest; at < pools.length && out.length < most; at++) {
      const { range } = pools[at] as Pool;
      if (range.value > lastValue(cidr)) break;
      if (range.prefixLength > cidr.prefixLength && containsCidr(cidr, range)) out.push(pools[at] as Pool);
    }
    return out;
  }
}
