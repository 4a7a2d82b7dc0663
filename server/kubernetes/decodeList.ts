import type { Kind, RecordOf } from '../records/records.ts';
import { malformedOnThrow, whole } from './decodeEvent.ts';
import { Failure } from './failure.ts';
import { isJson, isProtobuf } from './format.ts';
import type { KindReader } from './kindReader.ts';
import { int64, message, one, readerOf, text } from './message.ts';
import { bytesField, openEnvelope } from './unknown.ts';

const partSize = 100;

/** One page of a list. Its objects are read while parts() is walked through: some at a time, so that others have their turn between. */
export interface ListPage<K extends Kind> {
  readonly resourceVersion: string;
  readonly continue: string; // '' on the last page
  /** How many objects there are on the pages behind this one; null where the server does not say. */
  readonly remaining: number | null;
  /** Throws a Failure 'malformed' where the page breaks off; what cannot be read of single objects is a failure of its part. */
  parts(): Iterable<ListPart<K>>;
}

export interface ListPart<K extends Kind> {
  readonly records: readonly RecordOf[K][];
  /** What was wrong with each object that could not be read, and is therefore not among the records. */
  readonly failures: readonly Failure[];
}

/** Reads the head of one page. Throws a Failure 'malformed' where the page itself cannot be read. */
export function decodeList<K extends Kind>(reader: KindReader<K>, contentType: string, body: Buffer): ListPage<K> {
  return malformedOnThrow(() => {
    if (isProtobuf(contentType)) return fromProtobuf(reader, body);
    if (isJson(contentType)) return fromJson(reader, body);
    throw new Failure('malformed', `the answer is ${contentType || 'without content type'}, not protobuf or JSON`);
  });
}

/** The resourceVersion of a list, without reading its objects. */
export function listVersion(contentType: string, body: Buffer): string {
  return malformedOnThrow(() => {
    if (isProtobuf(contentType)) return listHead.decode(readerOf(openEnvelope(body).raw)).metadata?.resourceVersion ?? '';
    const list: JsonList = JSON.parse(body.toString('utf8'));
    return list.metadata?.resourceVersion ?? '';
  });
}

const listMeta = message('ListMeta', { resourceVersion: text(2), continue: text(3), remainingItemCount: int64(4) });
const listHead = message('ListHead', { metadata: one(1, listMeta) });

function fromProtobuf<K extends Kind>(reader: KindReader<K>, body: Buffer): ListPage<K> {
  const { raw, kind } = openEnvelope(body);
  if (kind !== `${reader.objectKind}List`)
    throw new Failure('malformed', `a ${kind || 'nameless thing'} instead of a ${reader.objectKind}List`);
  return page(listMeta.decode(readerOf(bytesField(raw, 1))), items(reader, raw));
}

/** Every list is metadata=1, items=2: one object at a time, so that a page is never there as objects. */
function* items<K extends Kind>(reader: KindReader<K>, raw: Buffer): Generator<() => RecordOf[K]> {
  const body = readerOf(raw);
  while (body.pos < body.len) {
    const tag = body.uint32();
    if (tag === 2 * 8 + 2) {
      const length = body.uint32();
      const start = body.pos;
      body.skip(length);
      yield () => reader.fromProtobuf(raw.subarray(start, start + length));
    } else body.skipType(tag & 7);
  }
}

interface JsonList {
  readonly kind?: unknown;
  readonly metadata?: PageMeta;
  readonly items?: readonly unknown[] | null;
}

function fromJson<K extends Kind>(reader: KindReader<K>, body: Buffer): ListPage<K> {
  const list: JsonList = JSON.parse(body.toString('utf8'));
  if (list.kind !== `${reader.objectKind}List`)
    throw new Failure('malformed', `a ${String(list.kind)} instead of a ${reader.objectKind}List`);
  return page(
    list.metadata,
    (list.items ?? []).map((item) => () => reader.fromJson(Object(item))),
  );
}

interface PageMeta {
  readonly resourceVersion?: string | null | undefined;
  readonly continue?: string | null | undefined;
  readonly remainingItemCount?: number | { toNumber(): number } | null | undefined;
}

function page<K extends Kind>(meta: PageMeta | undefined, items: Iterable<() => RecordOf[K]>): ListPage<K> {
  if (!meta?.resourceVersion) throw new Failure('malformed', 'a list without a resourceVersion');
  // Asked of the object itself: what stands there for an absent int64 is zero, which would say that there are no more.
  const remaining = Object.hasOwn(meta, 'remainingItemCount') ? meta.remainingItemCount : null;
  return {
    resourceVersion: meta.resourceVersion,
    continue: meta.continue ?? '',
    remaining: (typeof remaining === 'object' ? remaining?.toNumber() : remaining) ?? null,
    parts: () => parts(items),
  };
}

function* parts<K extends Kind>(items: Iterable<() => RecordOf[K]>): Generator<ListPart<K>> {
  const left = items[Symbol.iterator]();
  for (let more = true; more; ) {
    const records: RecordOf[K][] = [];
    const failures: Failure[] = [];
    for (let i = 0; i < partSize; i++) {
      const next = malformedOnThrow(() => left.next());
      more = !next.done;
      if (next.done) break;
      try {
        records.push(malformedOnThrow(() => whole(next.value())));
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        failures.push(error);
      }
    }
    if (records.length + failures.length > 0) yield { records, failures };
  }
}
