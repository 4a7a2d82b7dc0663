import { expect, test } from 'vitest';
import { patched } from './patched.ts';

test('fields change, undefined removes, the rest stays', () => {
  const before: { a?: string; b?: string; c?: number } = { a: 'x', b: 'y' };
  expect(Object.entries(patched(before, { a: undefined, c: 1 }))).toEqual([
    ['b', 'y'],
    ['c', 1],
  ]);
  expect(before).toEqual({ a: 'x', b: 'y' });
});
