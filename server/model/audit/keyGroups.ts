import { byText, SortedList } from '../sortedList.ts';

/** Which keys belong to which group, kept by change; each key is in one group, or in none. */
export class KeyGroups<G extends string> {
  readonly #of = new Map<string, G>();
  readonly #groups = new Map<G, SortedList<string>>();

  move(key: string, to: G | undefined): void {
    const from = this.#of.get(key);
    if (from === to) return;
    if (from !== undefined) this.#groups.get(from)?.delete(key);
    if (to === undefined) {
      this.#of.delete(key);
      return;
    }
    this.#of.set(key, to);
    const group = this.#groups.get(to) ?? new SortedList<string>(byText);
    this.#groups.set(to, group);
    group.add(key);
  }

  groupOf(key: string): G | undefined {
    return this.#of.get(key);
  }

  get size(): number {
    return this.#of.size;
  }

  /** How many keys some groups have together. */
  count(...groups: readonly G[]): number {
    return groups.reduce((sum, group) => sum + (this.#groups.get(group)?.size ?? 0), 0);
  }

  /** The keys of a group in order, one group after the other. */
  *of(...groups: readonly G[]): Iterable<string> {
    for (const group of groups) yield* this.#groups.get(group)?.after(undefined) ?? [];
  }

  /** The keys of some groups, or of all, in one order, after one that need not be there. */
  *inOrder(groups: readonly G[] | undefined, after: string | undefined): Iterable<string> {
    const lists = groups === undefined ? [...this.#groups.values()] : groups.flatMap((group) => this.#groups.get(group) ?? []);
    const heads = lists.map((list) => list.after(after)[Symbol.iterator]()).map((rest) => ({ rest, next: rest.next() }));
    while (true) {
      let least: (typeof heads)[number] | undefined;
      for (const head of heads) if (!head.next.done && (!least || head.next.value < least.next.value)) least = head;
      if (!least) return;
      yield least.next.value;
      least.next = least.rest.next();
    }
  }

  keys(): Iterable<string> {
    return this.#of.keys();
  }
}
