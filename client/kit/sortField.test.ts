import { expect, test } from 'vitest';
import { rowAfterKey } from './rowAfterKey.ts';
import { nextSort, parseSort } from './sortField.ts';

test('a head pressed again and again sorts up, down, and not at all', () => {
  expect(nextSort(undefined, 'name')).toBe('name');
  expect(nextSort('name', 'name')).toBe('-name');
  expect(nextSort('-name', 'name')).toBeUndefined();
  expect(nextSort('-name', 'zone')).toBe('zone');
});

test('a sort parameter is a field and a direction', () => {
  expect(parseSort('-remaining')).toEqual({ field: 'remaining', descending: true });
  expect(parseSort('name')).toEqual({ field: 'name', descending: false });
  expect(parseSort('-')).toBeUndefined();
  expect(parseSort(undefined)).toBeUndefined();
});

test('keys move by row and page and stop at the ends', () => {
  expect(rowAfterKey('ArrowDown', -1, 10, 4)).toBe(0);
  expect(rowAfterKey('ArrowDown', 9, 10, 4)).toBe(9);
  expect(rowAfterKey('ArrowUp', 0, 10, 4)).toBe(0);
  expect(rowAfterKey('PageDown', 3, 10, 4)).toBe(7);
  expect(rowAfterKey('PageUp', 3, 10, 4)).toBe(0);
  expect(rowAfterKey('End', -1, 10, 4)).toBe(9);
  expect(rowAfterKey('Home', 7, 10, 4)).toBe(0);
  expect(rowAfterKey('x', 7, 10, 4)).toBeUndefined();
  expect(rowAfterKey('ArrowDown', -1, 0, 4)).toBeUndefined();
});
