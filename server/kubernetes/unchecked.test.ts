import { describe, expect, test } from 'vitest';
import { count, elements, fields, isTrue, parsed, word, words } from './unchecked.ts';

test.each([
  [{ a: 1 }, { a: 1 }],
  [[1, 2], {}],
  [null, {}],
  [undefined, {}],
  ['text', {}],
  [7, {}],
])('the fields of %j are %j', (value, expected) => expect(fields(value)).toEqual(expected));

test.each([
  [
    [1, 'a'],
    [1, 'a'],
  ],
  [{ length: 1, 0: 'a' }, []],
  ['text', []],
  [null, []],
])('the elements of %j are %j', (value, expected) => expect(elements(value)).toEqual(expected));

test.each([
  ['text', 'text'],
  ['', ''],
  [5, '5'],
  [0, '0'],
  [true, ''],
  [null, ''],
  [['text'], ''],
])('the word in %j is "%s"', (value, expected) => expect(word(value)).toBe(expected));

test('words are the text of a list, in its order, without what is none', () => {
  expect(words(['10.0.0.1', '', null, 5, {}, 'fd00::1'])).toEqual(['10.0.0.1', '5', 'fd00::1']);
  expect(words('10.0.0.1')).toEqual([]);
});

test.each([
  [26, 26],
  ['26', 26],
  ['007', 7],
  [0, 0],
  [2 ** 53 - 1, 2 ** 53 - 1],
  [2 ** 53, 0],
  ['9007199254740992', 0],
  [-1, 0],
  ['-1', 0],
  [1.5, 0],
  ['1e3', 0],
  ['x12', 0],
  ['12x', 0],
  ['', 0],
  [' 1', 0],
  [true, 0],
  [['12'], 0],
  [null, 0],
])('the count in %j is %d', (value, expected) => expect(count(value)).toBe(expected));

test.each([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
  ['True', false],
  [1, false],
  [undefined, false],
])('%j is true: %s', (value, expected) => expect(isTrue(value)).toBe(expected));

describe('JSON text', () => {
  test('is its value, or undefined where it is none', () => {
    expect(parsed('{"a": [1]}')).toEqual({ a: [1] });
    expect(parsed('null')).toBeNull();
    expect(parsed('{')).toBeUndefined();
    expect(parsed('')).toBeUndefined();
  });
});
