import type { Kind, RecordOf } from '../records/records.ts';
import type { Format } from './format.ts';
import { type Message, readerOf } from './message.ts';
import type { Resource } from './resource.ts';

/** How one kind is read: where it may be served, the fields we need of it, and what we keep. */
export interface KindReader<K extends Kind> {
  readonly kind: K;
  readonly objectKind: string; // as the objects themselves name it: IPPool for IPPool.metallb.io
  readonly resources: readonly [Resource, ...Resource[]]; // where it may be served, the best first
  /** A group whose presence makes the kind worth reading, where that is not its own; '' where there is none. */
  readonly withGroup: string;
  readonly big: boolean; // read one at a time, after each other
  readonly format: Format; // asked for first; custom resources exist in JSON alone
  /** Bytes of one object, without envelope, to a record. Throws a RangeError where they are no such message. */
  fromProtobuf(bytes: Buffer): RecordOf[K];
  /** The JSON form of one object to the same record. Throws a TypeError where it has another shape. */
  fromJson(object: object): RecordOf[K];
}

/** A kind whose two wire forms share one toRecord; the JSON form differs from the decoded one in leaves that toRecord knows. */
export function kindReader<K extends Kind, S extends object>(parts: {
  readonly kind: K;
  readonly objectKind?: string;
  readonly resource: Resource;
  readonly withGroup?: string;
  readonly big?: boolean;
  readonly message: Message<object>;
  /** A fuller message for the few objects of which more is needed, by what is decoded or by the bytes; null for the others. */
  readonly fuller?: (object: S, bytes: Buffer) => Message<object> | null;
  readonly toRecord: (object: S) => RecordOf[K];
}): KindReader<K> {
  const { kind, objectKind = kind, resource, withGroup = '', big = false, message, fuller, toRecord } = parts;
  return {
    kind,
    objectKind,
    resources: [resource],
    withGroup,
    big,
    format: 'protobuf',
    fromProtobuf(bytes) {
      const object = message.decode(readerOf(bytes)) as S;
      const more = fuller?.(object, bytes);
      return toRecord(more ? (more.decode(readerOf(bytes)) as S) : object);
    },
    fromJson: (object) => toRecord(object as S),
  };
}
