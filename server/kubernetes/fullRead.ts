import { type Kind, keyOf, type RecordOf } from '../records/records.ts';
import type { Store, WholeRead } from '../store/store.ts';
import { liesBefore } from './resourceVersion.ts';

/** One read of a whole kind, from its first object to its end. */
export class FullRead<K extends Kind> {
  /**
   * Two resourceVersions of one object, the one we held and the lower one that came now; null where there is none. Only a server whose
   * state went back gives those, and this shows even where its version as a whole has passed ours already.
   */
  wentBack: readonly [string, string] | null = null;
  readonly #kind: K;
  readonly #store: Store;
  readonly #staged: boolean;
  readonly #read: WholeRead<K>;

  /** staged: the kind was whole before, and stays as it is until the end. */
  constructor(kind: K, store: Store, { staged }: { readonly staged: boolean }) {
    this.#kind = kind;
    this.#store = store;
    this.#staged = staged;
    this.#read = store.readWhole(kind, staged);
  }

  put(records: readonly RecordOf[K][]): void {
    if (this.#staged && this.wentBack === null) for (const record of records) this.#compare(record);
    this.#read.put(records);
  }

  remove(key: string): void {
    this.#read.remove(key);
  }

  /** Brings the store in line, at most so many objects a step. */
  end(most: number): Iterable<void> {
    return this.#read.end(most);
  }

  #compare(record: RecordOf[K]): void {
    const held = this.#store.versionOf(this.#kind, keyOf(record));
    if (held?.uid === record.uid && liesBefore(record.resourceVersion, held.resourceVersion))
      this.wentBack = [held.resourceVersion, record.resourceVersion];
  }
}
