import fc from 'fast-check';
import { Address4, Address6 } from 'ip-address';
import { describe, expect, test } from 'vitest';
import { type Address, addressBits } from './address.ts';
import {
  type Cidr,
  cidrOf,
  cidrSize,
  compareCidrs,
  containsAddress,
  containsCidr,
  coveringCidr,
  formatCidr,
  hostCidr,
  lastValue,
  overlaps,
  parseCidr,
  parseCidrLax,
  prefixNumber,
  whyNotCidr,
} from './cidr.ts';

const cidr = (text: string): Cidr => {
  const parsed = parseCidr(text);
  if (!parsed) throw new Error(`${text} is not a CIDR`);
  return parsed;
};

const cidrsOf = (family: 'IPv4' | 'IPv6', shortest = 0): fc.Arbitrary<Cidr> =>
  fc
    .tuple(fc.bigInt({ min: 0n, max: 2n ** BigInt(addressBits(family)) - 1n }), fc.integer({ min: shortest, max: addressBits(family) }))
    .map(([value, prefixLength]) => cidrOf({ family, value }, prefixLength));
const anyCidr = fc.oneof(cidrsOf('IPv4'), cidrsOf('IPv6'));

test.each([
  ['0.0.0.0/0', 'IPv4', 2n ** 32n],
  ['10.96.0.0/20', 'IPv4', 4096n],
  ['10.0.0.0/31', 'IPv4', 2n],
  ['10.0.0.1/32', 'IPv4', 1n],
  ['::/0', 'IPv6', 2n ** 128n],
  ['fd00:10:244::/56', 'IPv6', 2n ** 72n],
  ['::2/127', 'IPv6', 2n],
  ['::1/128', 'IPv6', 1n],
  ['FD00:0::/64', 'IPv6', 2n ** 64n],
])('%s is %s and holds %d addresses', (text, family, size) => {
  expect(cidr(text).family).toBe(family);
  expect(cidrSize(cidr(text))).toBe(size);
});

test.each([
  ['', 'it is empty'],
  [`${'f'.repeat(50)}::/64`, 'it has 55 characters; the longest CIDR has 49'],
  ['ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255/129', 'the prefix length must be a whole number from 0 to 128'],
  ['fe80::%eth0/64', 'it has a zone id (the part from "%"): leave that out'],
  ['10.0.0.0', 'it has no prefix length: write address/length'],
  ['1.2.3.4/33', 'the prefix length must be a whole number from 0 to 32'],
  ['::/129', 'the prefix length must be a whole number from 0 to 128'],
  ['10.0.0.0/', 'the prefix length must be a whole number from 0 to 32'],
  ['10.0.0.0/-1', 'the prefix length must be a whole number from 0 to 32'],
  ['10.0.0.0/08', 'the prefix length must be a whole number from 0 to 32'],
  ['10.0.0.0/8.0', 'the prefix length must be a whole number from 0 to 32'],
  ['10.0.0.0/1e1', 'the prefix length must be a whole number from 0 to 32'],
  ['10.0.0.0/8/8', 'the prefix length must be a whole number from 0 to 32'],
  ['10.0.0.0/255.0.0.0', 'the prefix length must be a whole number from 0 to 32'],
  ['10.0.0.1/8', 'bits behind the prefix length are set: write 10.0.0.0/8'],
  ['fd00::1/64', 'bits behind the prefix length are set: write fd00::/64'],
  [
    '010.0.0.0/8',
    'the part before "/" is not an address: an octet has a leading zero, which some programs read as octal: write it without',
  ],
  ['/8', 'the part before "/" is not an address: it is empty'],
  ['x/8', 'the part before "/" is not an address: it is neither an IPv4 nor an IPv6 address'],
])('%j is refused: %s', (text, why) => {
  expect(parseCidr(text)).toBeUndefined();
  expect(whyNotCidr(text)).toBe(why);
});

