import type { Address, Family } from '../../shared/net/address.ts';
import { type AddressRange, formatAddressRange } from '../../shared/net/addressRange.ts';
import { type Cidr, cidrOf, compareCidrs, containsCidr, hostCidr, lastValue, prefixNumber } from '../../shared/net/cidr.ts';
import { complement, type RangeSet, rangeSet } from '../../shared/net/rangeSet.ts';
import type { Surroundings } from '../../shared/wire/addresses.ts';
import { comparePools, type Pool } from './pool.ts';

/** One of the prefixes that a pool consists of. */
interface Part {
  readonly range: Cidr;
  readonly pool: Pool;
}

interface Bounds {
  readonly first: bigint;
  readonly last: bigint;
}

/** The pools of one moment, with what is needed to find those around an address or in a prefix. */
export class PoolTable {
  /** By kind, family and address. */
  readonly all: readonly Pool[];
  readonly #byId = new Map<string, Pool>();
  readonly #byRange: Record<Family, Map<number, Map<bigint, Pool[]>>> = { IPv4: new Map(), IPv6: new Map() };
  /** Those of pods that are not merely observed, without those that lie in another, by address. */
  readonly #podRanges: Record<Family, Bounds[]> = { IPv4: [], IPv6: [] };
  /** By address, the wider first. */
  readonly #sorted: Record<Family, Part[]> = { IPv4: [], IPv6: [] };

  readonly #uncovered: Partial<Record<Family, RangeSet>> = {};

  constructor(pools: readonly Pool[]) {
    this.all = [...pools].sort(comparePools);
    for (const pool of this.all) {
      this.#byId.set(pool.id, pool);
      const lengths = this.#byRange[pool.family];
      for (const range of pool.cidrs) {
        const key = prefixNumber(range);
        const ranges = lengths.get(range.prefixLength) ?? new Map<bigint, Pool[]>();
        lengths.set(range.prefixLength, ranges);
        ranges.set(key, [...(ranges.get(key) ?? []), pool]);
        this.#sorted[pool.family].push({ range, pool });
      }
    }
    for (const family of ['IPv4', 'IPv6'] as const) {
      this.#sorted[family].sort((a, b) => compareCidrs(a.range, b.range));
      for (const { range, pool } of this.#sorted[family]) {
        if (pool.kind !== 'pod' || pool.name === 'observed') continue;
        const bounds = { first: range.value, last: lastValue(range) };
        const widest = this.#podRanges[family].at(-1);
        if (!widest || widest.last < bounds.first) this.#podRanges[family].push(bounds);
      }
    }
  }

  get(id: string): Pool | undefined {
    return this.#byId.get(id);
  }

  /** Pools of which one prefix contains a prefix or is it, the narrowest first. One look-up for each length in use. */
  containing(cidr: Cidr): Pool[] {
    const out: { length: number; pool: Pool }[] = [];
    for (const [prefixLength, ranges] of this.#byRange[cidr.family]) {
      if (prefixLength > cidr.prefixLength) continue;
      for (const pool of ranges.get(prefixNumber(cidrOf(cidr, prefixLength))) ?? []) out.push({ length: prefixLength, pool });
    }
    return out.sort((a, b) => b.length - a.length || comparePools(a.pool, b.pool)).map(({ pool }) => pool);
  }

  /** Whether an address lies in a range of pods that is known by more than the addresses in it. Asked for each address that comes or goes. */
  inPodRange({ family, value }: Address): boolean {
    const ranges = this.#podRanges[family];
    let lowest = 0;
    let highest = ranges.length;
    while (lowest < highest) {
      const middle = (lowest + highest) >>> 1;
      if ((ranges[middle] as Bounds).last < value) lowest = middle + 1;
      else highest = middle;
    }
    const range = ranges[lowest];
    return range !== undefined && range.first <= value;
  }

  /** Pools that contain an address, the narrowest first. */
  around(address: Address): Pool[] {
    return this.containing(hostCidr(address));
  }

  /** The nearest ranges of the same family below and above a prefix that shares no address with any; of equally near ones the widest. */
  surrounding(cidr: Cidr): Surroundings {
    let below: { readonly pool: Pool; readonly range: AddressRange } | undefined;
    let above: typeof below;
    for (const pool of this.all) {
      if (pool.family !== cidr.family) continue;
      for (const range of pool.ranges) {
        const { first, last } = range;
        if (last < cidr.value && (!below || last > below.range.last || (last === below.range.last && first < below.range.first)))
          below = { pool, range };
        if (first > lastValue(cidr) && (!above || first < above.range.first || (first === above.range.first && last > above.range.last)))
          above = { pool, range };
      }
    }
    const said = (near: typeof below) => (near ? { pool: near.pool.id, range: formatAddressRange(near.range) } : null);
    return { below: said(below), above: said(above) };
  }

  /** The addresses of a family that lie in no pool. */
  uncovered(family: Family): RangeSet {
    this.#uncovered[family] ??= complement(
      rangeSet(
        family,
        this.all.flatMap((pool) => (pool.family === family ? pool.set.runs : [])),
      ),
    );
    return this.#uncovered[family];
  }

  /** At most so many pools with a prefix that lies in a prefix and is not it, by address, each once. */
  inside(cidr: Cidr, most: number): Pool[] {
    const parts = this.#sorted[cidr.family];
    let lowest = 0;
    let highest = parts.length;
    while (lowest < highest) {
      const middle = (lowest + highest) >>> 1;
      if ((parts[middle] as Part).range.value < cidr.value) lowest = middle + 1;
      else highest = middle;
    }
    const out = new Set<Pool>();
    for (let at = lowest; at < parts.length && out.size < most; at++) {
      const { range, pool } = parts[at] as Part;
      if (range.value > lastValue(cidr)) break;
      if (range.prefixLength > cidr.prefixLength && containsCidr(cidr, range)) out.add(pool);
    }
    return [...out];
  }

  /** At most so many pools that share an address with a prefix, those around it first, each once. */
  near(cidr: Cidr, most: number): Pool[] {
    return [...new Set([...this.containing(cidr), ...this.inside(cidr, most)])];
  }
}
