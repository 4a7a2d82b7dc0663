import { type AnyRecord, type Kind, keyOf, kinds, type RecordOf } from '../records/records.ts';
import type { FoundKey } from './keys.ts';
import { packedShelves } from './layouts.ts';
import { Marks } from './marks.ts';
import { ObjectShelf } from './objectShelf.ts';
import { initialReading, type Reading } from './reading.ts';
import { Words } from './rows/words.ts';
import type { Shelf, Version } from './shelf.ts';

/**
 * One object that came, changed (both sides present) or went. Its id is the number that stands for it among those of its kind, given
 * out again only after the batch in which it went.
 */
export type Change<K extends Kind = Kind> = {
  [P in K]: {
    readonly kind: P;
    readonly key: string;
    readonly id: number;
    readonly before: RecordOf[P] | undefined;
    readonly after: RecordOf[P] | undefined;
  };
}[K];

/** What a writer asks for: put the record, or remove what stands under a key. */
export type Edit = { readonly put: AnyRecord } | { readonly remove: { readonly kind: Kind; readonly key: string } };

/**
 * Told after each batch: the changes in order (empty when only a reading changed) and the kinds whose reading changed.
 * One that throws keeps no other from being told; whoever wrote the batch is thrown the error afterwards.
 */
export type Listener = (batch: {
  readonly revision: number;
  readonly changes: readonly Change[];
  readonly readings: readonly Kind[];
}) => void;

/** A kind that is being read whole: what comes is held against what is there. */
export interface WholeRead<K extends Kind> {
  /** Takes in a part of what there is. Where the kind was whole before, only the end shows it: a read that breaks off leaves all as it was. */
  put(records: readonly RecordOf[K][]): void;
  /** One object less of what there is: it was deleted while the rest was still being read. */
  remove(key: string): void;
  /**
   * All has come: removes what has not come, then puts what differs, in batches of at most so many objects, one a step. Removals come first,
   * for whoever has gone may have left an address to one who came.
   */
  end(most: number): Iterable<void>;
}

/**
 * The one place where records live, and the one door through which they change.
 * Each batch that changes anything bumps the revision, a whole number that only grows, across restarts too:
 * it starts at startedAt (milliseconds since 1970) × 1000.
 */
export class Store {
  #revision: number;
  readonly #shelves: { readonly [K in Kind]: Shelf<K> };
  readonly #readings: Record<Kind, Reading>;
  #listeners: readonly Listener[] = []; // never changed in place: one may come or go while they are told

  constructor(startedAt: number) {
    this.#revision = startedAt * 1000;
    const shelves: Partial<Record<Kind, unknown>> = { ...packedShelves(new Words()) };
    const readings: Partial<Record<Kind, Reading>> = {};
    for (const kind of kinds) {
      shelves[kind] ??= new ObjectShelf();
      readings[kind] = initialReading;
    }
    this.#shelves = shelves as { [K in Kind]: Shelf<K> };
    this.#readings = readings as Record<Kind, Reading>;
  }

  get revision(): number {
    return this.#revision;
  }

  get<K extends Kind>(kind: K, key: string): RecordOf[K] | undefined {
    return this.#shelf(kind).get(key);
  }

  all<K extends Kind>(kind: K): IterableIterator<RecordOf[K]> {
    return this.#shelf(kind).all();
  }

  versionOf(kind: Kind, key: string): Version | undefined {
    return this.#shelves[kind].versionOf(key);
  }

  /** Whether the store has this object and holds of it what the record says, the resourceVersion aside. */
  saysTheSame<K extends Kind>(kind: K, record: RecordOf[K]): boolean {
    return this.#shelf(kind).saysTheSame(keyOf(record), record);
  }

  count(kind: Kind): number {
    return this.#shelves[kind].size;
  }

  /** The number that stands for an object among those of its kind; undefined where there is no such object. */
  idOf(kind: Kind, key: string): number | undefined {
    return this.#shelves[kind].idOf(key);
  }

  /** The key behind a number. Throws a RangeError where nothing has it. */
  keyOf(kind: Kind, id: number): string {
    const key = this.#shelves[kind].keys.key(id);
    if (key === undefined) throw new RangeError(`Store: no ${kind} has the number ${id}`);
    return key;
  }

  /** When the object behind a number was created, in milliseconds since 1970; 0 where it did not say. Cheaper than its record. */
  createdAtOf(kind: Kind, id: number): number {
    return this.#shelves[kind].createdAtOf(id);
  }

