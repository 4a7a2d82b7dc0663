import type { Family } from '../../shared/net/address.ts';
import { type Cidr, prefixNumber } from '../../shared/net/cidr.ts';

/** Which prefixes of one length have members, counted by change. */
export class Groups {
  readonly #groups: Record<Family, Map<bigint, { readonly prefix: Cidr; count: number }>> = { IPv4: new Map(), IPv6: new Map() };

  move(prefix: Cidr, change: 1 | -1): void {
    const groups = this.#groups[prefix.family];
    const key = prefixNumber(prefix);
    const group = groups.get(key);
    if (!group) groups.set(key, { prefix, count: change });
    else if (group.count + change === 0) groups.delete(key);
    else group.count += change;
  }

  *[Symbol.iterator](): Iterator<Cidr> {
    for (const groups of [this.#groups.IPv4, this.#groups.IPv6]) for (const { prefix } of groups.values()) yield prefix;
  }
}
