import { formatAddress } from '../../../shared/net/address.ts';
import { readAddress } from '../../../shared/net/readAddress.ts';
import type { RowReader, RowWriter } from './bytes.ts';

/** How one field of a record lies in a row. What read() gives equals what write() took. */
export interface Field<T> {
  write(to: RowWriter, value: T): void;
  read(from: RowReader): T;
  /** Goes past the field, and calls back with the number of each shared word in it. */
  pass(from: RowReader, word: (id: number) => void): void;
}

type FieldsOf<T> = { readonly [P in keyof T]: Field<T[P]> };

export const text: Field<string> = {
  write: (to, value) => to.text(value),
  read: (from) => from.text(),
  pass: (from) => from.passText(),
};

/** A text that many rows share. */
export const word: Field<string> = {
  write: (to, value) => to.number(to.words.id(value)),
  read: (from) => from.words.text(from.number()),
  pass: (from, each) => each(from.number()),
};

/** One of few texts, as the record's type names them. */
export const oneOf = <T extends string>(): Field<T> => word as Field<string> as Field<T>;

export const flag: Field<boolean> = {
  write: (to, value) => to.byte(value ? 1 : 0),
  read: (from) => from.byte() === 1,
  pass: (from) => void from.byte(),
};

/** A whole number of at least 0 in one form, any other number as text: what a strange object says is not lost. */
export const number: Field<number> = {
  write(to, value) {
    const plain = Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
    to.byte(plain ? 1 : 0);
    if (plain) to.number(value);
    else to.text(Object.is(value, -0) ? '-0' : String(value));
  },
  read: (from) => (from.byte() === 1 ? from.number() : Number(from.text())),
  pass(from) {
    if (from.byte() === 1) from.number();
    else from.passText();
  },
};

/** Milliseconds since 1970, nearly always whole seconds, 0 where absent. */
export const time: Field<number> = {
  write(to, value) {
    const seconds = value / 1000;
    const plain = Number.isSafeInteger(seconds) && seconds >= 0;
    to.byte(plain ? 1 : 0);
    if (plain) to.number(seconds);
    else number.write(to, value);
  },
  read: (from) => (from.byte() === 1 ? from.number() * 1000 : number.read(from)),
  pass(from, each) {
    if (from.byte() === 1) from.number();
    else number.pass(from, each);
  },
};

/** A decimal number without leading zeros, such as a resourceVersion: some bytes in place of its digits. Any other text as it is. */
export const digits: Field<string> = {
  write(to, value) {
    const plain = /^(?:0|[1-9]\d{0,14})$/.test(value);
    to.byte(plain ? 1 : 0);
    if (plain) to.number(Number(value));
    else to.text(value);
  },
  read: (from) => (from.byte() === 1 ? String(from.number()) : from.text()),
  pass(from) {
    if (from.byte() === 1) from.number();
    else from.passText();
  },
};

const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID in its usual spelling (RFC 9562 §4) as its 16 bytes, any other text as it is. */
export const uuid: Field<string> = {
  write(to, value) {
    const plain = value.length === 36 && canonicalUuid.test(value);
    to.byte(plain ? 1 : 0);
    if (!plain) to.text(value);
    else
      for (let at = 0; at < 36; at += 2)
        to.byte((hexDigit(value, at === 8 || at === 13 || at === 18 || at === 23 ? ++at : at) << 4) | hexDigit(value, at + 1));
  },
  read(from) {
    if (from.byte() === 0) return from.text();
    const hex = from.bytes.toString('hex', from.at, from.at + 16);
    from.at += 16;
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  },
  pass(from) {
    if (from.byte() === 1) from.at += 16;
    else from.passText();
  },
};

function hexDigit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87;
}

/** An address in its canonical spelling (RFC 5952) as 4 or 16 bytes; any other text as it is, for the oddity is part of the record. */
export const address: Field<string> = {
  write(to, value) {
    const read = readAddress(value);
    if (!read || read.flags.length > 0) {
      to.byte(0);
      to.text(value);
      return;
    }
    const { family, value: number } = read.address;
    to.byte(family === 'IPv4' ? 4 : 6);
    if (family === 'IPv4') writeWord(to, Number(number));
    else for (let shift = 96n; shift >= 0n; shift -= 32n) writeWord(to, Number((number >> shift) & 0xffffffffn));
  },
  read(from) {
    const form = from.byte();
    if (form === 0) return from.text();
    if (form === 4) return formatAddress({ family: 'IPv4', value: BigInt(readWord(from)) });
    let value = 0n;
    for (let i = 0; i < 4; i++) value = (value << 32n) | BigInt(readWord(from));
    return formatAddress({ family: 'IPv6', value });
  },
  pass(from) {
    const form = from.byte();
    if (form === 0) from.passText();
    else from.at += form === 4 ? 4 : 16;
  },
};

function writeWord(to: RowWriter, value: number): void {
  to.byte(value >>> 24);
  to.byte((value >>> 16) & 255);
  to.byte((value >>> 8) & 255);
  to.byte(value & 255);
}

function readWord(from: RowReader): number {
  const value = from.bytes.readUInt32BE(from.at);
  from.at += 4;
  return value;
}

const empty: readonly never[] = Object.freeze([]);

export function list<T>(of: Field<T>): Field<readonly T[]> {
  return {
    write(to, values) {
      to.number(values.length);
      for (const value of values) of.write(to, value);
    },
    read(from) {
      const length = from.number();
      if (length === 0) return empty;
      const values: T[] = [];
      for (let i = 0; i < length; i++) values.push(of.read(from));
      return values;
    },
    pass(from, each) {
      for (let left = from.number(); left > 0; left--) of.pass(from, each);
    },
  };
}

export interface Struct<T> extends Field<T> {
  /** Sets the fields on an object that is being made. */
  readInto(value: object, from: RowReader): void;
}

/** Fields after each other, in the order in which they are named here. */
export function struct<T extends object>(fields: FieldsOf<T>): Struct<T> {
  const entries = Object.entries(fields) as [keyof T, Field<unknown>][];
  const readInto = (value: Partial<T>, from: RowReader): void => {
    for (const [key, field] of entries) value[key] = field.read(from) as T[keyof T];
  };
  return {
    write(to, value) {
      for (const [key, field] of entries) field.write(to, value[key]);
    },
    read(from) {
      const value: Partial<T> = {};
      readInto(value, from);
      return value as T;
    },
    readInto,
    pass(from, each) {
      for (const [, field] of entries) field.pass(from, each);
    },
  };
}
