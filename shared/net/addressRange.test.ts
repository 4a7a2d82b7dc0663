import fc from 'fast-check';
import { Address4, Address6 } from 'ip-address';
import { describe, expect, test } from 'vitest';
import { addressBits, type Family } from './address.ts';
import {
  type AddressRange,
  cidrsOf,
  coveringOf,
  formatAddressRange,
  parseAddressRange,
  parseAddressRangeLax,
  rangeOfCidr,
  whyNotAddressRange,
} from './addressRange.ts';
import { containsCidr, formatCidr, lastValue } from './cidr.ts';

function read(text: string): AddressRange {
  const range = parseAddressRange(text);
  if (!range) throw new Error(`not a range: ${text}`);
  return range;
}

test.each([
  ['172.23.1.10-172.23.1.29', '172.23.1.10-172.23.1.29'],
  ['172.23.1.10 - 172.23.1.29', '172.23.1.10-172.23.1.29'],
  [' 172.23.1.10-172.23.1.29 ', '172.23.1.10-172.23.1.29'],
  ['10.70.0.240..10.70.0.250', '10.70.0.240-10.70.0.250'],
  ['10.70.0.200-10.70.0.203', '10.70.0.200/30'],
  ['10.0.0.0/24', '10.0.0.0/24'],
  ['10.0.0.7', '10.0.0.7/32'],
  ['10.0.0.7-10.0.0.7', '10.0.0.7/32'],
  ['0.0.0.0-255.255.255.255', '0.0.0.0/0'],
  ['FD00:80::10-fd00:80:0::1e', 'fd00:80::10-fd00:80::1e'],
  ['fd00:90::', 'fd00:90::/128'],
  ['::/0', '::/0'],
])('%j is read, and written as %s', (text, expected) => {
  expect(formatAddressRange(read(text))).toBe(expected);
});

test.each([
  ['', 'it is empty'],
  ['10.0.0.0', undefined],
  ['10.0.0.0/33', 'the prefix length must be a whole number from 0 to 32'],
  ['10.0.0.1/24', 'bits behind the prefix length are set: write 10.0.0.0/24'],
  ['10.0.0', 'an IPv4 address is four numbers from 0 to 255 with dots between them'],
  [' 10.0.0.1', 'it is neither an IPv4 nor an IPv6 address'],
  ['10.0.0.9-10.0.0.1', 'it ends before it begins: write 10.0.0.1-10.0.0.9'],
  ['10.0.0.1-fd00::1', 'it begins with an IPv4 address and ends with an IPv6 one'],
  ['10.0.0.1-', 'the part after "-" is not an address: it is empty'],
  ['-10.0.0.1', 'the part before "-" is not an address: it is empty'],
  ['10.0.0.1..x', 'the part after ".." is not an address: it is neither an IPv4 nor an IPv6 address'],
  ['10.0.0.1-10.0.0.2-10.0.0.3', 'the part after "-" is not an address: it is neither an IPv4 nor an IPv6 address'],
  ['10.0.0.0/24-10.0.1.0/24', 'the part before "-" is not an address: it has a prefix length: give the address alone'],
  [
    '010.0.0.1-10.0.0.9',
    'the part before "-" is not an address: an octet has a leading zero, which some programs read as octal: write it without',
  ],
  ['1..2.3', 'the part before ".." is not an address: an IPv4 address is four numbers from 0 to 255 with dots between them'],
  [`10.0.0.1-${' '.repeat(120)}10.0.0.2`, 'it has 137 characters; the longest range has 120'],
])('%j is refused: %s', (text, why) => {
  expect(parseAddressRange(text) === undefined).toBe(why !== undefined);
  if (why !== undefined) expect(whyNotAddressRange(text)).toBe(why);
});

test('a range has at most 120 characters, blanks between its ends included', () => {
  const apart = (blanks: number, last = '10.0.0.2') => `10.0.0.1-${' '.repeat(blanks)}${last}`;
  expect(apart(103)).toHaveLength(120);
  expect(formatAddressRange(read(apart(103)))).toBe('10.0.0.1-10.0.0.2');
  expect(parseAddressRange(apart(104))).toBeUndefined();
  expect(whyNotAddressRange(apart(103, '10.0.0.0'))).toBe('it ends before it begins: write 10.0.0.0-10.0.0.1');
});

test.each([
  [' 10.0.0.0/8 ', '10.0.0.0/8'],
  ['192.168.2.225/28', '192.168.2.224/28'],
  ['010.000.000.001-010.000.000.009', '10.0.0.1-10.0.0.9'],
  ['::ffff:10.0.0.1-10.0.0.9', '10.0.0.1-10.0.0.9'],
  ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
  ['fd00::1..fd00::9', 'fd00::1-fd00::9'],
  ['10.0.0.9-10.0.0.1', undefined],
  ['10.0.0.1-fd00::1', undefined],
  ['10.0.0.0/33', undefined],
  ['rack 7', undefined],
  ['', undefined],
])('a stored %j is read as %s', (text, expected) => {
  const range = parseAddressRangeLax(text);
  expect(range && formatAddressRange(range)).toBe(expected);
});

