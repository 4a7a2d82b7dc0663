const chunkSize = 64 * 1024;
const headSize = 8; // row number and room, 32 bits each
const grain = 8; // rows start at multiples of it and are that much longer than they need at most

interface Chunk {
  readonly bytes: Buffer;
  used: number;
  live: number; // bytes of rows that are still rows
}

/**
 * Rows of bytes by number, in chunks: nothing of them is an object to the garbage collector. A row that grows moves; a chunk that has
 * become half empty gives its rows to the newest one, so that work and waste are bounded by what is written.
 */
export class Arena {
  readonly #chunks: (Chunk | undefined)[] = [];
  readonly #unused: number[] = [];
  #newest = -1;
  /** By row number: its chunk, plus one (0: no such row), and where it starts there. */
  #chunkOf = new Uint32Array(256);
  #startOf = new Uint32Array(256);
  #lengthOf = new Uint32Array(256);

  /** Bytes that are taken, waste included. */
  get size(): number {
    return this.#chunks.reduce((sum, chunk) => sum + (chunk?.bytes.length ?? 0), 0);
  }

  has(row: number): boolean {
    return row < this.#chunkOf.length && this.#chunkOf[row] !== 0;
  }

  /** Calls back with the chunk and where the row lies in it, from first to end. They hold until the next write. */
  locate<T>(row: number, use: (bytes: Buffer, first: number, end: number) => T): T {
    const chunk = this.#chunks[(this.#chunkOf[row] ?? 0) - 1];
    if (!chunk) throw new RangeError(`Arena: there is no row ${row}`);
    const first = (this.#startOf[row] as number) + headSize;
    return use(chunk.bytes, first, first + (this.#lengthOf[row] as number));
  }

  /** Puts the first `length` bytes under a number, in place of what was there. */
  write(row: number, bytes: Buffer, length: number): void {
    this.#reserve(row);
    if (this.#chunkOf[row] !== 0) {
      const held = this.#chunks[(this.#chunkOf[row] as number) - 1] as Chunk;
      const start = this.#startOf[row] as number;
      const room = held.bytes.readUInt32LE(start + 4);
      if (length <= room && length >= room >>> 1) {
        bytes.copy(held.bytes, start + headSize, 0, length);
        this.#lengthOf[row] = length;
        return;
      }
      this.remove(row);
    }
    this.#append(row, bytes, 0, length);
  }

  /** Calls back with each row that some bytes are part of, where it lies, and where in it they come first. Rows must not change meanwhile. */
  search(part: Buffer, found: (row: number, bytes: Buffer, first: number, end: number, at: number) => void): void {
    for (const [number, chunk] of this.#chunks.entries()) {
      if (!chunk) continue;
      const { bytes, used } = chunk;
      let hit = bytes.indexOf(part);
      for (let start = 0; start < used && hit >= 0 && hit < used; ) {
        const row = bytes.readUInt32LE(start);
        const next = start + headSize + bytes.readUInt32LE(start + 4);
        if (hit < next) {
          const first = start + headSize;
          const end = first + (this.#lengthOf[row] as number);
          const isRow = this.#chunkOf[row] === number + 1 && this.#startOf[row] === start;
          // What begins in the head, or does not end in the row, is none.
          if (hit < first) hit = bytes.indexOf(part, first);
          if (isRow && hit >= first && hit + part.length <= end) found(row, bytes, first, end, hit);
          if (hit >= 0 && hit < next) hit = bytes.indexOf(part, next);
        }
        start = next;
      }
    }
  }

  remove(row: number): void {
    if (!this.has(row)) return;
    const number = (this.#chunkOf[row] as number) - 1;
    const chunk = this.#chunks[number] as Chunk;
    this.#chunkOf[row] = 0;
    chunk.live -= headSize + chunk.bytes.readUInt32LE((this.#startOf[row] as number) + 4);
    if (chunk.live === 0) this.#free(number);
    else if (number !== this.#newest && chunk.live * 2 < chunk.used) this.#empty(number);
  }

  #append(row: number, from: Buffer, first: number, length: number): void {
    const room = Math.ceil(length / grain) * grain;
    const size = headSize + room;
    let number = this.#newest;
    let chunk = this.#chunks[number];
    if (!chunk || chunk.used + size > chunk.bytes.length) {
      number = this.#unused.pop() ?? this.#chunks.length;
      // A row that is longer than a chunk has one of its own, and the newest stays the newest.
      chunk = { bytes: Buffer.allocUnsafeSlow(Math.max(chunkSize, size)), used: 0, live: 0 };
      this.#chunks[number] = chunk;
      if (size < chunkSize) this.#newest = number;
    }
    const start = chunk.used;
    chunk.bytes.writeUInt32LE(row, start);
    chunk.bytes.writeUInt32LE(room, start + 4);
    from.copy(chunk.bytes, start + headSize, first, first + length);
    chunk.used += size;
    chunk.live += size;
    this.#chunkOf[row] = number + 1;
    this.#startOf[row] = start;
    this.#lengthOf[row] = length;
  }

  /** Moves what is left of a chunk to the newest, and gives the chunk back. */
  #empty(number: number): void {
    const { bytes, used } = this.#chunks[number] as Chunk;
    for (let start = 0; start < used; start += headSize + bytes.readUInt32LE(start + 4)) {
      const row = bytes.readUInt32LE(start);
      if (this.#chunkOf[row] === number + 1 && this.#startOf[row] === start)
        this.#append(row, bytes, start + headSize, this.#lengthOf[row] as number);
    }
    this.#free(number);
  }

  #free(number: number): void {
    this.#chunks[number] = undefined;
    this.#unused.push(number);
    if (number === this.#newest) this.#newest = -1;
  }

  #reserve(row: number): void {
    if (row < this.#chunkOf.length) return;
    const length = 2 ** Math.ceil(Math.log2(row + 1));
    this.#chunkOf = grown(this.#chunkOf, length);
    this.#startOf = grown(this.#startOf, length);
    this.#lengthOf = grown(this.#lengthOf, length);
  }
}

function grown(from: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(length);
  to.set(from);
  return to;
}
