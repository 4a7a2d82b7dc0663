import type { Cidr } from '../../shared/net/cidr.ts';

/** Which prefixes of one length have members, counted by change. */
export class Groups {
  readonly #groups = new Map<string, { readonly prefix: Cidr; count: number }>();

  move(prefix: Cidr, change: 1 | -1): void {
    const key = `${prefix.family} ${prefix.value}`;
    const group = this.#groups.get(key) ?? { prefix, count: 0 };
    group.count += change;
    if (group.count === 0) this.#groups.delete(key);
    else this.#groups.set(key, group);
  }

  *[Symbol.iterator](): Iterator<Cidr> {
    for (const { prefix } of this.#groups.values()) yield prefix;
  }
}
