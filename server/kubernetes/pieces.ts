/** Bytes that came in chunks, until enough are there: joined once, when they are taken. */
export class Pieces {
  #chunks: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** The first so many bytes, which stay. At most `length`. */
  peek(length: number): Buffer {
    const first = this.#chunks[0];
    if (first && first.length >= length) return first.subarray(0, length);
    this.#chunks = [Buffer.concat(this.#chunks, this.#length)];
    return (this.#chunks[0] ?? Buffer.alloc(0)).subarray(0, length);
  }

  /** The first so many bytes, which go. At most `length`. */
  take(length: number): Buffer {
    const taken = this.peek(length);
    const first = this.#chunks[0];
    if (first) {
      if (first.length === length) this.#chunks.shift();
      else this.#chunks[0] = first.subarray(length);
    }
    this.#length -= length;
    return taken;
  }
}
