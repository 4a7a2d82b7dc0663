import { expect, test } from 'vitest';
import { rangeOf } from './rangeOf.ts';

const pools = [{ ranges: ['10.96.0.0/16'] }, { ranges: ['10.96.8.0/24'] }, { ranges: ['fd00:96::/112'] }];

test('of two ranges that hold an address it is the narrower', () => {
  expect(rangeOf('10.96.8.1', pools)).toBe('10.96.8.0/24');
  expect(rangeOf('10.96.9.1', pools)).toBe('10.96.0.0/16');
});

test('families do not mix', () => {
  expect(rangeOf('fd00:96::5b2e', pools)).toBe('fd00:96::/112');
});

test('outside of all ranges, and for what is no address, there is none', () => {
  expect(rangeOf('192.0.2.1', pools)).toBeUndefined();
  expect(rangeOf('None', pools)).toBeUndefined();
});

test('a range may be none that a prefix is', () => {
  const edge = [{ ranges: ['172.18.255.200-172.18.255.250'] }, { ranges: ['172.18.0.0/16'] }];
  expect(rangeOf('172.18.255.250', edge)).toBe('172.18.255.200-172.18.255.250');
  expect(rangeOf('172.18.255.251', edge)).toBe('172.18.0.0/16');
});
