import { Arena } from './rows/arena.ts';

/** A key as it lies in memory: UTF-8 from first to end, and where in it the text that was looked for comes first. Holds until the next write. */
export interface FoundKey {
  readonly bytes: Buffer;
  readonly first: number;
  readonly end: number;
  readonly at: number;
}

/**
 * Keys of one kind ("namespace/name"), each with a small number: bytes beside each other and a hash table of numbers,
 * in place of objects that the garbage collector would follow. A key that has gone keeps its number until release().
 */
export class Keys {
  readonly #bytes = new Arena();
  /** Open addressing: number of the key plus one, 0 for a free place. A power of two, at most half full. */
  #table = new Uint32Array(64);
  #hashes = new Uint32Array(64); // by number
  #next = 0;
  #size = 0;
  readonly #unused: number[] = [];
  readonly #seed: number;
  #scratch = Buffer.allocUnsafeSlow(512);

  /** seed: any number; names that were made to collide under one seed do not under another. */
  constructor(seed = Math.floor(Math.random() * 2 ** 32)) {
    this.#seed = seed >>> 0;
  }

  get size(): number {
    return this.#size;
  }

  /** Numbers are below this. */
  get end(): number {
    return this.#next;
  }

  /** The key behind a number, even of one that went and is not released; undefined where there is none. */
  key(id: number): string | undefined {
    return this.#bytes.has(id) ? this.#bytes.locate(id, text) : undefined;
  }

  id(key: string): number | undefined {
    const place = this.#find(key, this.#hash(key));
    const held = this.#table[place] as number;
    return held === 0 ? undefined : held - 1;
  }

  /** Whether what a number stands for is there, and not on its way out. */
  has(id: number): boolean {
    return this.#bytes.has(id) && this.#table[this.#placeOf(id)] === id + 1;
  }

  /** Numbers of the keys that are there, ascending. */
  *ids(): IterableIterator<number> {
    for (let id = 0; id < this.#next; id++) if (this.has(id)) yield id;
  }

  /** A key that is not there yet. */
  add(key: string): number {
    if ((this.#size + 1) * 2 > this.#table.length) this.#grow();
    const hash = this.#hash(key);
    const place = this.#find(key, hash);
    const id = this.#unused.pop() ?? this.#next++;
    if (id >= this.#hashes.length) {
      const hashes = new Uint32Array(this.#hashes.length * 2);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    this.#hashes[id] = hash;
    this.#table[place] = id + 1;
    this.#size += 1;
    const length = this.#encode(key);
    this.#bytes.write(id, this.#scratch, length);
    return id;
  }

  /** Forgets a key that is there; its number can still be asked for what it stood for, until release(). */
  remove(key: string): void {
    let gap = this.#find(key, this.#hash(key));
    if (this.#table[gap] === 0) return;
    this.#size -= 1;
    // Those behind it move up, so that no look-up ends at the gap.
    const mask = this.#table.length - 1;
    for (let at = (gap + 1) & mask; this.#table[at] !== 0; at = (at + 1) & mask) {
      const wanted = (this.#hashes[(this.#table[at] as number) - 1] as number) & mask;
      if (((at - wanted) & mask) < ((at - gap) & mask)) continue;
      this.#table[gap] = this.#table[at] as number;
      gap = at;
    }
    this.#table[gap] = 0;
  }

  release(id: number): void {
    this.#bytes.remove(id);
    this.#unused.push(id);
  }

  /** Calls back with each key that a text is part of, in no order. One that went and is not released is among them. */
  search(part: string, found: (key: FoundKey) => void): void {
    this.#bytes.search(Buffer.from(part), (_, bytes, first, end, at) => found({ bytes, first, end, at }));
  }

  /** The place of a key in the table, or the free one where it would be. */
  #find(key: string, hash: number): number {
    const mask = this.#table.length - 1;
    let place = hash & mask;
    for (;;) {
      const held = this.#table[place] as number;
      if (held === 0) return place;
      if (this.#hashes[held - 1] === hash && this.#is(held - 1, key)) return place;
      place = (place + 1) & mask;
    }
  }

  /** Where a number stands in the table; the free place where its search ends, if it does not. */
  #placeOf(id: number): number {
    const mask = this.#table.length - 1;
    let place = (this.#hashes[id] as number) & mask;
    while (this.#table[place] !== 0 && this.#table[place] !== id + 1) place = (place + 1) & mask;
    return place;
  }

  #is(id: number, key: string): boolean {
    return this.#bytes.locate(id, (bytes, first, end) => {
      if (end - first === key.length) {
        let at = 0;
        while (at < key.length && bytes[first + at] === key.charCodeAt(at) && key.charCodeAt(at) < 128) at++;
        if (at === key.length) return true;
      }
      return end - first === Buffer.byteLength(key) && bytes.toString('utf8', first, end) === key;
    });
  }

  #hash(key: string): number {
    let hash = this.#seed;
    for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
    hash ^= hash >>> 15;
    return Math.imul(hash, 0x2c1b3c6d) >>> 0;
  }

  /** Writes a key into the scratch buffer; its length in bytes. */
  #encode(key: string): number {
    const length = Buffer.byteLength(key);
    if (length > this.#scratch.length) this.#scratch = Buffer.allocUnsafeSlow(length * 2);
    return this.#scratch.write(key, 0, length === key.length ? 'latin1' : 'utf8');
  }

  #grow(): void {
    const table = this.#table;
    this.#table = new Uint32Array(table.length * 2);
    const mask = this.#table.length - 1;
    for (const held of table) {
      if (held === 0) continue;
      let place = (this.#hashes[held - 1] as number) & mask;
      while (this.#table[place] !== 0) place = (place + 1) & mask;
      this.#table[place] = held;
    }
  }
}

function text(bytes: Buffer, first: number, end: number): string {
  for (let at = first; at < end; at++) if ((bytes[at] as number) > 127) return bytes.toString('utf8', first, end);
  return bytes.toString('latin1', first, end);
}
