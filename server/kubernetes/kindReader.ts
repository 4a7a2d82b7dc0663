import type { Kind, RecordOf } from '../records/records.ts';
import { type Message, readerOf } from './message.ts';

/** How one kind is read: where it is served, the fields we need of it, and what we keep. */
export interface KindReader<K extends Kind> {
  readonly kind: K;
  readonly path: string; // of the list over all namespaces
  readonly big: boolean; // read one at a time, after each other
  /** Bytes of one object, without envelope, to a record. Throws a RangeError where they are no such message. */
  fromProtobuf(bytes: Uint8Array): RecordOf[K];
  /** The JSON form of one object to the same record. Throws a TypeError where it has another shape. */
  fromJson(object: object): RecordOf[K];
}

/** A kind whose two wire forms share one toRecord; the JSON form differs from the decoded one in leaves that toRecord knows. */
export function kindReader<K extends Kind, S extends object>(parts: {
  readonly kind: K;
  readonly path: string;
  readonly big?: boolean;
  readonly message: Message<object>;
  /** A fuller message for the few objects of which more is needed: null for the others. */
  readonly fuller?: (object: S) => Message<object> | null;
  readonly toRecord: (object: S) => RecordOf[K];
}): KindReader<K> {
  const { kind, path, big = false, message, fuller, toRecord } = parts;
  return {
    kind,
    path,
    big,
    fromProtobuf(bytes) {
      const object = message.decode(readerOf(bytes)) as S;
      const more = fuller?.(object);
      return toRecord(more ? (more.decode(readerOf(bytes)) as S) : object);
    },
    fromJson: (object) => toRecord(object as S),
  };
}
