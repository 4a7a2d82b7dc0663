import type { Address } from '../../shared/net/address.ts';
import { type Cidr, formatCidr, hostCidr } from '../../shared/net/cidr.ts';
import type { Topic } from '../../shared/wire/stream.ts';
import type { ModelEvent } from './questions.ts';

/** More prefixes than this are not named: the page then looks at all it shows. */
const most = 64;

/** Gathers what one batch changes. It is put into words for those who ask: most batches of a first read nobody hears of. */
export class Changed {
  readonly #topics = new Set<Topic>();
  #ranges: Cidr[] | null = [];

  topics(...topics: readonly Topic[]): void {
    for (const topic of topics) this.#topics.add(topic);
  }

  address(address: Address): void {
    if (this.#ranges !== null) this.prefix(hostCidr(address));
  }

  prefix(cidr: Cidr): void {
    if (this.#ranges === null) return;
    this.#ranges.push(cidr);
    // One range may be named some times over; whether it is too many is settled when they are written.
    if (this.#ranges.length > 4 * most) this.#ranges = null;
  }

  /** What to tell the listeners; undefined where no answer differs. */
  event(): ModelEvent | undefined {
    if (this.#topics.size === 0) return undefined;
    const ranges = this.#ranges;
    let written: string[] | null | undefined;
    return {
      topics: [...this.#topics],
      get prefixes() {
        written ??= ranges && [...new Set(ranges.map(formatCidr))];
        return written && written.length <= most ? written : null;
      },
    };
  }
}
