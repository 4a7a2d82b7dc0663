import type { Address } from '../../shared/net/address.ts';
import { type Cidr, formatCidr, hostCidr } from '../../shared/net/cidr.ts';
import type { Topic } from '../../shared/wire/stream.ts';
import type { ModelEvent } from './questions.ts';

/** More prefixes than this are not named: the page then looks at all it shows. */
const most = 64;

/** Gathers what one batch changes. */
export class Changed {
  readonly #topics = new Set<Topic>();
  readonly #prefixes = new Map<string, Cidr>();
  #tooMany = false;

  topics(...topics: readonly Topic[]): void {
    for (const topic of topics) this.#topics.add(topic);
  }

  address(address: Address): void {
    if (!this.#tooMany) this.prefix(hostCidr(address));
  }

  prefix(cidr: Cidr): void {
    if (this.#tooMany) return;
    this.#prefixes.set(`${cidr.family} ${cidr.value} ${cidr.prefixLength}`, cidr);
    if (this.#prefixes.size <= most) return;
    this.#tooMany = true;
    this.#prefixes.clear();
  }

  /** What to tell the listeners; undefined where no answer differs. */
  event(): ModelEvent | undefined {
    if (this.#topics.size === 0) return undefined;
    return { topics: [...this.#topics], prefixes: this.#tooMany ? null : [...this.#prefixes.values()].map(formatCidr) };
  }
}
