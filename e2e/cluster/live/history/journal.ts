import { addressText } from '../../numbers.ts';
import { holdingsOf } from '../../recount/held.ts';
import type { Node, Pod, Service, Snapshot } from '../../snapshot.ts';

/** When a change was made, in milliseconds since 1970: test and product go by one clock. */
export interface Moment {
  /** Just before it was asked for. */
  readonly before: number;
  /** When the product had shown it, or, where no product ran, when the API server had made it. */
  readonly after: number;
  /** Whether a product looked on that has to know the moment itself, not only bounds of it. */
  readonly isExact: boolean;
  /** Since when a product has run that would have told: bounds do not begin before. */
  readonly since: number;
}

/** One object in the time in which it held an address, as this run made it happen. */
export interface Tenancy {
  /** "Pod namespace/name" */
  readonly object: string;
  readonly uid: string;
  readonly as: string;
  readonly from: Moment;
  to: Moment | null;
  /** It began just before the product was killed: where it also ended before the next one looked, it may not have been written. */
  readonly isLast: boolean;
}

export type Holder =
  | { readonly kind: 'Pod'; readonly object: Pod }
  | { readonly kind: 'Service'; readonly object: Service }
  | { readonly kind: 'Node'; readonly object: Node };

/** What this run did to whom, by address: what the product's history is held to. */
export class Journal {
  readonly #byAddress = new Map<string, Tenancy[]>();

  get addresses(): readonly string[] {
    return [...this.#byAddress.keys()];
  }

  /** All that held it, in order. */
  of(address: string): readonly Tenancy[] {
    return this.#byAddress.get(address) ?? [];
  }

  /** An object changed from one state to another; undefined where there is none. Answers with the addresses that this is about. */
  note(was: Holder | undefined, is: Holder | undefined, moment: Moment, isLast = false): readonly string[] {
    const [before, after] = [heldBy(was), heldBy(is)];
    const isSame = was !== undefined && is !== undefined && was.object.metadata.uid === is.object.metadata.uid;
    const stays = ({ address, as }: Held, others: readonly Held[]) =>
      isSame && others.some((other) => other.address === address && other.as === as);
    const ended = before.filter((held) => !stays(held, after));
    const begun = after.filter((held) => !stays(held, before));
    for (const { address, as } of ended) {
      const open = this.of(address).find((one) => one.uid === was?.object.metadata.uid && one.as === as && one.to === null);
      if (!open) throw new Error(`${address} is given up by ${was?.object.metadata.name}, and was not held`);
      open.to = moment;
    }
    for (const { address, as } of begun) {
      const uid = is?.object.metadata.uid ?? '';
      this.#rows(address).push({ object: is ? nameOf(is) : '', uid, as, from: moment, to: null, isLast });
    }
    return [...ended, ...begun].map(({ address }) => address);
  }

  /** Addresses of which nothing more is to be known than what is noted. */
  touch(holder: Holder): void {
    for (const { address } of heldBy(holder)) this.#rows(address);
  }

  #rows(address: string): Tenancy[] {
    const rows = this.#byAddress.get(address) ?? [];
    this.#byAddress.set(address, rows);
    return rows;
  }
}

interface Held {
  readonly address: string;
  readonly as: string;
}

/** "Kind namespace/name" */
function nameOf({ kind, object: { metadata } }: Holder): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** The addresses of an object that are its own: a pod that ended has none, and one on its host's network has the node's. */
export function heldBy(holder: Holder | undefined): readonly Held[] {
  if (!holder) return [];
  const none = { namespaces: [], nodes: [], pods: [], services: [] };
  const alone = { ...none, [`${holder.kind.toLowerCase()}s`]: [holder.object] } as unknown as Snapshot;
  return holdingsOf(alone)
    .filter(({ as, state }) => as !== 'hostIP' && state !== 'terminated')
    .map(({ address, as }) => ({ address: addressText(address.family, address.value), as }));
}
