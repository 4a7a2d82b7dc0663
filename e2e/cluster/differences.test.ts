import { expect, it } from 'vitest';
import { differences, differencesByName } from './differences.ts';

it('an answer may say more than is expected of it', () => {
  expect(differences({ a: 1, b: { c: null } }, { a: 1, b: { c: null, d: 5 }, e: [] })).toEqual([]);
});

it.each([
  [{ a: 1 }, { a: 2 }, 'a: the API says 1, the product 2'],
  [{ a: { b: null } }, { a: { b: '0' } }, 'a.b: the API says null, the product "0"'],
  [{ a: 1 }, {}, 'a: the API says 1, the product nothing'],
  [{ a: [1, 2] }, { a: [2, 1] }, 'a[0]: the API says 1, the product 2'],
  [{ a: [1] }, { a: [1, 2] }, 'a: the API says [1], the product [1,2]'],
  [{ a: { b: 1 } }, { a: null }, 'a: the API says {"b":1}, the product null'],
  [{ a: 1 }, undefined, 'answer: the API says {"a":1}, the product nothing'],
])('%o is not %o', (expected, actual, told) => {
  expect(differences(expected, actual)[0]).toBe(told);
});

it('items are compared by name, whatever their order', () => {
  const expected = new Map([
    ['x', { n: 1 }],
    ['y', { n: 2 }],
  ]);
  const actual = new Map([
    ['z', { n: 3 }],
    ['y', { n: 4 }],
  ]);
  expect(differencesByName(expected, actual)).toEqual([
    'x is missing',
    'y: n: the API says 2, the product 4',
    'z is shown, and is not there',
  ]);
});
