import { expect, test } from 'vitest';
import { flag, int32, int64, many, mapOf, message, one, readerOf, text, textMap, texts } from './message.ts';

const inner = message('TestInner', { name: text(1) });
const outer = message('TestOuter', {
  flag: flag(1),
  int: int32(2),
  long: int64(3),
  text: text(4),
  texts: texts(5),
  labels: textMap(6),
  one: one(7, inner),
  many: many(8, inner),
  map: mapOf(9, inner),
});

const bytes = (number: number, ...content: readonly (number | string)[]): number[] => {
  const flat = content.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : [part]));
  return [number * 8 + 2, flat.length, ...flat];
};
const a = [0x0a, 1, 'a'] as const; // an Inner whose name is "a"
const read = (...parts: readonly number[][]) => outer.decode(readerOf(Buffer.from(parts.flat())));

test('every form of field is read in the shape of JSON', () => {
  const object = read(
    [1 * 8, 1],
    [2 * 8, 42],
    [3 * 8, 43],
    bytes(4, 'text'),
    bytes(5, 'x'),
    bytes(5, 'y'),
    bytes(6, 0x0a, 1, 'k', 0x12, 1, 'v'),
    bytes(7, ...a),
    bytes(8, ...a),
    bytes(8, 0x0a, 1, 'b'),
    bytes(9, 0x0a, 1, 'k', 0x12, 3, ...a),
  );
  expect(object).toMatchObject({
    flag: true,
    int: 42,
    text: 'text',
    texts: ['x', 'y'],
    labels: { k: 'v' },
    one: { name: 'a' },
    many: [{ name: 'a' }, { name: 'b' }],
    map: { k: { name: 'a' } },
  });
  expect(Number(object.long)).toBe(43);
});

test('an absent scalar or message is null, not its type’s zero; a zero that is written is zero', () => {
  const { flag, int, text, one } = read();
  expect([flag, int, text, one]).toEqual([null, null, null, null]);
  expect(read([1 * 8, 0], [2 * 8, 0], bytes(4))).toMatchObject({ flag: false, int: 0, text: '' });
});

test('fields that are not declared are skipped, and not kept', () => {
  const object = read(bytes(15, 'other'), bytes(4, 'text'), [14 * 8, 7]);
  expect(object.text).toBe('text');
  expect(Reflect.get(object, '$unknowns')).toBeUndefined();
});

test('so many bytes are read, or all; bytes that end too early are a RangeError', () => {
  const two = Buffer.from([...bytes(4, 'one'), ...bytes(4, 'two')]);
  expect(outer.decode(readerOf(two), two.length / 2).text).toBe('one');
  expect(outer.decode(readerOf(two)).text).toBe('two');
  expect(() => outer.decode(readerOf(two.subarray(0, -1)))).toThrow(RangeError);
});
