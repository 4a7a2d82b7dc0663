/** Texts, each with a small number that stands for it in typed arrays: nodes that have blocks, objects of any kind. */
export class Names {
  readonly #ids = new Map<string, number>();
  readonly #keys: (string | undefined)[] = [];
  readonly #unused: number[] = [];

  /** The number of a key, a new one where it has none yet. */
  add(key: string): number {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#unused.pop() ?? this.#keys.length;
    this.#keys[id] = key;
    this.#ids.set(key, id);
    return id;
  }

  /** Gives the number back; nothing may use it any more. */
  remove(key: string): void {
    const id = this.#ids.get(key);
    if (id === undefined) return;
    this.#ids.delete(key);
    this.#keys[id] = undefined;
    this.#unused.push(id);
  }

  key(id: number): string {
    const key = this.#keys[id];
    if (key === undefined) throw new RangeError(`Names: nothing has the number ${id}`);
    return key;
  }

  has(key: string): boolean {
    return this.#ids.has(key);
  }
}
