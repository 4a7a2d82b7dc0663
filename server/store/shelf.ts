import type { Kind, RecordOf } from '../records/records.ts';
import type { Keys } from './keys.ts';

/** Where the records of one kind lie. Each has a small number of its own as long as it lies here, which stands for it in indexes. */
export interface Shelf<K extends Kind> {
  readonly size: number;
  readonly keys: Pick<Keys, 'end' | 'has' | 'key' | 'search'>;
  idOf(key: string): number | undefined;
  get(key: string): RecordOf[K] | undefined;
  /** uid and resourceVersion of what lies under the key: cheaper than all of it. */
  versionOf(key: string): Version | undefined;
  /** When the object behind a number was created, in milliseconds since 1970, 0 where it did not say: cheaper than all of it. */
  createdAtOf(id: number): number;
  /** Whether what lies under the key says what the record says, the resourceVersion aside. */
  saysTheSame(key: string, record: RecordOf[K]): boolean;
  all(): IterableIterator<RecordOf[K]>;
  /** Takes a record in, in place of the one with its key. Undefined where that says the same but for its resourceVersion. */
  put(key: string, record: RecordOf[K]): Put<K> | undefined;
  /** What was taken out. Its number is given out again only after release(). */
  remove(key: string): Removed<K> | undefined;
  release(id: number): void;
}

export interface Version {
  readonly uid: string;
  readonly resourceVersion: string;
}

export interface Put<K extends Kind> {
  readonly id: number;
  readonly before: RecordOf[K] | undefined;
}

export interface Removed<K extends Kind> {
  readonly id: number;
  readonly before: RecordOf[K];
}
