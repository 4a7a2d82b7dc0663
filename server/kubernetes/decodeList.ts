import type { Kind, RecordOf } from '../records/records.ts';
import { malformedOnThrow, whole } from './decodeEvent.ts';
import { Failure } from './failure.ts';
import { isJson, isProtobuf } from './format.ts';
import type { KindReader } from './kindReader.ts';
import { message, one, readerOf, text } from './message.ts';
import { bytesField, openEnvelope } from './unknown.ts';

/** One page of a list, read. */
export interface ListPage<K extends Kind> {
  readonly records: readonly RecordOf[K][];
  readonly resourceVersion: string;
  readonly continue: string; // '' on the last page
  /** What was wrong with each object that could not be read, and is therefore not among the records. */
  readonly unreadable: readonly Failure[];
}

/** Reads one page. Throws a Failure 'malformed' where the page itself cannot be read; single objects are noted and left out. */
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

const listMeta = message('ListMeta', { resourceVersion: text(2), continue: text(3) });
const listHead = message('ListHead', { metadata: one(1, listMeta) });

function fromProtobuf<K extends Kind>(reader: KindReader<K>, body: Buffer): ListPage<K> {
  const { raw, kind } = openEnvelope(body);
  if (kind !== `${reader.objectKind}List`)
    throw new Failure('malformed', `a ${kind || 'nameless thing'} instead of a ${reader.objectKind}List`);
  const page = new Page<K>();
  const items = readerOf(raw);
  // Every list is metadata=1, items=2: one object at a time, so that a page is never there as objects.
  while (items.pos < items.len) {
    const tag = items.uint32();
    if (tag === 2 * 8 + 2) {
      const length = items.uint32();
      const start = items.pos;
      items.skip(length);
      page.add(() => reader.fromProtobuf(raw.subarray(start, start + length)));
    } else items.skipType(tag & 7);
  }
  return page.close(listMeta.decode(readerOf(bytesField(raw, 1))));
}

interface JsonList {
  readonly kind?: unknown;
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items?: readonly unknown[] | null;
}

function fromJson<K extends Kind>(reader: KindReader<K>, body: Buffer): ListPage<K> {
  const list: JsonList = JSON.parse(body.toString('utf8'));
  if (list.kind !== `${reader.objectKind}List`)
    throw new Failure('malformed', `a ${String(list.kind)} instead of a ${reader.objectKind}List`);
  const page = new Page<K>();
  for (const item of list.items ?? []) page.add(() => reader.fromJson(Object(item)));
  return page.close(list.metadata);
}

class Page<K extends Kind> {
  readonly #records: RecordOf[K][] = [];
  readonly #unreadable: Failure[] = [];

  add(read: () => RecordOf[K]): void {
    try {
      this.#records.push(malformedOnThrow(() => whole(read())));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#unreadable.push(error);
    }
  }

  close(meta: { readonly resourceVersion?: string | null; readonly continue?: string | null } | undefined): ListPage<K> {
    if (!meta?.resourceVersion) throw new Failure('malformed', 'a list without a resourceVersion');
    return {
      records: this.#records,
      resourceVersion: meta.resourceVersion,
      continue: meta.continue ?? '',
      unreadable: this.#unreadable,
    };
  }
}
