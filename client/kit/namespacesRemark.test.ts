import { expect, test } from 'vitest';
import { namespacesRemark } from './namespacesRemark.ts';

const items = [
  { name: 'default', services: 1 },
  { name: 'shop', services: null },
];

test('a whole list needs no remark, an empty one neither', () => {
  expect(namespacesRemark({ total: 2, items, next: null }, false)).toBeUndefined();
  expect(namespacesRemark({ total: 0, items: [], next: null }, false)).toBeUndefined();
});

test('a list that is cut says so, and one that is unknown is not called empty', () => {
  expect(namespacesRemark({ total: 1200, items, next: 'more' }, false)).toBe('The first 2 of 1,200. Any other can be typed.');
  expect(namespacesRemark({ total: null, items: [], next: null }, false)).toBe(
    'Neither namespaces nor Services are read. Any name can be typed.',
  );
});

test('what is awaited or failed is said; the last list stays where asking again failed', () => {
  expect(namespacesRemark(undefined, false)).toBe('Reading namespaces');
  expect(namespacesRemark(undefined, true)).toBe('They could not be read. Any name can be typed.');
  expect(namespacesRemark({ total: 2, items, next: null }, true)).toBeUndefined();
});
