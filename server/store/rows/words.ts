/** Texts that many rows share (nodes, namespaces, phases), each kept once, with a small number that stands for it in rows. */
export class Words {
  readonly #ids = new Map<string, number>();
  readonly #texts: (string | undefined)[] = [];
  readonly #uses: number[] = [];
  readonly #unused: number[] = [];

  /** How many texts there are. */
  get size(): number {
    return this.#ids.size;
  }

  /** The number of a text, a new one where it has none. It counts as used by whoever calls use() with it. */
  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#unused.pop() ?? this.#texts.length;
    this.#texts[id] = text;
    this.#uses[id] = 0;
    this.#ids.set(text, id);
    return id;
  }

  /** Throws a RangeError on a number that stands for nothing. */
  text(id: number): string {
    const text = this.#texts[id];
    if (text === undefined) throw new RangeError(`Words: nothing has the number ${id}`);
    return text;
  }

  use(id: number): void {
    this.#uses[id] = (this.#uses[id] as number) + 1;
  }

  /** One use less; without any the text is forgotten and its number given out again. */
  drop(id: number): void {
    const uses = (this.#uses[id] as number) - 1;
    this.#uses[id] = uses;
    if (uses > 0) return;
    this.#ids.delete(this.text(id));
    this.#texts[id] = undefined;
    this.#unused.push(id);
  }
}
