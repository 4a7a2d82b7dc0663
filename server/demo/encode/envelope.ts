import { type JsonObject, type Message, message, newWriter, sub, text, type Writer, write } from './message.ts';
import { listMeta } from './meta.ts';

/**
 * How protobuf bodies are framed (recorded in the fixtures): "k8s\0", then runtime.Unknown
 * (typeMeta = 1, raw = 2, contentEncoding = 3, contentType = 4) whose raw is the object or the list.
 */
const magic = Buffer.from('k8s\0', 'latin1');
const unknown = message(sub('typeMeta', 1, message(text('apiVersion', 1), text('kind', 2))));
const afterRaw = Buffer.from([0x1a, 0, 0x22, 0]); // contentEncoding and contentType, both empty

/** What an object is, as a body says it. */
export interface TypeMeta {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Writes one object as a body. */
export function writeObject(writer: Writer, type: TypeMeta, message: Message, value: JsonObject): void {
  writer.raw(magic);
  write(writer, unknown, { typeMeta: { apiVersion: type.apiVersion, kind: type.kind } });
  writer.uint32(0x12).fork();
  write(writer, message, value).ldelim().raw(afterRaw);
}

/** Opens a list whose metadata and items take so many bytes; endList closes it. So a long list need not be one buffer. */
export function beginList(writer: Writer, type: TypeMeta, length: number): void {
  writer.raw(magic);
  write(writer, unknown, { typeMeta: { apiVersion: type.apiVersion, kind: type.kind } });
  writer.uint32(0x12).uint32(length);
}

export function endList(writer: Writer): void {
  writer.raw(afterRaw);
}

const listHead = message(sub('metadata', 1, listMeta));

/** The first field of a list: its metadata. */
export function writeListHead(writer: Writer, metadata: JsonObject): void {
  write(writer, listHead, { metadata });
}

/** One item of a list: field 2, with its length. */
export function writeListItem(writer: Writer, message: Message, value: JsonObject): void {
  writer.uint32(0x12).fork();
  write(writer, message, value).ldelim();
}

const frame = newWriter(); // used anew for each frame

/** One frame of a watch: its length in four bytes, big-endian, then meta.v1.WatchEvent (type = 1, object = 2 → RawExtension.raw = 1). */
export function writeFrame(writer: Writer, eventType: string, type: TypeMeta, message: Message, value: JsonObject): void {
  frame.reset();
  frame.uint32(0x0a).string(eventType).uint32(0x12).fork().uint32(0x0a).fork();
  writeObject(frame, type, message, value);
  frame.ldelim().ldelim();
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32BE(frame.pos, 0);
  writer.raw(length).raw(frame.finish(true));
}
