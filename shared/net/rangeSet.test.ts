import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressBits, type Family, formatAddress } from './address.ts';
import { type AddressRange, formatAddressRange, parseAddressRange } from './addressRange.ts';
import { cidrOf, parseCidr } from './cidr.ts';
import {
  complement,
  contains,
  count,
  countWithin,
  difference,
  intersection,
  nextRun,
  nth,
  type RangeSet,
  rangeSet,
  rangeSetOfCidrs,
  union,
} from './rangeSet.ts';

function read(text: string): AddressRange {
  const range = parseAddressRange(text);
  if (!range) throw new Error(`not a range: ${text}`);
  return range;
}

const set = (...texts: string[]): RangeSet => {
  const ranges = texts.map(read);
  return rangeSet(ranges[0]?.family ?? 'IPv4', ranges);
};
const texts = ({ family, runs }: RangeSet): string[] => runs.map((run) => formatAddressRange({ family, ...run }));

test.each([
  [['10.0.0.0/25', '10.0.0.128/25'], ['10.0.0.0/24']],
  [
    ['10.0.1.0/24', '10.0.0.0/24', '10.0.3.0/24'],
    ['10.0.0.0/23', '10.0.3.0/24'],
  ],
  [['10.0.0.0/8', '10.1.2.3'], ['10.0.0.0/8']],
  [['10.0.0.1-10.0.0.9', '10.0.0.5-10.0.0.20'], ['10.0.0.1-10.0.0.20']],
  [
    ['10.0.0.1', '10.0.0.3'],
    ['10.0.0.1/32', '10.0.0.3/32'],
  ],
  [['::/1', '8000::/1'], ['::/0']],
  [[], []],
])('the set of %j is %j', (from, expected) => expect(texts(set(...from))).toEqual(expected));

test('subtracting 10.0.0.0/25 from 10.0.0.0/24 leaves 10.0.0.128/25', () => {
  expect(texts(difference(set('10.0.0.0/24'), set('10.0.0.0/25')))).toEqual(['10.0.0.128/25']);
});

test('subtracting one address from a /30 leaves what is before and behind it', () => {
  expect(texts(difference(set('10.0.0.0/30'), set('10.0.0.1')))).toEqual(['10.0.0.0/32', '10.0.0.2/31']);
});

test('10.0.0.0/24 and 10.0.0.200-10.0.1.9 share 10.0.0.200-10.0.0.255, and together are one run', () => {
  expect(texts(intersection(set('10.0.0.0/24'), set('10.0.0.200-10.0.1.9')))).toEqual(['10.0.0.200-10.0.0.255']);
  expect(texts(union(set('10.0.0.0/24'), set('10.0.0.200-10.0.1.9')))).toEqual(['10.0.0.0-10.0.1.9']);
});

test('the complement of nothing is the family, and that of the family nothing', () => {
  expect(texts(complement(rangeSet('IPv4', [])))).toEqual(['0.0.0.0/0']);
  expect(texts(complement(rangeSet('IPv6', [])))).toEqual(['::/0']);
  expect(texts(complement(set('::/0')))).toEqual([]);
  expect(texts(complement(set('10.0.0.0/8')))).toEqual(['0.0.0.0-9.255.255.255', '11.0.0.0-255.255.255.255']);
});

test('two /64 and an address are counted without being walked over', () => {
  const blocks = set('fd00::/64', 'fd00:0:0:2::/64', 'fd00:0:0:4::1');
  expect(count(blocks)).toBe(2n * 2n ** 64n + 1n);
  expect(nth(blocks, 0n)).toBe(read('fd00::').first);
  expect(nth(blocks, 2n ** 64n)).toBe(read('fd00:0:0:2::').first);
  expect(nth(blocks, 2n ** 65n)).toBe(read('fd00:0:0:4::1').first);
  expect(nth(blocks, 2n ** 65n + 1n)).toBeUndefined();
  expect(nth(blocks, -1n)).toBeUndefined();
  expect(countWithin(blocks, read('fd00::ffff:ffff:ffff:ffff').first, read('fd00:0:0:2::1').first)).toBe(3n);
  expect(countWithin(blocks, 5n, 4n)).toBe(0n);
  const one = read('fd00:0:0:4::1').first;
  expect(countWithin(blocks, one, one)).toBe(1n);
});

