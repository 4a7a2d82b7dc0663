/** Which small numbers are marked: a bit each. */
export class Marks {
  #bits = new Uint8Array(64);

  has(id: number): boolean {
    return ((this.#bits[id >>> 3] ?? 0) & (1 << (id & 7))) !== 0;
  }

  set(id: number, is: boolean): void {
    const at = id >>> 3;
    if (at >= this.#bits.length) {
      const grown = new Uint8Array(2 ** Math.ceil(Math.log2(at + 1)));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    if (is) this.#bits[at] = (this.#bits[at] as number) | (1 << (id & 7));
    else this.#bits[at] = (this.#bits[at] as number) & ~(1 << (id & 7));
  }
}
