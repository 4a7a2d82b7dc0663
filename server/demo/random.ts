/** Randomness that repeats: the same seed gives the same numbers (splitmix32; Steele, Lea, Flood 2014, at 32 bits). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    return mix(this.#state) / 0x1_0000_0000;
  }

  /** A whole number, 0 ≤ x < count; count may be up to 2^53. */
  below(count: number): number {
    if (count <= 0x1_0000_0000) return Math.floor(this.next() * count);
    return Math.floor(((this.next() * 0x20_0000 + this.next()) / 0x20_0000) * count);
  }

  /** Both ends included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('pick: there is nothing to pick from');
    return item;
  }

  /** Lower-case letters and digits as Kubernetes makes names of: no vowels, so no words (apimachinery pkg/util/rand). */
  suffix(length: number): string {
    let out = '';
    while (out.length < length) out += nameLetters[this.below(nameLetters.length)];
    return out;
  }
}

const nameLetters = 'bcdfghjklmnpqrstvwxz2456789';

/** Spreads the bits of a whole number over 32 bits; a bijection. */
export function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
