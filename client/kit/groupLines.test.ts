import { expect, test } from 'vitest';
import { groupLines } from './groupLines.ts';

test('a head stands before each run of rows of one key', () => {
  expect(groupLines(['full', 'full', 'leaked'])).toEqual(['full', 0, 1, 'leaked', 2]);
  expect(groupLines([])).toEqual([]);
});

test('rows stay in their order, also where it splits a group', () => {
  expect(groupLines(['full', 'leaked', 'full'])).toEqual(['full', 0, 'leaked', 1, 'full', 2]);
});
