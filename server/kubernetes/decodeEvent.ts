import { type Kind, keyOf, type RecordOf } from '../records/records.ts';
import { Failure } from './failure.ts';
import { isJson, isProtobuf } from './format.ts';
import { Frames, type Splitter } from './frames.ts';
import type { KindReader } from './kindReader.ts';
import { Lines } from './lines.ts';
import { type Decoded, message, one, readerOf, text } from './message.ts';
import { annotatedMeta } from './meta.ts';
import { failureOfEvent, statusFromProtobuf } from './status.ts';
import { bytesField, openEnvelope } from './unknown.ts';

/** One event of a watch, read. */
export type WatchEvent<K extends Kind = Kind> =
  | { readonly type: 'put'; readonly record: RecordOf[K] }
  | { readonly type: 'remove'; readonly key: string; readonly resourceVersion: string }
  | { readonly type: 'bookmark'; readonly resourceVersion: string; readonly initialEventsEnd: boolean }
  | { readonly type: 'error'; readonly failure: Failure };

/** Reads a watch body as it comes. */
export interface WatchDecoder<K extends Kind> {
  /** Calls back with each event that this chunk completes, in order. Throws a Failure 'malformed' at the first that cannot be read. */
  push(chunk: Buffer, each: (event: WatchEvent<K>) => void): void;
  /** Bytes of an event that never became whole: more than 0 at the end means a truncated body. */
  readonly left: number;
}

/** The decoder for an answer's content type; throws a Failure 'malformed' where that is neither protobuf nor JSON. */
export function watchDecoder<K extends Kind>(reader: KindReader<K>, contentType: string): WatchDecoder<K> {
  if (isProtobuf(contentType)) return decoder(new Frames(), (frame) => fromFrame(reader, frame));
  if (isJson(contentType)) return decoder(new Lines(), (line) => fromLine(reader, line));
  throw new Failure('malformed', `the answer is ${contentType || 'without content type'}, not protobuf or JSON`);
}

function decoder<K extends Kind>(splitter: Splitter, read: (part: Buffer) => WatchEvent<K>): WatchDecoder<K> {
  return {
    push(chunk, each) {
      splitter.push(chunk, (part) => each(malformedOnThrow(() => read(part))));
    },
    get left() {
      return splitter.left;
    },
  };
}

/** Whatever a hostile or broken body makes a decoder throw is one thing: data that cannot be read. */
export function malformedOnThrow<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('malformed', `data that cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

const eventHead = message('WatchEventHead', { type: text(1) });
const bookmark = message('Bookmark', { metadata: one(1, annotatedMeta) });

function fromFrame<K extends Kind>(reader: KindReader<K>, frame: Buffer): WatchEvent<K> {
  const { type } = eventHead.decode(readerOf(frame));
  const { raw } = openEnvelope(bytesField(bytesField(frame, 2), 1)); // object=2 is a RawExtension, raw=1 in it
  return eventOf(type ?? '', {
    record: () => reader.fromProtobuf(raw),
    bookmark: () => bookmark.decode(readerOf(raw)),
    failure: () => failureOfEvent(statusFromProtobuf(raw)),
  });
}

function fromLine<K extends Kind>(reader: KindReader<K>, line: Buffer): WatchEvent<K> {
  const event: { readonly type?: unknown; readonly object?: unknown } = JSON.parse(line.toString('utf8'));
  const { object } = event;
  if (typeof object !== 'object' || object === null) throw new Failure('malformed', 'a watch event without an object');
  return eventOf(String(event.type), {
    record: () => reader.fromJson(object),
    bookmark: () => object,
    failure: () => failureOfEvent(object),
  });
}

/** The steps from an event's object to what we make of it, taken only as its type asks. */
interface Steps<K extends Kind> {
  record(): RecordOf[K];
  bookmark(): Decoded<typeof bookmark>;
  failure(): Failure;
}

function eventOf<K extends Kind>(type: string, steps: Steps<K>): WatchEvent<K> {
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
      return { type: 'put', record: whole(steps.record()) };
    case 'DELETED': {
      const record = whole(steps.record());
      return { type: 'remove', key: keyOf(record), resourceVersion: record.resourceVersion };
    }
    case 'BOOKMARK': {
      const { metadata } = steps.bookmark();
      if (!metadata?.resourceVersion) throw new Failure('malformed', 'a bookmark without a resourceVersion');
      const initialEventsEnd = metadata.annotations?.['k8s.io/initial-events-end'] === 'true';
      return { type: 'bookmark', resourceVersion: metadata.resourceVersion, initialEventsEnd };
    }
    case 'ERROR':
      return { type: 'error', failure: steps.failure() };
    default:
      throw new Failure('malformed', `a watch event of the unknown type "${type.slice(0, 40)}"`);
  }
}

/** An object that says who it is; without that it cannot be kept. */
export function whole<R extends { readonly name: string; readonly resourceVersion: string }>(record: R): R {
  if (record.name === '') throw new Failure('malformed', 'an object without a name');
  if (record.resourceVersion === '') throw new Failure('malformed', `the object ${record.name} without a resourceVersion`);
  return record;
}
