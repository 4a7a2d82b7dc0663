import type { Event } from '../../server/demo/cluster/storage.ts';
import type { Demo } from '../../server/demo/startDemo.ts';
import { view } from '../../server/demo/view/view.ts';
import { type Holder, heldBy, type Moment, type Tenancy } from '../cluster/live/history/journal.ts';

/** One product's run, as the test saw it; times in milliseconds since 1970. */
export interface Life {
  readonly started: number;
  /** When it followed every kind. */
  followed: number;
  /** When its history was held to the log, and was right. */
  readonly checked: number[];
  /** When another product on the same history was read in: what it finds out then is written with bounds. */
  readonly unsure: { readonly from: number; to: number }[];
  /** When it had ended; null while it runs. */
  ended: number | null;
}

interface Turn {
  readonly at: number;
  readonly uid: string;
  readonly object: string;
  readonly as: string;
  readonly begins: boolean;
}

/** Events that are told later than this after everything is followed carry the moment at which they are told. */
const vouched = 5_000;
const kinds = ['Node', 'Service', 'Pod'] as const;

/** The demo cluster's own log of who held what, event by event, and what of it products must know that ran at these times. */
export class DemoLog {
  readonly lives: Life[] = [];
  readonly #turns = new Map<string, Turn[]>();
  readonly #touched = new Set<string>();

  constructor({ cluster: { storage, seed } }: Demo) {
    const holder = (kind: (typeof kinds)[number], object: Event['object'] | undefined) =>
      object && ({ kind, object: view(seed, object) } as unknown as Holder);
    for (const kind of kinds) {
      for (const object of storage.list(kind)) this.#note(undefined, holder(kind, object), 0);
      let seen = storage.version;
      storage.subscribe(kind, () => {
        for (const { type, before, object, version } of storage.eventsAfter(kind, seen, 1000) as Event[]) {
          this.#note(holder(kind, before), type === 'DELETED' ? undefined : holder(kind, object), Date.now());
          seen = version;
        }
      });
    }
  }

  /** Every address that anybody ever held. */
  get all(): readonly string[] {
    return [...this.#turns.keys()];
  }

  /** Those of events since this was last asked. */
  takeTouched(): readonly string[] {
    const touched = [...this.#touched];
    this.#touched.clear();
    return touched;
  }

  /** A part of it as the journal that a product's history is held to. */
  of(addresses: readonly string[]): { readonly addresses: readonly string[]; of(address: string): readonly Tenancy[] } {
    return { addresses, of: (address) => this.#tenanciesOf(address) };
  }

  #tenanciesOf(address: string): Tenancy[] {
    const rows: (Tenancy & { readonly fromAt: number; toAt: number | null })[] = [];
    for (const { at, uid, object, as, begins } of this.#turns.get(address) ?? []) {
      if (begins) rows.push({ object, uid, as, from: this.#moment(at), to: null, isLast: false, fromAt: at, toAt: null });
      else {
        const open = rows.find((one) => one.uid === uid && one.as === as && one.to === null);
        if (!open) throw new Error(`${address} is given up by ${object}, who did not hold it`);
        open.to = this.#moment(at);
        open.toAt = at;
      }
    }
    return rows
      .filter(({ fromAt, toAt }) => toAt === null || !this.#isWithin(fromAt, toAt, ({ ended }) => ended ?? Number.POSITIVE_INFINITY))
      .map((row) => ({ ...row, isLast: row.toAt !== null && this.#isWithin(row.fromAt, row.toAt, ({ checked }) => checked.at(-1) ?? 0) }));
  }

  /** Whether both lie between two lives: after the time up to which the one was as sure as that, and before the next one had looked. */
  #isWithin(from: number, to: number, end: (life: Life) => number): boolean {
    return this.lives.some((life, i) => {
      const next = this.lives[i + 1];
      return next !== undefined && from > end(life) && to < next.followed;
    });
  }

  #moment(at: number): Moment {
    const index = this.lives.findLastIndex(({ started }) => started <= at);
    const life = this.lives[index];
    if (!life) return { before: 0, after: this.lives[0]?.followed ?? Date.now(), isExact: false, since: 0 };
    const told = life.checked.find((checked) => checked > at) ?? (life.ended === null ? Date.now() : null);
    const isExact = told !== null && at >= life.followed + vouched && !life.unsure.some(({ from, to }) => at >= from && at <= to + vouched);
    // It is told a little later; nobody could while there was no product.
    const after = told ?? Math.max(at, life.ended ?? at);
    return { before: at, after, isExact, since: this.lives[Math.max(0, index - 1)]?.started ?? 0 };
  }

  #note(was: Holder | undefined, is: Holder | undefined, at: number): void {
    const isSame = was?.object.metadata.uid === is?.object.metadata.uid;
    const [before, after] = [heldBy(was), heldBy(is)];
    const stays = (one: (typeof before)[number], others: typeof before) =>
      isSame && others.some(({ address, as }) => address === one.address && as === one.as);
    const tell = (holder: Holder | undefined, held: typeof before, begins: boolean) => {
      for (const { address, as } of held) {
        const { uid = '', name, namespace } = holder?.object.metadata ?? { name: '' };
        const object = `${holder?.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
        this.#turns.set(address, [...(this.#turns.get(address) ?? []), { at, uid, object, as, begins }]);
        this.#touched.add(address);
      }
    };
    tell(
      was,
      before.filter((one) => !stays(one, after)),
      false,
    );
    tell(
      is,
      after.filter((one) => !stays(one, before)),
      true,
    );
  }
}
