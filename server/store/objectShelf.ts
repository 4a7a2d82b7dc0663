import { isDeepStrictEqual } from 'node:util';
import type { AnyRecord, Kind, RecordOf } from '../records/records.ts';
import { Keys } from './keys.ts';
import type { Put, Removed, Shelf, Version } from './shelf.ts';

/** Records as they come: for kinds of which there are few, or which the model holds on to anyway. */
export class ObjectShelf<K extends Kind> implements Shelf<K> {
  readonly keys = new Keys();
  readonly #records: (RecordOf[K] | undefined)[] = [];

  get size(): number {
    return this.keys.size;
  }

  idOf(key: string): number | undefined {
    return this.keys.id(key);
  }

  get(key: string): RecordOf[K] | undefined {
    const id = this.keys.id(key);
    return id === undefined ? undefined : this.#records[id];
  }

  versionOf(key: string): Version | undefined {
    return this.get(key);
  }

  createdAtOf(id: number): number {
    return this.#records[id]?.createdAt ?? 0;
  }

  saysTheSame(key: string, record: RecordOf[K]): boolean {
    const held = this.get(key);
    return held !== undefined && sameContent(held, record);
  }

  *all(): IterableIterator<RecordOf[K]> {
    for (const id of this.keys.ids()) yield this.#records[id] as RecordOf[K];
  }

  put(key: string, record: RecordOf[K]): Put<K> | undefined {
    const known = this.keys.id(key);
    const id = known ?? this.keys.add(key);
    const before = known === undefined ? undefined : this.#records[id];
    this.#records[id] = record;
    return before && sameContent(before, record) ? undefined : { id, before };
  }

  remove(key: string): Removed<K> | undefined {
    const id = this.keys.id(key);
    if (id === undefined) return undefined;
    const before = this.#records[id] as RecordOf[K];
    this.keys.remove(key);
    this.#records[id] = undefined;
    return { id, before };
  }

  release(id: number): void {
    this.keys.release(id);
  }
}

function sameContent(a: AnyRecord, b: AnyRecord): boolean {
  return isDeepStrictEqual({ ...a, resourceVersion: b.resourceVersion }, b);
}
