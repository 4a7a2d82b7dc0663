import type { Family } from '../../shared/net/address.ts';

/** Keys of one leaf: few enough that shifting half of them on an insert is a short memmove. */
const leafSize = 512;

/** Sorted keys of one leaf, one or four 32-bit words each, most significant first, with a number beside each. */
interface Leaf {
  size: number;
  keys: Uint32Array;
  values: Uint32Array;
}

/**
 * A sorted set of distinct addresses of one family, each with a 32-bit number, in leaves of typed arrays like those of a B+ tree.
 * Put and delete cost O(log n) and one short memmove; rank, count and the n-th key O(log n). A range is never enumerated
 * beyond the keys that are in it. Addresses come and go as bigints, 0 ≤ x < 2^32 (IPv4) or 2^128 (IPv6); none is kept as one.
 */
export class AddressIndex {
  readonly #words: 1 | 4;
  readonly #leaves: Leaf[] = [];
  /** Fenwick tree over the sizes of the leaves: how many keys stand before a leaf, in O(log leaves). */
  #tree: Uint32Array = new Uint32Array(1);
  #size = 0;
  /** The first key of each leaf, in words, side by side: which leaf a key belongs to is found without a look into any. */
  #firsts = new Uint32Array(0);
  /** The key that is being looked for, in words. */
  readonly #probe: Uint32Array;
  /** The last search, which often is the next one, too: its key, the leaf, the place in it, and whether the key stands there. */
  #sought: bigint | undefined;
  #leaf = 0;
  #at = 0;
  #found = false;

  constructor(family: Family) {
    this.#words = family === 'IPv4' ? 1 : 4;
    this.#probe = new Uint32Array(this.#words);
  }

  get size(): number {
    return this.#size;
  }

  /** The number beside a key; undefined where the key is not held. */
  get(key: bigint): number | undefined {
    this.#seek(key);
    return this.#found ? (this.#leaves[this.#leaf] as Leaf).values[this.#at] : undefined;
  }

  has(key: bigint): boolean {
    this.#seek(key);
    return this.#found;
  }

