/** How many there are of each text, counted by change. A text that nothing counts for is not there; the empty text never is. */
export class Tally {
  readonly #counts = new Map<string, number>();
  #sorted: readonly string[] | undefined;

  /** One thing that counted for one text counts for another; '' and undefined stand for none. */
  move(from: string | undefined, to: string | undefined): void {
    if (from === to) return;
    if (from) this.#add(from, -1);
    if (to) this.#add(to, 1);
  }

  count(text: string): number {
    return this.#counts.get(text) ?? 0;
  }

  /** The texts in order. Sorted again only after a text came or went, which is far rarer than a count that changes. */
  get sorted(): readonly string[] {
    this.#sorted ??= [...this.#counts.keys()].sort();
    return this.#sorted;
  }

  #add(text: string, change: 1 | -1): void {
    const before = this.#counts.get(text) ?? 0;
    const after = before + change;
    if (after === 0) this.#counts.delete(text);
    else this.#counts.set(text, after);
    if (before === 0 || after === 0) this.#sorted = undefined;
  }
}
