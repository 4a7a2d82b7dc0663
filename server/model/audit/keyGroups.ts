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

  keys(): Iterable<string> {
    return this.#of.keys();
  }
}
