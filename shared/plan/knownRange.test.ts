import { expect, test } from 'vitest';
import { formatAddressRange, parseAddressRange } from '../net/addressRange.ts';
import { overlapOf, specialKnown, takenBy } from './knownRange.ts';

const range = (text: string) => {
  const read = parseAddressRange(text);
  if (!read) throw new Error(`not a range: ${text}`);
  return read;
};

test.each([
  ['10.0.0.0/24', '10.0.0.0/24', 'same'],
  ['10.0.0.0/25', '10.0.0.0/24', 'inside'],
  ['10.0.0.0/24', '10.0.0.128/25', 'around'],
  ['10.0.0.0/24', '10.0.0.9-10.0.1.9', 'partly'],
  ['10.0.0.0/24', '10.0.1.0/24', null],
  ['::/0', '0.0.0.0/0', null],
])('%s to %s: %s', (a, b, how) => {
  expect(overlapOf(range(a), range(b))).toBe(how);
});

test('no cluster can use loopback, multicast or documentation; private ranges, ULA and the carriers’ range it can', () => {
  const texts = specialKnown.map(({ range }) => formatAddressRange(range));
  expect(texts).toEqual(expect.arrayContaining(['127.0.0.0/8', '224.0.0.0/4', '2001:db8::/32', 'fe80::/10']));
  for (const usable of ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']) expect(texts).not.toContain(usable);
});

test('what is taken is of one family', () => {
  const known = [range('10.0.0.0/24'), range('fd00::/64')].map((one) => ({ range: one, use: 'pod' as const, what: 'x' }));
  expect(takenBy(known, 'IPv4').runs).toEqual([{ first: 0x0a000000n, last: 0x0a0000ffn }]);
});