test.each([
  ['172.23.1.10-172.23.1.29', ['172.23.1.10/31', '172.23.1.12/30', '172.23.1.16/29', '172.23.1.24/30', '172.23.1.28/31']],
  ['10.0.0.0-10.0.1.255', ['10.0.0.0/23']],
  ['10.0.0.255-10.0.1.0', ['10.0.0.255/32', '10.0.1.0/32']],
  ['fd00::f-fd00::11', ['fd00::f/128', 'fd00::10/127']],
  ['::/0', ['::/0']],
  ['255.255.255.255', ['255.255.255.255/32']],
])('%s is %j', (text, expected) => {
  expect(cidrsOf(read(text)).map(formatCidr)).toEqual(expected);
});

test('the longest lists have 62 and 254 prefixes', () => {
  expect(cidrsOf(read('0.0.0.1-255.255.255.254'))).toHaveLength(62);
  expect(cidrsOf(read('::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe'))).toHaveLength(254);
});

test.each([
  ['172.23.1.10-172.23.1.29', '172.23.1.0/27'],
  ['10.0.0.255-10.0.1.0', '10.0.0.0/23'],
  ['127.255.255.255-128.0.0.0', '0.0.0.0/0'],
  ['fd00::10-fd00::1f', 'fd00::10/124'],
])('the smallest prefix that holds %s is %s', (text, expected) => {
  expect(formatCidr(coveringOf(read(text)))).toBe(expected);
});

describe('laws', () => {
  const ofFamily = (family: Family): fc.Arbitrary<AddressRange> => {
    const value = fc.bigInt({ min: 0n, max: 2n ** BigInt(addressBits(family)) - 1n });
    const span = fc.integer({ min: 0, max: addressBits(family) }).chain((bits) => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }));
    return fc.tuple(value, span).map(([first, more]) => {
      const top = 2n ** BigInt(addressBits(family)) - 1n;
      return { family, first, last: first + more > top ? top : first + more };
    });
  };
  const ranges = fc.oneof(ofFamily('IPv4'), ofFamily('IPv6'));

  test('what is written reads back as the same range, strictly and laxly', () => {
    // What an IPv4-mapped text stands for is IPv4 where it is stored: it reads back as another range.
    const mapped = (value: bigint) => value >> 32n === 0xffffn;
    const plain = ranges.filter(({ first, last }) => !mapped(first) && !mapped(last));
    fc.assert(
      fc.property(plain, (range) => {
        expect(parseAddressRange(formatAddressRange(range))).toEqual(range);
        expect(parseAddressRangeLax(formatAddressRange(range))).toEqual(range);
      }),
    );
  });

  test('the prefixes of a range lie one behind the other from its first to its last address, and no two could be one', () => {
    fc.assert(
      fc.property(ranges, (range) => {
        const cidrs = cidrsOf(range);
        expect(cidrs[0]?.value).toBe(range.first);
        expect(cidrs.map(lastValue).at(-1)).toBe(range.last);
        cidrs.slice(1).forEach((cidr, at) => {
          const before = cidrs[at];
          if (!before) throw new Error('there is one before');
          expect(cidr.value).toBe(lastValue(before) + 1n);
          const cover = coveringOf({ family: range.family, first: before.value, last: lastValue(cidr) });
          expect(cover.value === before.value && lastValue(cover) === lastValue(cidr)).toBe(false);
        });
        expect(cidrs.every((cidr) => containsCidr(coveringOf(range), cidr))).toBe(true);
      }),
    );
  });

  test('each prefix begins and ends where the ip-address package says', () => {
    fc.assert(
      fc.property(ranges, (range) => {
        for (const cidr of cidrsOf(range).slice(0, 8)) {
          const text = formatCidr(cidr);
          const other = range.family === 'IPv4' ? new Address4(text) : new Address6(text);
          const { first, last } = rangeOfCidr(cidr);
          expect([other.startAddress().bigInt(), other.endAddress().bigInt()]).toEqual([first, last]);
        }
      }),
    );
  });

  test('no text makes a parser throw; what one refuses has a reason', () => {
    const near = fc.string({ unit: fc.constantFrom(...'0123456789abcdf:./- '), maxLength: 40 });
    const built = fc
      .tuple(
        fc.constantFrom('10.0.0.1', 'fd00::1', '', 'x'),
        fc.constantFrom('-', '..', ' - ', '/'),
        fc.constantFrom('10.0.0.9', 'fd00::9', '24'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(near, built, fc.string({ unit: 'binary', maxLength: 130 })), (text) => {
        for (const range of [parseAddressRange(text), parseAddressRangeLax(text)]) {
          if (range) expect(range.first <= range.last && range.last >> BigInt(addressBits(range.family)) === 0n).toBe(true);
        }
        expect(whyNotAddressRange(text)).toMatch(/./);
      }),
      { numRuns: 1000 },
    );
  });
});