// Answers of ParseCIDRSloppy in k8s.io/utils/net, with which Kubernetes 1.37.2 reads stored ranges.
test.each([
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['10.0.0.1/8', '10.0.0.0/8'],
  ['010.0.0.0/08', '10.0.0.0/8'],
  ['10.0.0.0/0000000008', '10.0.0.0/8'],
  ['10.0.0.0/33', undefined],
  ['10.0.0.0/-1', undefined],
  ['10.0.0.0/+8', undefined],
  ['10.0.0.0/', undefined],
  ['/8', undefined],
  ['10.0.0.0', undefined],
  ['10.0.0.0/8/8', undefined],
  ['fd00::1/64', 'fd00::/64'],
  ['fd00::/0064', 'fd00::/64'],
  ['00fd00::/64', 'fd00::/64'],
  ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
  ['::ffff:10.1.2.3/128', '10.1.2.3/32'],
  ['::ffff:10.0.0.0/96', '0.0.0.0/0'],
  ['::ffff:10.0.0.0/90', '::ffc0:0:0/90'],
  ['::ffff:10.0.0.0/8', '::/8'],
  ['::/129', undefined],
  ['::ffff:10.0.0.0/129', undefined],
])('as Go does, the lax parser reads %j as %s', (text, expected) => {
  const parsed = parseCidrLax(text);
  expect(parsed && formatCidr(parsed)).toBe(expected);
});

test('the lax parser reads texts of up to 72 characters, and a mapped network wider than IPv4 as IPv6', () => {
  const padded = (length: number) => `10.0.0.0/${'0'.repeat(length - '10.0.0.0/8'.length)}8`;
  expect(parseCidrLax(padded(72))).toEqual({ family: 'IPv4', value: 0x0a000000n, prefixLength: 8 });
  expect(parseCidrLax(padded(73))).toBeUndefined();
  expect(parseCidrLax('::ffff:10.0.0.0/95')).toEqual({ family: 'IPv6', value: 0xfffe00000000n, prefixLength: 95 });
});

test.each([
  [['10.0.0.0/24'], '10.0.0.0/24'],
  [['10.0.0.0/24', '10.0.1.0/24'], '10.0.0.0/23'],
  [['10.0.1.0/24', '10.0.2.0/24'], '10.0.0.0/22'],
  [['10.244.0.0/24', '10.244.7.0/24', '10.244.3.0/25'], '10.244.0.0/21'],
  [['0.0.0.0/32', '255.255.255.255/32'], '0.0.0.0/0'],
  [['fd00::/64', 'fd00:0:0:1::/64'], 'fd00::/63'],
  [['::/128', 'ffff::/16'], '::/0'],
  [['10.0.0.0/8', '10.1.2.0/24'], '10.0.0.0/8'],
])('the smallest prefix around %j is %s', (texts, expected) => {
  expect(formatCidr(coveringCidr(texts.map(cidr)))).toBe(expected);
});

test('nothing covers no prefix, or both families at once', () => {
  expect(() => coveringCidr([])).toThrow('there is no prefix to cover');
  expect(() => coveringCidr([cidr('10.0.0.0/8'), cidr('fd00::/8')])).toThrow('fd00::/8 is not IPv4');
});

test('prefixes are ordered IPv4 first, then by network, the shorter prefix before the longer', () => {
  const sorted = ['fd00::/8', '10.0.1.0/24', '::/0', '10.0.0.0/24', '10.0.0.0/8'].map(cidr).sort(compareCidrs).map(formatCidr);
  expect(sorted).toEqual(['10.0.0.0/8', '10.0.0.0/24', '10.0.1.0/24', '::/0', 'fd00::/8']);
  expect(compareCidrs(cidr('10.0.0.0/24'), cidr('10.0.1.0/24'))).toBe(-1);
  expect(compareCidrs(cidr('10.0.1.0/24'), cidr('10.0.0.0/24'))).toBe(1);
  expect(compareCidrs(cidr('10.0.0.0/24'), cidr('10.0.0.0/24'))).toBe(0);
});

test('the same number in the other family is not contained', () => {
  expect(containsAddress(cidr('0.0.0.0/0'), { family: 'IPv6', value: 1n })).toBe(false);
  expect(containsCidr(cidr('::/0'), cidr('10.0.0.0/8'))).toBe(false);
  expect(overlaps(cidr('::/0'), cidr('0.0.0.0/0'))).toBe(false);
});

