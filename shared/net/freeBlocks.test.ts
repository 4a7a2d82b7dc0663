import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddressRange } from './addressRange.ts';
import { formatCidr } from './cidr.ts';
import { countFreeBlocks, freeBlocks } from './freeBlocks.ts';
import { complement, difference, type RangeSet, rangeSet } from './rangeSet.ts';

const set = (...texts: string[]): RangeSet => {
  const ranges = texts.map((text) => {
    const range = parseAddressRange(text);
    if (!range) throw new Error(`not a range: ${text}`);
    return range;
  });
  return rangeSet(ranges[0]?.family ?? 'IPv4', ranges);
};

const first = (free: RangeSet, prefixLength: number, n: number): string[] =>
  freeBlocks(free, prefixLength).take(n).map(formatCidr).toArray();

test('a /16 with two /24 taken has 254 of them free, the lowest first', () => {
  const free = difference(set('10.244.0.0/16'), set('10.244.0.0/24', '10.244.2.0/24'));
  expect(countFreeBlocks(free, 24)).toBe(254n);
  expect(first(free, 24, 3)).toEqual(['10.244.1.0/24', '10.244.3.0/24', '10.244.4.0/24']);
  expect(countFreeBlocks(free, 17)).toBe(1n);
  expect(first(free, 17, 9)).toEqual(['10.244.128.0/17']);
  expect(countFreeBlocks(free, 16)).toBe(0n);
});

test('free addresses that are not aligned make no block', () => {
  expect(countFreeBlocks(set('10.0.0.1-10.0.0.254'), 25)).toBe(0n);
  expect(first(set('10.0.0.1-10.0.0.254'), 26, 9)).toEqual(['10.0.0.64/26', '10.0.0.128/26']);
  expect(first(set('10.0.0.5'), 32, 9)).toEqual(['10.0.0.5/32']);
});

test('the first /64 of all IPv6 but fd00::/8 are there at once, 2^64 less 2^56 of them', () => {
  const free = complement(set('fd00::/8'));
  expect(countFreeBlocks(free, 64)).toBe(2n ** 64n - 2n ** 56n);
  expect(first(free, 64, 2)).toEqual(['::/64', '0:0:0:1::/64']);
  expect(countFreeBlocks(complement(rangeSet('IPv6', [])), 0)).toBe(1n);
});

test('the blocks are those of a walk over every block of the length', () => {
  const runs = fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 63n }), fc.bigInt({ min: 0n, max: 63n })), { maxLength: 5 });
  fc.assert(
    fc.property(runs, fc.integer({ min: 26, max: 32 }), (pairs, prefixLength) => {
      const free = rangeSet(
        'IPv4',
        pairs.map(([a, b]) => ({ first: a < b ? a : b, last: a < b ? b : a })),
      );
      const size = 1n << BigInt(32 - prefixLength);
      const walked: string[] = [];
      for (let value = 0n; value < 64n; value += size) {
        if (free.runs.some((run) => run.first <= value && value + size - 1n <= run.last))
          walked.push(formatCidr({ family: 'IPv4', value, prefixLength }));
      }
      expect([...freeBlocks(free, prefixLength)].map(formatCidr)).toEqual(walked);
      expect(countFreeBlocks(free, prefixLength)).toBe(BigInt(walked.length));
    }),
  );
});
