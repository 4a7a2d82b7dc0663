/** Words looked for in the bytes of an object, to learn without decoding whether there is anything to decode. */
export class Needles {
  readonly #words: readonly Buffer[];

  constructor(words: readonly string[]) {
    this.#words = words.map((word) => Buffer.from(word));
  }

  /** Whether any of them is there, wherever it stands: that more is decoded than needed now and then costs little. */
  in(bytes: Buffer): boolean {
    return this.#words.some((word) => bytes.includes(word));
  }
}
