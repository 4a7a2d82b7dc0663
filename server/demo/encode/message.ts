import protobuf from 'protobufjs/minimal.js';

/** A value as JSON has it. Absent and undefined are the same. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export type Writer = protobuf.Writer;
export const newWriter = (): Writer => protobuf.Writer.create();

type WriteField = (writer: Writer, owner: JsonObject) => void;

/**
 * How a JSON object becomes a protobuf message: its fields in number order, as Kubernetes' generated code writes them.
 * That code writes every field that is no pointer, empty or not, and maps by sorted key: so equal objects are equal bytes.
 */
export interface Message {
  readonly fields: readonly WriteField[];
}

export function message(...fields: WriteField[]): Message {
  return { fields };
}

export function write(writer: Writer, message: Message, value: JsonObject): Writer {
  for (const field of message.fields) field(writer, value);
  return writer;
}

const varintTag = (number: number): number => number * 8;
const lengthTag = (number: number): number => number * 8 + 2;

/** A string that is no pointer: absent is written as ''. */
export const text =
  (name: string, number: number): WriteField =>
  (writer, owner) => {
    writer.uint32(lengthTag(number)).string((owner[name] as string | undefined) ?? '');
  };

export const maybeText =
  (name: string, number: number): WriteField =>
  (writer, owner) => {
    const value = owner[name] as string | null | undefined;
    if (value !== undefined && value !== null) writer.uint32(lengthTag(number)).string(value);
  };

export const texts =
  (name: string, number: number): WriteField =>
  (writer, owner) => {
    for (const value of (owner[name] as readonly string[] | null | undefined) ?? []) writer.uint32(lengthTag(number)).string(value);
  };

export const int =
  (name: string, number: number): WriteField =>
  (writer, owner) => {
    writer.uint32(varintTag(number)).int64((owner[name] as number | undefined) ?? 0);
  };

export const maybeInt =
  (name: string, number: number): WriteField =>
  (writer, owner) => {
    const value = owner[name] as number | null | undefined;
    if (value !== undefined && value !== null) writer.uint32(varintTag(number)).int64(value);
  };

export const bool =
  (name: string, number: number): WriteField =>
  (writer, owner) => {
    writer.uint32(varintTag(number)).bool((owner[name] as boolean | undefined) ?? false);
  };

export const maybeBool =
  (name: string, number: number): WriteField =>
  (writer, owner) => {
    const value = owner[name] as boolean | null | undefined;
    if (value !== undefined && value !== null) writer.uint32(varintTag(number)).bool(value);
  };

/** A message that is no pointer: absent is written with all its fields empty. */
export const sub =
  (name: string, number: number, type: Message): WriteField =>
  (writer, owner) => {
    writer.uint32(lengthTag(number)).fork();
    write(writer, type, (owner[name] as JsonObject | null | undefined) ?? nothing).ldelim();
  };

export const maybeSub = (name: string, number: number, type: Message): WriteField =>
  onceWhenFrozen(name, (writer, value: JsonObject) => {
    writer.uint32(lengthTag(number)).fork();
    write(writer, type, value).ldelim();
  });

export const list = (name: string, number: number, type: Message): WriteField =>
  onceWhenFrozen(name, (writer, values: readonly JsonObject[]) => {
    for (const value of values) {
      writer.uint32(lengthTag(number)).fork();
      write(writer, type, value).ldelim();
    }
  });

/** A struct that Go embeds: a message of its own in protobuf, the owner's own keys in JSON. */
export const inline =
  (number: number, type: Message): WriteField =>
  (writer, owner) => {
    writer.uint32(lengthTag(number)).fork();
    write(writer, type, owner).ldelim();
  };

export const textMap = (name: string, number: number): WriteField =>
  onceWhenFrozen(name, (writer, value: JsonObject) => {
    for (const key of Object.keys(value).sort()) {
      writer.uint32(lengthTag(number)).fork();
      writer
        .uint32(lengthTag(1))
        .string(key)
        .uint32(lengthTag(2))
        .string(value[key] as string)
        .ldelim();
    }
  });

/** Quantities are messages that hold their text (apimachinery pkg/api/resource). */
export const quantityMap = (name: string, number: number): WriteField =>
  onceWhenFrozen(name, (writer, value: JsonObject) => {
    for (const key of Object.keys(value).sort()) {
      writer.uint32(lengthTag(number)).fork();
      writer.uint32(lengthTag(1)).string(key).uint32(lengthTag(2)).fork();
      writer
        .uint32(lengthTag(1))
        .string(value[key] as string)
        .ldelim()
        .ldelim();
    }
  });

/** metav1.Time that is no pointer: null is the zero time, an empty message. */
export const time =
  (name: string, number: number): WriteField =>
  (writer, owner) => {
    writer.uint32(lengthTag(number)).fork();
    writeTime(writer, owner[name]);
    writer.ldelim();
  };

export const maybeTime =
  (name: string, number: number): WriteField =>
  (writer, owner) => {
    const value = owner[name];
    if (value === undefined || value === null) return;
    writer.uint32(lengthTag(number)).fork();
    writeTime(writer, value);
    writer.ldelim();
  };

function writeTime(writer: Writer, value: Json): void {
  if (typeof value !== 'string') return;
  writer.uint32(varintTag(1)).int64(secondsOf(value)).uint32(varintTag(2)).int32(0);
}

let lastText = '';
let lastSeconds = 0;

/** One object writes the same second several times over: the last answer is kept. */
function secondsOf(value: string): number {
  if (value !== lastText) {
    lastText = value;
    lastSeconds = Date.parse(value) / 1000;
  }
  return lastSeconds;
}

/** util/intstr: type (0 number, 1 text), number, text. */
export const intOrText =
  (name: string, number: number): WriteField =>
  (writer, owner) => {
    const value = owner[name];
    const isText = typeof value === 'string';
    writer.uint32(lengthTag(number)).fork();
    writer.uint32(varintTag(1)).int32(isText ? 1 : 0);
    writer.uint32(varintTag(2)).int32(typeof value === 'number' ? value : 0);
    writer
      .uint32(lengthTag(3))
      .string(isText ? value : '')
      .ldelim();
  };

/** managedFields' FieldsV1: JSON in both encodings. */
export const rawJson =
  (name: string, number: number): WriteField =>
  (writer, owner) => {
    const value = owner[name];
    if (value === undefined) return;
    const bytes = Buffer.from(JSON.stringify(value));
    writer.uint32(lengthTag(number)).fork();
    writer.uint32(lengthTag(1)).bytes(bytes).ldelim();
  };

const nothing: JsonObject = {};

/** Writes a value that is no scalar; a frozen one is shared by many objects, and its bytes are kept. */
function onceWhenFrozen<T extends object>(name: string, writeValue: (writer: Writer, value: T) => void): WriteField {
  const kept = new WeakMap<object, Uint8Array>();
  return (writer, owner) => {
    const value = owner[name] as T | null | undefined;
    if (value === undefined || value === null) return;
    let bytes = kept.get(value);
    if (!bytes && Object.isFrozen(value)) {
      const inner = newWriter();
      writeValue(inner, value);
      // A copy of its own: finish() gives a piece of a pooled slab, which would be kept whole.
      bytes = new Uint8Array(inner.finish());
      kept.set(value, bytes);
    }
    if (bytes) writer.raw(bytes);
    else writeValue(writer, value);
  };
}