  /** Calls back with each key of a kind that a text is part of, in no order. */
  searchKeys(kind: Kind, part: string, found: (key: FoundKey) => void): void {
    this.#shelves[kind].keys.search(part, found);
  }

  reading(kind: Kind): Reading {
    return this.#readings[kind];
  }

  /** Applies a batch. Edits that change nothing (remove of the unknown, a version that says the same) are dropped. */
  apply(edits: readonly Edit[]): void {
    const changes: Change[] = [];
    for (const edit of edits) {
      const change = 'put' in edit ? this.#put(edit.put) : this.#remove(edit.remove.kind, edit.remove.key);
      if (change) changes.push(change);
    }
    this.#publish(changes, []);
  }

  /** Makes a kind hold exactly these records, in one batch: what is not among them is removed. */
  replace<K extends Kind>(kind: K, records: Iterable<RecordOf[K]>): void {
    const read = this.readWhole(kind, true);
    read.put([...records]);
    for (const _ of read.end(Number.POSITIVE_INFINITY));
  }

  /** Begins to read a kind whole. `staged`: nothing shows before the end, for what is there is whole, if perhaps old. */
  readWhole<K extends Kind>(kind: K, staged: boolean): WholeRead<K> {
    const shelf = this.#shelf(kind);
    const apply = (edits: readonly Edit[]) => this.apply(edits);
    const came = new Marks();
    const differing = new Map<string, RecordOf[K]>();
    const mark = (key: string, is: boolean): void => {
      const id = shelf.idOf(key);
      if (id !== undefined) came.set(id, is);
    };
    return {
      put: (records) => {
        if (!staged) this.apply(records.map((put) => ({ put })));
        for (const record of records) {
          const key = keyOf(record);
          mark(key, true);
          if (!staged) continue;
          if (shelf.saysTheSame(key, record)) {
            shelf.put(key, record); // for its resourceVersion, of which nobody is told
            differing.delete(key);
          } else differing.set(key, record);
        }
      },
      remove: (key) => {
        mark(key, false);
        differing.delete(key);
      },
      *end(most) {
        const edits: Edit[] = [];
        for (let id = 0; id < shelf.keys.end; id++)
          if (!came.has(id) && shelf.keys.has(id)) edits.push({ remove: { kind, key: shelf.keys.key(id) as string } });
        for (const put of differing.values()) edits.push({ put });
        for (let at = 0; at < edits.length; at += most) yield apply(edits.slice(at, at + most));
      },
    };
  }

  /** Notes how the reading of a kind stands. Only a change of what people see (state, error, …) bumps the revision. */
  setReading(kind: Kind, patch: Partial<Reading>): void {
    const before = this.#readings[kind];
    const after = { ...before, ...patch };
    this.#readings[kind] = after;
    const visible = before.state !== after.state || before.connected !== after.connected || before.error !== after.error;
    if (visible) this.#publish([], [kind]);
  }

  /** A new revision, for answers differ although no record does: something else that they rest on is another. */
  renew(): void {
    this.#revision += 1;
  }

  /** Returns the undo. */
  subscribe(listener: Listener): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  #shelf<K extends Kind>(kind: K): Shelf<K> {
    return this.#shelves[kind];
  }

  #put(record: AnyRecord): Change | undefined {
    const key = keyOf(record);
    const put = (this.#shelves[record.kind] as Shelf<Kind>).put(key, record);
    return put && ({ kind: record.kind, key, id: put.id, before: put.before, after: record } as Change);
  }

  #remove(kind: Kind, key: string): Change | undefined {
    const removed = this.#shelves[kind].remove(key);
    return removed && ({ kind, key, id: removed.id, before: removed.before, after: undefined } as Change);
  }

  #publish(changes: readonly Change[], readings: readonly Kind[]): void {
    if (changes.length === 0 && readings.length === 0) return;
    this.#revision += 1;
    const batch = { revision: this.#revision, changes, readings };
    const faults: unknown[] = [];
    for (const listener of this.#listeners) {
      try {
        listener(batch);
      } catch (error) {
        faults.push(error);
      }
    }
    for (const { kind, id, after } of changes) if (!after) this.#shelves[kind].release(id);
    if (faults.length > 0) throw faults.length === 1 ? faults[0] : new AggregateError(faults, 'listeners of the store failed');
  }
}
