import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditSearch } from './search.ts';

test('a link to what breaks without IPv6 among the Services is kept as it is', () => {
  const view = { leaving: 'IPv6', list: 'services', breaks: true, namespace: 'shop', sort: '-name' };
  expect(auditSearch(view)).toEqual(view);
});

test('what is no choice is no filter', () => {
  expect(auditSearch({ leaving: 'IPv5', list: '__proto__', families: 'IPv6,IPv5', todo: 'no', q: '' })).toEqual({});
});

test('any text gives a view', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('leaving', 'list', 'families', 'todo', 'breaks', 'q', 'sort'), fc.anything()), (raw) => {
      expect(() => auditSearch(raw)).not.toThrow();
    }),
  );
});