  /** Adds a key or changes its number. True where the key is new. */
  put(key: bigint, value: number): boolean {
    this.#seek(key);
    if (this.#found) {
      (this.#leaves[this.#leaf] as Leaf).values[this.#at] = value;
      return false;
    }
    if (this.#leaves.length === 0) {
      this.#leaves.push(this.#emptyLeaf());
      this.#shiftFirsts(0, 1);
      this.#rebuildTree();
    } else if ((this.#leaves[this.#leaf] as Leaf).size === leafSize) {
      this.#split(this.#leaf, this.#at);
      this.#seek(key);
    }
    const leaf = this.#leaves[this.#leaf] as Leaf;
    const at = this.#at;
    this.#reserve(leaf);
    const words = this.#words;
    leaf.keys.copyWithin((at + 1) * words, at * words, leaf.size * words);
    leaf.values.copyWithin(at + 1, at, leaf.size);
    leaf.keys.set(this.#probe, at * words);
    leaf.values[at] = value;
    leaf.size++;
    this.#size++;
    this.#found = true;
    if (at === 0) this.#firsts.set(this.#probe, this.#leaf * words);
    this.#addToTree(this.#leaf, 1);
    return true;
  }

  /** Takes a key out. False where it was not held. */
  delete(key: bigint): boolean {
    if (this.#size === 0) return false;
    this.#seek(key);
    if (!this.#found) return false;
    const index = this.#leaf;
    const at = this.#at;
    const leaf = this.#leaves[index] as Leaf;
    const words = this.#words;
    leaf.keys.copyWithin(at * words, (at + 1) * words, leaf.size * words);
    leaf.values.copyWithin(at, at + 1, leaf.size);
    leaf.size--;
    this.#size--;
    this.#found = false;
    if (this.#mergeNear(index)) return true;
    if (at === 0) this.#firsts.set(leaf.keys.subarray(0, words), index * words);
    this.#addToTree(index, -1);
    return true;
  }

  /** How many keys are below x. */
  rank(x: bigint): number {
    this.#seek(x);
    return this.#before(this.#leaf) + this.#at;
  }

  /** How many keys lie in first … last, both included. */
  count(first: bigint, last: bigint): number {
    if (last < first || this.#size === 0) return 0;
    const below = this.rank(first);
    return this.rank(last) + (this.#found ? 1 : 0) - below;
  }

  /** The key with n keys below it; undefined past the end. */
  at(n: number): bigint | undefined {
    const found = this.#find(n);
    return found && this.#keyAt(found.leaf, found.at);
  }

  /** The lowest key ≥ x. */
  ceiling(x: bigint): bigint | undefined {
    return this.at(this.rank(x));
  }

  /** The highest key ≤ x. */
  floor(x: bigint): bigint | undefined {
    const rank = this.rank(x);
    return this.at(rank) === x ? x : rank === 0 ? undefined : this.at(rank - 1);
  }

  /** The lowest address in first … last that is no key; undefined where all of them are. O(log² n). */
  firstGap(first: bigint, last: bigint): bigint | undefined {
    if (last < first) return undefined;
    const gap = this.runEnd(first);
    return gap <= last ? gap : undefined;
  }

  /** The lowest of first, first + step, … that is no key, where every key from first on is one of them. O(log² n). */
  runEnd(first: bigint, step = 1n): bigint {
    const start = this.rank(first);
    // Keys are distinct, so at(start + n) − (first + n × step) never falls: the first n where it is above 0 is the end.
    let lowest = 0;
    let highest = this.#size - start;
    while (lowest < highest) {
      const middle = (lowest + highest) >>> 1;
      if (this.at(start + middle) === first + BigInt(middle) * step) lowest = middle + 1;
      else highest = middle;
    }
    return first + BigInt(lowest) * step;
  }

  /** Keys from first to last with their numbers, in order. Stop by returning false. The index must not change meanwhile. */
  scan(first: bigint, last: bigint, visit: (key: bigint, value: number) => boolean | undefined): void {
    let found = this.#find(this.rank(first));
    while (found) {
      const { leaf, index } = found;
      for (let at = found.at; at < leaf.size; at++) {
        const key = this.#keyAt(leaf, at);
        if (key > last || visit(key, leaf.values[at] as number) === false) return;
      }
      const next = this.#leaves[index + 1];
      found = next && { leaf: next, index: index + 1, at: 0 };
    }
  }

  /**
   * So many of the numbers beside the keys from first to last, spread evenly over them, in order, each with the rank of its key (see at()).
   * All of them where there are no more. Costs what is visited.
   */
  sample(first: bigint, last: bigint, most: number, visit: (value: number, rank: number) => void): void {
    const start = this.rank(first);
    const size = this.count(first, last);
    const visited = Math.min(size, most);
    let found: { leaf: Leaf; index: number; at: number } | undefined;
    let before = 0;
    for (let i = 0; i < visited; i++) {
      const rank = start + Math.floor((i * size) / visited);
      const at = found ? found.at + rank - before : 0;
      if (found && at < found.leaf.size) found.at = at;
      else found = this.#find(rank);
      before = rank;
      if (found) visit(found.leaf.values[found.at] as number, rank);
    }
  }

  /** How many prefixes of a length hold a key between first and last. Reads each key there once, as words. */
  countPrefixes(first: bigint, last: bigint, prefixLength: number): number {
    let left = this.count(first, last);
    if (prefixLength === this.#words * 32) return left;
    if (left === 0) return 0;
    if (prefixLength === 0) return 1;
    const words = this.#words;
    const whole = prefixLength >>> 5;
    const mask = prefixLength % 32 === 0 ? 0 : (0xffffffff << (32 - (prefixLength % 32))) >>> 0;
    let prefixes = 0;
    let beforeKeys: Uint32Array | undefined;
    let beforeAt = 0;
    let found = this.#find(this.rank(first));
    while (found && left > 0) {
      const { leaf, index } = found;
      for (let at = found.at; at < leaf.size && left > 0; at++, left--) {
        let same = beforeKeys !== undefined;
        for (let word = 0; same && word < whole; word++) same = leaf.keys[at * words + word] === beforeKeys?.[beforeAt * words + word];
        if (same && mask !== 0)
          same = (((leaf.keys[at * words + whole] as number) ^ (beforeKeys?.[beforeAt * words + whole] as number)) & mask) === 0;
        if (!same) prefixes++;
        beforeKeys = leaf.keys;
        beforeAt = at;
      }
      const next = this.#leaves[index + 1];
      found = next && { leaf: next, index: index + 1, at: 0 };
    }
    return prefixes;
  }

  /** Looks for a key: the last leaf whose first key is not above it, else the first leaf, and the first place there that is not below it. */
  #seek(key: bigint): void {
    if (key === this.#sought) return;
    this.#sought = key;
    this.#aim(key);
    let lowest = 0;
    let highest = this.#leaves.length - 1;
    while (lowest < highest) {
      const middle = (lowest + highest + 1) >>> 1;
      if (this.#compare(this.#firsts, middle) <= 0) lowest = middle;
      else highest = middle - 1;
    }
    this.#leaf = lowest;
    const leaf = this.#leaves[lowest];
    let at = 0;
    let end = leaf?.size ?? 0;
    while (leaf && at < end) {
      const middle = (at + end) >>> 1;
      if (this.#compare(leaf.keys, middle) < 0) at = middle + 1;
      else end = middle;
    }
    this.#at = at;
    this.#found = leaf !== undefined && at < leaf.size && this.#compare(leaf.keys, at) === 0;
  }

  #aim(key: bigint): void {
    if (this.#words === 1) {
      this.#probe[0] = Number(key);
      return;
    }
    // Two halves that fit a machine word each: BigInt arithmetic on 128 bits allocates.
    const high = key >> 64n;
    const low = BigInt.asUintN(64, key);
    this.#probe[0] = Number(high >> 32n);
    this.#probe[1] = Number(BigInt.asUintN(32, high));
    this.#probe[2] = Number(low >> 32n);
    this.#probe[3] = Number(BigInt.asUintN(32, low));
  }

  #keyAt(leaf: Leaf, at: number): bigint {
    const { keys } = leaf;
    if (this.#words === 1) return BigInt(keys[at] as number);
    const from = at * 4;
    const upper = (BigInt(keys[from] as number) << 32n) | BigInt(keys[from + 1] as number);
    return (upper << 64n) | (BigInt(keys[from + 2] as number) << 32n) | BigInt(keys[from + 3] as number);
  }

  /** Below 0, 0 or above 0: the key at a place against the one that is looked for. */
  #compare(keys: Uint32Array, at: number): number {
    const probe = this.#probe;
    if (this.#words === 1) return (keys[at] as number) - (probe[0] as number);
    const from = at * 4;
    const first = (keys[from] as number) - (probe[0] as number);
    if (first !== 0) return first;
    const second = (keys[from + 1] as number) - (probe[1] as number);
    if (second !== 0) return second;
    const third = (keys[from + 2] as number) - (probe[2] as number);
    return third === 0 ? (keys[from + 3] as number) - (probe[3] as number) : third;
  }

  #emptyLeaf(capacity = 16): Leaf {
    return { size: 0, keys: new Uint32Array(capacity * this.#words), values: new Uint32Array(capacity) };
  }

  #reserve(leaf: Leaf): void {
    const capacity = leaf.values.length;
    if (leaf.size < capacity) return;
    const keys = new Uint32Array(capacity * 2 * this.#words);
    const values = new Uint32Array(capacity * 2);
    keys.set(leaf.keys);
    values.set(leaf.values);
    leaf.keys = keys;
    leaf.values = values;
  }

  /** Halves a full leaf; one that is being filled at its end keeps what it has, so that rising keys fill leaves whole. */
  #split(index: number, at: number): void {
    const leaf = this.#leaves[index] as Leaf;
    const from = at === leafSize && index === this.#leaves.length - 1 ? leafSize - 1 : leafSize >>> 1;
    const right = this.#emptyLeaf(leafSize);
    right.keys.set(leaf.keys.subarray(from * this.#words, leaf.size * this.#words));
    right.values.set(leaf.values.subarray(from, leaf.size));
    right.size = leaf.size - from;
    leaf.size = from;
    this.#leaves.splice(index + 1, 0, right);
    this.#shiftFirsts(index + 1, 1);
    this.#firsts.set(right.keys.subarray(0, this.#words), (index + 1) * this.#words);
    this.#rebuildTree();
  }

  /** Drops an empty leaf, or joins two small neighbours. True where the leaves changed. */
  #mergeNear(index: number): boolean {
    const leaf = this.#leaves[index] as Leaf;
    if (leaf.size > 0) {
      const next = this.#leaves[index + 1];
      if (!next || leaf.size + next.size > leafSize >>> 1) return false;
      const words = this.#words;
      const joined = this.#emptyLeaf(leafSize);
      joined.keys.set(leaf.keys.subarray(0, leaf.size * words));
      joined.keys.set(next.keys.subarray(0, next.size * words), leaf.size * words);
      joined.values.set(leaf.values.subarray(0, leaf.size));
      joined.values.set(next.values.subarray(0, next.size), leaf.size);
      joined.size = leaf.size + next.size;
      this.#leaves.splice(index, 2, joined);
      this.#shiftFirsts(index + 1, -1);
      this.#firsts.set(joined.keys.subarray(0, words), index * words);
    } else {
      this.#leaves.splice(index, 1);
      this.#shiftFirsts(index, -1);
    }
    this.#rebuildTree();
    return true;
  }

  /** Makes room for the first key of a leaf that came, or closes the gap of one that went; the leaves have changed already. */
  #shiftFirsts(leaf: number, change: 1 | -1): void {
    const words = this.#words;
    const needed = this.#leaves.length * words;
    if (needed > this.#firsts.length) {
      const grown = new Uint32Array(needed * 2);
      grown.set(this.#firsts);
      this.#firsts = grown;
    }
    if (change > 0) this.#firsts.copyWithin((leaf + 1) * words, leaf * words, needed - words);
    else this.#firsts.copyWithin(leaf * words, (leaf + 1) * words, needed + words);
  }

  /** How many keys stand in the leaves before one. */
  #before(index: number): number {
    let sum = 0;
    for (let i = index; i > 0; i -= i & -i) sum += this.#tree[i] as number;
    return sum;
  }

  #addToTree(index: number, change: number): void {
    for (let i = index + 1; i < this.#tree.length; i += i & -i) this.#tree[i] = (this.#tree[i] as number) + change;
  }

  /** After leaves came or went: once in some hundred puts or deletes. */
  #rebuildTree(): void {
    const count = this.#leaves.length;
    const tree = new Uint32Array(count + 1);
    for (let i = 1; i <= count; i++) {
      tree[i] = (tree[i] as number) + (this.#leaves[i - 1] as Leaf).size;
      const parent = i + (i & -i);
      if (parent <= count) tree[parent] = (tree[parent] as number) + (tree[i] as number);
    }
    this.#tree = tree;
    this.#sought = undefined;
  }

  /** Where the key with n keys below it stands. */
  #find(n: number): { leaf: Leaf; index: number; at: number } | undefined {
    if (n < 0 || n >= this.#size) return undefined;
    let index = 0;
    let left = n;
    for (let step = 1 << (31 - Math.clz32(this.#tree.length)); step > 0; step >>>= 1) {
      const next = index + step;
      if (next < this.#tree.length && (this.#tree[next] as number) <= left) {
        index = next;
        left -= this.#tree[next] as number;
      }
    }
    const leaf = this.#leaves[index];
    return leaf && { leaf, index, at: left };
  }
}
