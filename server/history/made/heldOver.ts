import type { Family } from '../../../shared/net/address.ts';
import { parseAddressRangeLax } from '../../../shared/net/addressRange.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { blockOfKey, type Holding, hexOf } from '../holdings.ts';

/** Milliseconds between two moments that are counted: as samples are taken. */
export const slotLength = 300_000;

/** From a moment to another, in milliseconds since 1970; the last is not part of it. */
interface Stay {
  readonly from: number;
  readonly to: number;
}

interface Counter {
  readonly family: Family;
  readonly ranges: readonly { readonly first: string; readonly last: string }[];
  /** How those hold its addresses that it counts; undefined: however. */
  readonly as: string | undefined;
  readonly blockLength: number | undefined;
  /** By slot: how many more there are than in the slot before. */
  readonly addresses: Int32Array;
  readonly blocks: Int32Array;
}

/** How many there were in each slot. */
export interface HeldCounts {
  readonly addresses: Int32Array;
  readonly blocks: Int32Array;
}

/** Pools whose addresses others than pods and Services hold count all of them. */
const counted: Readonly<Partial<Record<Pool['kind'], string>>> = { pod: 'podIP', service: 'clusterIP' };

/** Counts how many addresses and node blocks of some pools were held, in slots from a moment on; the way of a stay costs no more for being long. */
export class HeldOver {
  readonly #begin: number;
  readonly #slots: number;
  readonly #counters: readonly Counter[];
  readonly #shared: ReadonlySet<string>;
  readonly #sharedStays = new Map<Counter, Map<string, Stay[]>>();

  /** Begin, and how many slots; shared: addresses that more than one holds, which count once. */
  constructor(pools: readonly Pool[], begin: number, slots: number, shared: ReadonlySet<string>) {
    this.#begin = begin;
    this.#slots = slots;
    this.#shared = shared;
    this.#counters = pools.map(({ family, ranges, kind, blocks }) => ({
      family,
      ranges: ranges
        .flatMap((text) => parseAddressRangeLax(text) ?? [])
        .map(({ first, last }) => ({ first: hexOf({ family, value: first }), last: hexOf({ family, value: last }) })),
      as: counted[kind],
      blockLength: blocks?.prefixLength,
      addresses: new Int32Array(slots + 1),
      blocks: new Int32Array(slots + 1),
    }));
  }

  /** Somebody held it, as often as the stays say. */
  add(holding: Holding, stays: readonly Stay[]): void {
    if (isBlock(holding)) this.#addBlock(holding, stays);
    else this.#addAddress(holding, stays);
  }

  #addAddress(holding: Holding, stays: readonly Stay[]): void {
    for (const counter of this.#counters) {
      if ((counter.as !== undefined && counter.as !== holding.as) || !has(counter.ranges, holding.address)) continue;
      if (this.#shared.has(holding.address)) this.#addShared(counter, holding.address, stays);
      else for (const stay of stays) this.#put(counter.addresses, stay);
    }
  }

  /** Of each pool, in their order, once all is added. */
  counts(): readonly HeldCounts[] {
    for (const [{ addresses }, staysOf] of this.#sharedStays)
      for (const stays of staysOf.values()) for (const stay of union(stays)) this.#put(addresses, stay);
    this.#sharedStays.clear();
    return this.#counters.map(({ addresses, blocks }) => ({ addresses: summed(addresses), blocks: summed(blocks) }));
  }

  #addShared(counter: Counter, address: string, stays: readonly Stay[]): void {
    const staysOf = this.#sharedStays.get(counter) ?? new Map<string, Stay[]>();
    this.#sharedStays.set(counter, staysOf);
    staysOf.set(address, [...(staysOf.get(address) ?? []), ...stays]);
  }

  #addBlock({ address: key }: Holding, stays: readonly Stay[]): void {
    const { family, value, prefixLength } = blockOfKey(key);
    const first = hexOf({ family, value });
    for (const { ranges, blockLength, blocks } of this.#counters)
      if (blockLength === prefixLength && has(ranges, first)) for (const stay of stays) this.#put(blocks, stay);
  }

  #put(changes: Int32Array, { from, to }: Stay): void {
    const slotAt = (time: number) => Math.min(this.#slots, Math.max(0, Math.ceil((time - this.#begin) / slotLength)));
    const [first, end] = [slotAt(from), slotAt(to)];
    changes[first] = (changes[first] as number) + 1;
    changes[end] = (changes[end] as number) - 1;
  }
}

/** A block stands under a key, which is longer than an address. */
export function isBlock({ address }: Holding): boolean {
  return address.length !== 8 && address.length !== 32;
}

function has(ranges: Counter['ranges'], address: string): boolean {
  return ranges.some(({ first, last }) => address.length === first.length && address >= first && address <= last);
}

function union(stays: readonly Stay[]): readonly Stay[] {
  const whole: { from: number; to: number }[] = [];
  for (const { from, to } of [...stays].sort((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else whole.push({ from, to });
  }
  return whole;
}

/** Changes as what there is after each; the one behind the last slot is left out. */
function summed(changes: Int32Array): Int32Array {
  const sums = changes.slice(0, -1);
  for (let i = 1; i < sums.length; i++) sums[i] = (sums[i] as number) + (sums[i - 1] as number);
  return sums;
}
