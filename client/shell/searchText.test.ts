import { expect, test } from 'vitest';
import { parseSearchText, searchText } from './searchText.ts';

test('a link stays readable', () => {
  expect(searchText({ cidr: 'fd00:244::/48', sel: '10.244.7.19', pool: undefined, problems: false, q: '' })).toBe(
    '?cidr=fd00:244::/48&sel=10.244.7.19',
  );
  expect(searchText({})).toBe('');
});

test('what is written is read again, whatever it looks like', () => {
  for (const q of ['10', 'true', '"x"', 'a b&c=d#e', '1e3', 'ü/:,+']) {
    expect(parseSearchText(searchText({ q }))).toEqual({ q });
  }
});