describe('laws', () => {
  test('what is written reads back as the same prefix, strictly and laxly', () => {
    fc.assert(
      fc.property(anyCidr, (prefix) => {
        expect(parseCidr(formatCidr(prefix))).toEqual(prefix);
        if (prefix.family === 'IPv4' || prefix.value >> 32n !== 0xffffn) expect(parseCidrLax(formatCidr(prefix))).toEqual(prefix);
      }),
    );
  });

  test('first and last address are those of the ip-address package', () => {
    fc.assert(
      fc.property(anyCidr, (prefix) => {
        const other = prefix.family === 'IPv4' ? new Address4(formatCidr(prefix)) : new Address6(formatCidr(prefix));
        expect(other.startAddress().bigInt()).toBe(prefix.value);
        expect(other.endAddress().bigInt()).toBe(lastValue(prefix));
      }),
    );
  });

  test('a short prefix contains what counting through it finds, and nothing else', () => {
    fc.assert(
      fc.property(cidrsOf('IPv4', 26), fc.integer({ min: -80, max: 80 }), (prefix, step) => {
        const value = prefix.value + BigInt(step);
        fc.pre(value >= 0n && value < 2n ** 32n);
        let found = false;
        for (let at = prefix.value; at < prefix.value + cidrSize(prefix); at++) if (at === value) found = true;
        expect(containsAddress(prefix, { family: 'IPv4', value })).toBe(found);
        expect(containsCidr(prefix, hostCidr({ family: 'IPv4', value }))).toBe(found);
      }),
    );
  });

  test('one prefix contains another exactly when it holds its first and its last address', () => {
    fc.assert(
      fc.property(cidrsOf('IPv6'), fc.integer({ min: 0, max: 128 }), fc.integer({ min: 0, max: 128 }), (prefix, a, b) => {
        const outer = cidrOf(prefix, a);
        const inner = cidrOf({ family: 'IPv6', value: prefix.value ^ 1n }, b);
        const ends: Address[] = [
          { family: 'IPv6', value: inner.value },
          { family: 'IPv6', value: lastValue(inner) },
        ];
        const both = ends.every((end) => containsAddress(outer, end));
        expect(containsCidr(outer, inner)).toBe(both);
        const touch = ends.some((end) => containsAddress(outer, end)) || containsAddress(inner, { family: 'IPv6', value: outer.value });
        expect(overlaps(outer, inner)).toBe(touch);
        expect(overlaps(inner, outer)).toBe(touch);
      }),
    );
  });

  test('the covering prefix contains all, and neither of its halves does', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(cidrsOf('IPv4'), { minLength: 1, maxLength: 5 }), fc.array(cidrsOf('IPv6'), { minLength: 1, maxLength: 5 })),
        (prefixes) => {
          const cover = coveringCidr(prefixes);
          expect(prefixes.every((prefix) => containsCidr(cover, prefix))).toBe(true);
          if (cover.prefixLength === addressBits(cover.family)) return;
          const longer = cover.prefixLength + 1;
          const upper = cover.value + (cidrSize(cover) >> 1n);
          for (const value of [cover.value, upper]) {
            const half = cidrOf({ family: cover.family, value }, longer);
            expect(prefixes.every((prefix) => containsCidr(half, prefix))).toBe(false);
          }
        },
      ),
    );
  });

  test('no text makes a parser throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: fc.constantFrom(...'0123456789af:./% '), maxLength: 60 }), fc.string()), (text) => {
        for (const parsed of [parseCidr(text), parseCidrLax(text)]) {
          if (parsed) expect(cidrOf(parsed, parsed.prefixLength)).toEqual(parsed);
        }
        expect(whyNotCidr(text)).toMatch(/./);
      }),
    );
  });
});

test.each([
  ['10.96.0.0/12', 0x0a6n],
  ['0.0.0.0/0', 0n],
  ['10.0.0.7/32', 0x0a000007n],
  ['fd00:10:244::/48', 0xfd0000100244n],
  ['fd00:10:244:1::/64', 0xfd00001002440001n],
])('the number of the prefix %s has no host bits, so no zeros that all networks share', (text, number) => {
  expect(prefixNumber(cidr(text))).toBe(number);
});
