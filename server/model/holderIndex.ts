import type { Family } from '../../shared/net/address.ts';
import { AddressIndex } from './addressIndex.ts';

/** Numbers from here on mean: several holders, in the list whose number is the rest. Holders are below. */
const several = 0xf0000000;

/** An address index with any number of distinct holders (whole numbers below 0xf0000000) to a key. Nearly every key has one. */
export class HolderIndex {
  readonly keys: AddressIndex;
  readonly #lists: number[][] = [];
  readonly #unused: number[] = [];

  constructor(family: Family) {
    this.keys = new AddressIndex(family);
  }

  /** True where the key is new. A holder is added once; the caller sees to that. */
  add(key: bigint, holder: number): boolean {
    const value = this.keys.get(key);
    if (value === undefined) return this.keys.put(key, holder);
    if (value >= several) {
      this.#lists[value - several]?.push(holder);
      return false;
    }
    const list = this.#unused.pop() ?? this.#lists.length;
    this.#lists[list] = [value, holder];
    this.keys.put(key, several + list);
    return false;
  }

  /** True where that was its last holder and the key is gone. */
  remove(key: bigint, holder: number): boolean {
    const value = this.keys.get(key);
    if (value === undefined) return false;
    if (value < several) return value === holder && this.keys.delete(key);
    const slot = value - several;
    const list = this.#lists[slot] as number[];
    const at = list.indexOf(holder);
    if (at < 0) return false;
    list[at] = list[list.length - 1] as number;
    list.pop();
    if (list.length === 1) {
      this.keys.put(key, list[0] as number);
      this.#lists[slot] = [];
      this.#unused.push(slot);
    }
    return false;
  }

  /** The holders of a key, in no order. */
  holders(key: bigint): readonly number[] {
    const value = this.keys.get(key);
    return value === undefined ? [] : this.expand(value);
  }

  /** The holders behind a number that keys.scan gave. */
  expand(value: number): readonly number[] {
    return value < several ? [value] : (this.#lists[value - several] as number[]);
  }
}
