import { expect, test } from 'vitest';
import { maskFault, maskText, parseMaskText } from './maskText.ts';
import { planSearch } from './search.ts';

test('a scenario stands as it was written, also one that cannot be read', () => {
  expect(planSearch({ scenario: 'nodes=24@2027-01-11', wish: 'a /20 for Services', mask: 'IPv4/25', other: '1' })).toEqual({
    scenario: 'nodes=24@2027-01-11',
    wish: 'a /20 for Services',
    mask: 'IPv4/25',
  });
  expect(planSearch({ scenario: 'node=3' })).toEqual({ scenario: 'node=3' });
  expect(planSearch({ scenario: '', wish: ['x'], mask: {} })).toEqual({});
});

test.each([
  ['IPv4/25', { family: 'IPv4', prefix: 25 }],
  ['IPv6/128', { family: 'IPv6', prefix: 128 }],
  ['IPv4/33', undefined],
  ['IPv6/0', undefined],
  ['IPv5/24', undefined],
  ['25', undefined],
  [undefined, undefined],
])('%j is the change %o', (text, change) => {
  expect(parseMaskText(text)).toEqual(change);
  if (change && text) expect(maskText(change as never)).toBe(text);
});

test('a mask that is none is named by its field, with what to write', () => {
  expect(maskFault('IPv4/33')).toBe('mask: "IPv4/33": write a family and a prefix length of it, such as IPv4/25 or IPv6/64');
});
