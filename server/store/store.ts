import { type AnyRecord, type Kind, keyOf, kinds, type RecordOf } from '../records/records.ts';
import { initialReading, type Reading } from './reading.ts';

/** One object that came, changed (both sides present) or went. */
export type Change<K extends Kind = Kind> = {
  [P in K]: { readonly kind: P; readonly key: string; readonly before: RecordOf[P] | undefined; readonly after: RecordOf[P] | undefined };
}[K];

/** What a writer asks for: put the record, or remove what stands under a key. */
export type Edit = { readonly put: AnyRecord } | { readonly remove: { readonly kind: Kind; readonly key: string } };

/** Told after each batch: the changes in order (empty when only a reading changed) and the kinds whose reading changed. */
export type Listener = (batch: {
  readonly revision: number;
  readonly changes: readonly Change[];
  readonly readings: readonly Kind[];
}) => void;

/**
 * The one place where records live, and the one door through which they change.
 * Each batch that changes anything bumps the revision, a whole number that only grows, across restarts too:
 * it starts at startedAt (milliseconds since 1970) × 1000.
 */
export class Store {
  #revision: number;
  readonly #records: { [K in Kind]: Map<string, RecordOf[K]> };
  readonly #readings: Record<Kind, Reading>;
  readonly #listeners = new Set<Listener>();

  constructor(startedAt: number) {
    this.#revision = startedAt * 1000;
    const maps: Partial<Record<Kind, Map<string, AnyRecord>>> = {};
    const readings: Partial<Record<Kind, Reading>> = {};
    for (const kind of kinds) {
      maps[kind] = new Map();
      readings[kind] = initialReading;
    }
    this.#records = maps as { [K in Kind]: Map<string, RecordOf[K]> };
    this.#readings = readings as Record<Kind, Reading>;
  }

  get revision(): number {
    return this.#revision;
  }

  get<K extends Kind>(kind: K, key: string): RecordOf[K] | undefined {
    return this.#records[kind].get(key);
  }

  all<K extends Kind>(kind: K): IterableIterator<RecordOf[K]> {
    return this.#records[kind].values();
  }

  count(kind: Kind): number {
    return this.#records[kind].size;
  }

  reading(kind: Kind): Reading {
    return this.#readings[kind];
  }

  /** Applies a batch. Edits that change nothing (remove of the unknown, the same version again) are dropped. */
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
    const changes: Change[] = [];
    const seen = new Set<string>();
    for (const record of records) {
      seen.add(keyOf(record));
      const change = this.#put(record);
      if (change) changes.push(change);
    }
    for (const key of [...this.#records[kind].keys()]) {
      if (seen.has(key)) continue;
      const change = this.#remove(kind, key);
      if (change) changes.push(change);
    }
    this.#publish(changes, []);
  }

  /** Notes how the reading of a kind stands. Only a change of what people see (state, error, …) bumps the revision. */
  setReading(kind: Kind, patch: Partial<Reading>): void {
    const before = this.#readings[kind];
    const after = { ...before, ...patch };
    this.#readings[kind] = after;
    const visible = before.state !== after.state || before.connected !== after.connected || before.error !== after.error;
    if (visible) this.#publish([], [kind]);
  }

  /** Returns the undo. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #put(record: AnyRecord): Change | undefined {
    const key = keyOf(record);
    const map = this.#records[record.kind] as Map<string, AnyRecord>;
    const before = map.get(key);
    if (before && before.uid === record.uid && before.resourceVersion === record.resourceVersion) return undefined;
    map.set(key, record);
    return { kind: record.kind, key, before, after: record } as Change;
  }

  #remove(kind: Kind, key: string): Change | undefined {
    const map = this.#records[kind] as Map<string, AnyRecord>;
    const before = map.get(key);
    if (!before) return undefined;
    map.delete(key);
    return { kind, key, before, after: undefined } as Change;
  }

  #publish(changes: readonly Change[], readings: readonly Kind[]): void {
    if (changes.length === 0 && readings.length === 0) return;
    this.#revision += 1;
    for (const listener of this.#listeners) listener({ revision: this.#revision, changes, readings });
  }
}
