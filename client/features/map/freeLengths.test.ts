import { expect, test } from 'vitest';
import { firstLength, freeLengths } from './freeLengths.ts';

test('a /16 offers its own length down to /32', () => {
  const lengths = freeLengths('IPv4', 16, 24);
  expect([lengths[0], lengths.at(-1), lengths.length, firstLength(lengths, 'IPv4', 24)]).toEqual([16, 32, 17, 24]);
});
test('a /48 offers sixteen bits and the block that is longer', () => {
  const lengths = freeLengths('IPv6', 48, 80);
  expect([lengths[0], lengths.at(-1), firstLength(lengths, 'IPv6', 80)]).toEqual([48, 80, 80]);
});
test('a range without blocks is looked through for single addresses, or /64s', () => {
  expect(firstLength(freeLengths('IPv4', 27, null), 'IPv4', null)).toBe(32);
  expect(firstLength(freeLengths('IPv6', 112, null), 'IPv6', null)).toBe(128);
});