test('an address of another family, or none at all, is refused by name', () => {
  expect(() => rangeSet('IPv4', [{ first: 0n, last: 1n << 32n }])).toThrow('rangeSet: 0 to 4294967296 is no run of IPv4 addresses');
  expect(() => rangeSet('IPv4', [{ first: -1n, last: 1n }])).toThrow('rangeSet: -1 to 1 is no run of IPv4 addresses');
  expect(() => rangeSet('IPv6', [{ first: 2n, last: 1n }])).toThrow('rangeSet: 2 to 1 is no run of IPv6 addresses');
  expect(() => union(set('10.0.0.0/8'), set('fd00::/8'))).toThrow(
    'a set of IPv4 addresses and one of IPv6 have nothing to do with each other',
  );
  const cidr = parseCidr('fd00::/8');
  expect(() => rangeSetOfCidrs('IPv4', cidr ? [cidr] : [])).toThrow('rangeSetOfCidrs: a prefix is IPv6, not IPv4');
});

describe('laws', () => {
  // 64 addresses at either end of a family are a universe that can be asked one by one.
  const universe = fc.constantFrom<[Family, bigint]>(['IPv4', 0n], ['IPv4', (1n << 32n) - 64n], ['IPv6', 0n], ['IPv6', (1n << 128n) - 64n]);
  const offsets = fc.bigInt({ min: 0n, max: 63n });
  const members = fc.array(fc.tuple(offsets, offsets), { maxLength: 6 });
  const pair = fc.tuple(universe, members, members).map(([[family, base], a, b]) => {
    const make = (runs: [bigint, bigint][]) =>
      rangeSet(
        family,
        runs.map(([x, y]) => ({ first: base + (x < y ? x : y), last: base + (x < y ? y : x) })),
      );
    return { base, a: make(a), b: make(b) };
  });
  const listed = (base: bigint, holds: (value: bigint) => boolean): bigint[] =>
    Array.from({ length: 64 }, (_, at) => base + BigInt(at)).filter(holds);
  const inRuns = ({ runs }: RangeSet, value: bigint): boolean => runs.some(({ first, last }) => first <= value && value <= last);
  /** Runs in order, none touching the next: so that equal sets look equal. */
  const normal = ({ runs }: RangeSet): boolean =>
    runs.every(({ first, last }, at) => first <= last && (at === 0 || first > (runs[at - 1]?.last ?? 0n) + 1n));

  test('union, intersection, difference and complement hold the addresses that their names say', () => {
    fc.assert(
      fc.property(pair, ({ base, a, b }) => {
        const cases: [RangeSet, (value: bigint) => boolean][] = [
          [union(a, b), (value) => inRuns(a, value) || inRuns(b, value)],
          [intersection(a, b), (value) => inRuns(a, value) && inRuns(b, value)],
          [difference(a, b), (value) => inRuns(a, value) && !inRuns(b, value)],
          [complement(a), (value) => !inRuns(a, value)],
        ];
        for (const [result, holds] of cases) {
          expect(listed(base, (value) => contains(result, value))).toEqual(listed(base, holds));
          expect(normal(result)).toBe(true);
        }
      }),
    );
  });

  test('what is counted, found by number and found next is what a list of all addresses has', () => {
    fc.assert(
      fc.property(pair, offsets, offsets, ({ base, a }, from, to) => {
        const all = listed(base, (value) => inRuns(a, value));
        expect(count(a)).toBe(BigInt(all.length));
        expect(all.map((_, n) => nth(a, BigInt(n)))).toEqual(all);
        const within = all.filter((value) => value >= base + from && value <= base + to);
        expect(countWithin(a, base + from, base + to)).toBe(BigInt(within.length));
        const next = all.find((value) => value >= base + from);
        const run = nextRun(a, base + from);
        expect(run && (run.first > base + from ? run.first : base + from)).toBe(next);
      }),
    );
  });

  test('de Morgan: what is in neither is outside of both', () => {
    fc.assert(
      fc.property(pair, ({ a, b }) => {
        expect(complement(union(a, b))).toEqual(intersection(complement(a), complement(b)));
      }),
    );
  });

  test('prefixes of any length make the set that their ends make', () => {
    const prefixes = fc
      .constantFrom<Family>('IPv4', 'IPv6')
      .chain((family) =>
        fc.tuple(
          fc.constant(family),
          fc.array(
            fc.tuple(fc.bigInt({ min: 0n, max: 2n ** BigInt(addressBits(family)) - 1n }), fc.integer({ min: 0, max: addressBits(family) })),
          ),
        ),
      );
    fc.assert(
      fc.property(prefixes, ([family, list]) => {
        const cidrs = list.map(([value, length]) => cidrOf({ family, value }, length));
        const made = rangeSetOfCidrs(family, cidrs);
        expect(normal(made)).toBe(true);
        expect(cidrs.every((cidr) => contains(made, cidr.value))).toBe(true);
        expect(count(made) + count(complement(made))).toBe(2n ** BigInt(addressBits(family)));
        expect(made.runs.every(({ first }) => cidrs.some((cidr) => formatAddress(cidr) === formatAddress({ family, value: first })))).toBe(
          true,
        );
      }),
    );
  });
});
