import { encode, type JsonObject, message, newWriter, sub, text } from './message.ts';
import { listMeta } from './meta.ts';

/**
 * How protobuf bodies are framed (recorded in the fixtures): "k8s\0", then runtime.Unknown
 * (typeMeta = 1, raw = 2, contentEncoding = 3, contentType = 4) whose raw is the object or the list.
 */
const magic = Buffer.from('k8s\0', 'latin1');
const typeMeta = message(text('apiVersion', 1), text('kind', 2));
const unknown = message(sub('typeMeta', 1, typeMeta));
const afterRaw = Buffer.from([0x1a, 0, 0x22, 0]); // contentEncoding and contentType, both empty

/** The parts before and after a raw of a known length, so that a long list need not be one buffer. */
export function envelope(apiVersion: string, kind: string, rawLength: number): { before: Uint8Array; after: Uint8Array } {
  const head = encode(unknown, { typeMeta: { apiVersion, kind } });
  const before = newWriter().raw(magic).raw(head).uint32(0x12).uint32(rawLength).finish();
  return { before, after: afterRaw };
}

export function wrap(apiVersion: string, kind: string, raw: Uint8Array): Buffer {
  const { before, after } = envelope(apiVersion, kind, raw.length);
  return Buffer.concat([before, raw, after]);
}

const listHead = message(sub('metadata', 1, listMeta));

/** The first field of a list: its metadata. */
export function listHeadBytes(metadata: JsonObject): Uint8Array {
  return encode(listHead, { metadata });
}

/** One item of a list: field 2, with its length. */
export function listItemBytes(item: Uint8Array): Uint8Array {
  return newWriter().uint32(0x12).bytes(item).finish();
}

/** One frame of a watch: its length in four bytes, big-endian, then meta.v1.WatchEvent (type = 1, object = 2 → RawExtension.raw = 1). */
export function watchFrame(type: string, object: Uint8Array): Buffer {
  const event = newWriter().uint32(0x0a).string(type).uint32(0x12).fork().uint32(0x0a).bytes(object).ldelim().finish();
  const out = Buffer.allocUnsafe(4 + event.length);
  out.writeUInt32BE(event.length, 0);
  out.set(event, 4);
  return out;
}
