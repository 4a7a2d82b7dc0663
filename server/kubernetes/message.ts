import protobuf from 'protobufjs/light.js';

/**
 * Partial protobuf messages: only the fields we need, under the numbers that k8s.io/api gives them (facts: they never change).
 * What is not declared is skipped byte for byte, which makes decoding some ten times faster than the full message.
 * The decoded shape is that of the JSON form, so one toRecord serves both; an absent field is null or undefined,
 * an absent list or map may be empty instead.
 */
export interface Field<T> {
  readonly number: number;
  readonly type: string;
  readonly repeated: boolean;
  readonly map: boolean;
  readonly shape?: T; // never set: carries the type
}

type Shape<F extends Readonly<Record<string, Field<unknown>>>> = {
  readonly [P in keyof F]?: NonNullable<F[P]['shape']> | null;
};

export interface Message<S> {
  readonly name: string;
  /** Decodes from the reader's position; so many bytes, or to the end. Throws a RangeError on bytes that are no such message. */
  decode(reader: protobuf.Reader, length?: number): S;
}

/** The shape that a message decodes to. */
export type Decoded<M> = M extends Message<infer S> ? S : never;

const root = new protobuf.Root();

function field<T>(number: number, type: string, form: 'one' | 'many' | 'map' = 'one'): Field<T> {
  return { number, type, repeated: form === 'many', map: form === 'map' };
}

export const text = (number: number) => field<string>(number, 'string');
export const texts = (number: number) => field<readonly string[]>(number, 'string', 'many');
export const textMap = (number: number) => field<Readonly<Record<string, string>>>(number, 'string', 'map');
export const flag = (number: number) => field<boolean>(number, 'bool');
export const int32 = (number: number) => field<number>(number, 'int32');
/** Absent it reads as a zero, and not as null like the others: protobufjs makes a Long of it all the same. Object.hasOwn tells. */
export const int64 = (number: number) => field<number | { toNumber(): number }>(number, 'int64');
export const one = <S>(number: number, message: Message<S>) => field<S>(number, message.name);
export const many = <S>(number: number, message: Message<S>) => field<readonly S[]>(number, message.name, 'many');
export const mapOf = <S>(number: number, message: Message<S>) => field<Readonly<Record<string, S>>>(number, message.name, 'map');

/** Declares a message; names are unique in the process. */
export function message<F extends Readonly<Record<string, Field<unknown>>>>(name: string, fields: F): Message<Shape<F>> {
  const type = new protobuf.Type(name);
  for (const [key, { number, type: of, repeated, map }] of Object.entries(fields)) {
    if (map) type.add(new protobuf.MapField(key, number, 'string', of));
    else {
      // proto3_optional: an absent scalar reads as null, not as its type's zero, which Kubernetes tells apart (*bool).
      const options = repeated || !(of in protobuf.types.basic) ? {} : { proto3_optional: true };
      type.add(new protobuf.Field(key, number, of, repeated ? 'repeated' : 'optional', undefined, options));
    }
  }
  root.add(type);
  return { name, decode: (reader, length) => type.decode(reader, length) as Shape<F> };
}

/** A reader over the bytes that throws away what it does not know. */
export function readerOf(bytes: Uint8Array): protobuf.Reader {
  const reader = protobuf.Reader.create(bytes);
  reader.discardUnknown = true;
  return reader;
}
