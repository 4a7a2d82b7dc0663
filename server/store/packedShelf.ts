import type { Kind, RecordOf } from '../records/records.ts';
import { Keys } from './keys.ts';
import { Arena } from './rows/arena.ts';
import { RowReader, RowWriter } from './rows/bytes.ts';
import { digits, type Field, number, type Struct, struct, time, uuid } from './rows/fields.ts';
import type { Words } from './rows/words.ts';
import type { Put, Removed, Shelf, Version } from './shelf.ts';

/** What a record has beside kind and Named: its fields, in the order in which they lie in a row. */
export type Layout<K extends Kind> = {
  readonly [P in Exclude<keyof RecordOf[K], 'kind' | 'uid' | 'resourceVersion' | 'namespace' | 'name' | 'createdAt' | 'deletedAt'>]: Field<
    RecordOf[K][P]
  >;
};

/**
 * Records of a big kind as rows of bytes: a key and some bytes each, and nothing that the garbage collector has to follow.
 * A record is made anew for whoever asks. Row: resourceVersion, then what the record says.
 */
export class PackedShelf<K extends Kind> implements Shelf<K> {
  readonly #kind: K;
  readonly keys = new Keys();
  readonly #arena = new Arena();
  readonly #words: Words;
  readonly #writer: RowWriter;
  readonly #reader: RowReader;
  readonly #rest: Struct<object>;
  readonly #use = (id: number) => this.#words.use(id);
  readonly #drop = (id: number) => this.#words.drop(id);

  constructor(kind: K, layout: Layout<K>, words: Words) {
    this.#kind = kind;
    this.#words = words;
    this.#writer = new RowWriter(words);
    this.#reader = new RowReader(words);
    this.#rest = struct<object>(layout as object);
  }

  get size(): number {
    return this.keys.size;
  }

  idOf(key: string): number | undefined {
    return this.keys.id(key);
  }

  get(key: string): RecordOf[K] | undefined {
    const id = this.keys.id(key);
    return id === undefined ? undefined : this.#read(key, id);
  }

  versionOf(key: string): Version | undefined {
    const id = this.keys.id(key);
    if (id === undefined) return undefined;
    const reader = this.#at(id);
    const resourceVersion = digits.read(reader);
    number.pass(reader, this.#use);
    return { uid: uuid.read(reader), resourceVersion };
  }

  createdAtOf(id: number): number {
    const reader = this.#at(id);
    digits.pass(reader, this.#use);
    number.pass(reader, this.#use);
    uuid.pass(reader, this.#use);
    return time.read(reader);
  }

  saysTheSame(key: string, record: RecordOf[K]): boolean {
    const id = this.keys.id(key);
    return id !== undefined && this.#matches(id, this.#pack(record));
  }

  *all(): IterableIterator<RecordOf[K]> {
    for (const id of this.keys.ids()) yield this.#read(this.keys.key(id) as string, id);
  }

  put(key: string, record: RecordOf[K]): Put<K> | undefined {
    const content = this.#pack(record);
    const known = this.keys.id(key);
    if (known === undefined) {
      this.#eachWord(this.#packed(), this.#use);
      const id = this.keys.add(key);
      this.#arena.write(id, this.#writer.bytes, this.#writer.at);
      return { id, before: undefined };
    }
    if (this.#matches(known, content)) {
      this.#arena.write(known, this.#writer.bytes, this.#writer.at);
      return undefined;
    }
    const before = this.#read(key, known);
    this.#eachWord(this.#packed(), this.#use); // first: a word that both have is not forgotten between
    this.#eachWord(this.#at(known), this.#drop);
    this.#arena.write(known, this.#writer.bytes, this.#writer.at);
    return { id: known, before };
  }

  remove(key: string): Removed<K> | undefined {
    const id = this.keys.id(key);
    if (id === undefined) return undefined;
    const before = this.#read(key, id);
    this.#eachWord(this.#at(id), this.#drop);
    this.#arena.remove(id);
    this.keys.remove(key);
    return { id, before };
  }

  release(id: number): void {
    this.keys.release(id);
  }

  /** Writes a record as a row, and says where in it the resourceVersion ends. */
  #pack(record: RecordOf[K]): number {
    const writer = this.#writer;
    writer.at = 0;
    digits.write(writer, record.resourceVersion);
    const content = writer.at;
    number.write(writer, record.namespace.length);
    uuid.write(writer, record.uid);
    time.write(writer, record.createdAt);
    time.write(writer, record.deletedAt);
    this.#rest.write(writer, record);
    return content;
  }

  #read(key: string, id: number): RecordOf[K] {
    const reader = this.#at(id);
    const resourceVersion = digits.read(reader);
    const length = number.read(reader);
    const record = {
      kind: this.#kind,
      uid: uuid.read(reader),
      resourceVersion,
      namespace: length === 0 ? '' : key.slice(0, length),
      name: length === 0 ? key : key.slice(length + 1),
      createdAt: time.read(reader),
      deletedAt: time.read(reader),
    };
    this.#rest.readInto(record, reader);
    return record as unknown as RecordOf[K];
  }

  #eachWord(reader: RowReader, each: (id: number) => void): void {
    digits.pass(reader, each);
    number.pass(reader, each);
    uuid.pass(reader, each);
    time.pass(reader, each);
    time.pass(reader, each);
    this.#rest.pass(reader, each);
  }

  /** Whether a row says what the packed one says behind its resourceVersion. */
  #matches(id: number, content: number): boolean {
    const { bytes, at } = this.#writer;
    return this.#arena.locate(id, (held, first, last) => {
      digits.pass(this.#aim(held, first), this.#use);
      return bytes.compare(held, this.#reader.at, last, content, at) === 0;
    });
  }

  #packed(): RowReader {
    return this.#aim(this.#writer.bytes, 0);
  }

  #at(id: number): RowReader {
    return this.#arena.locate(id, (bytes, first) => this.#aim(bytes, first));
  }

  #aim(bytes: Buffer, at: number): RowReader {
    this.#reader.bytes = bytes;
    this.#reader.at = at;
    return this.#reader;
  }
}
