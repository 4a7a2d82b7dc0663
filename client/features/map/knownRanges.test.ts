import { expect, test } from 'vitest';
import { cidr } from './answersForTests.ts';
import { insideOf, knownRanges } from './knownRanges.ts';

const pools = [{ ranges: ['192.0.2.16-192.0.2.31', '192.0.2.128/26'] }, { ranges: ['192.0.2.24/29', 'fd00::/64'] }];

test('ranges of several pools count once where they overlap', () => {
  expect(insideOf(knownRanges(pools, 'IPv4'), cidr('192.0.2.0/24'))).toBe(80n);
});
test('what lies between two ranges of a pool is in none', () => {
  expect(insideOf(knownRanges(pools, 'IPv4'), cidr('192.0.2.64/26'))).toBe(0n);
});
test('a prefix that a range ends in counts what is inside', () => {
  expect(insideOf(knownRanges(pools, 'IPv4'), cidr('192.0.2.0/27'))).toBe(16n);
});
test('the other family counts by itself', () => expect(insideOf(knownRanges(pools, 'IPv6'), cidr('fd00::/56'))).toBe(2n ** 64n));
