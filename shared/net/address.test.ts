import { isIP } from 'node:net';
import fc from 'fast-check';
import { Address4, Address6 } from 'ip-address';
import { describe, expect, test } from 'vitest';
import {
  type Address,
  addressBits,
  compareAddresses,
  formatAddress,
  parseAddress,
  parseAddressLax,
  unmap,
  whyNotAddress,
} from './address.ts';

/** Reads, then writes canonically; undefined where the text is refused. */
const canonical = (text: string): string | undefined => {
  const address = parseAddress(text);
  return address && formatAddress(address);
};

const v4: fc.Arbitrary<Address> = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value) => ({ family: 'IPv4', value }));
/** Groups are often zero, so that folding is exercised. */
const v6: fc.Arbitrary<Address> = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }) }), {
    minLength: 8,
    maxLength: 8,
  })
  .map((groups) => ({ family: 'IPv6', value: groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n) }));
const anyAddress = fc.oneof(v4, v6);
/** Texts that look like addresses more often than not. */
const nearAddress = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefF:.%/ '), maxLength: 46 }),
  fc.array(fc.constantFrom('0', '1', 'ffff', 'FFFF', '00ab', '12345', '', '1.2.3.4'), { maxLength: 9 }).map((groups) => groups.join(':')),
  fc.array(fc.constantFrom('0', '1', '255', '256', '01', ''), { minLength: 3, maxLength: 5 }).map((octets) => octets.join('.')),
);

describe('every spelling of RFC 4291 §2.2 is read', () => {
  test.each([
    ['ABCD:EF01:2345:6789:ABCD:EF01:2345:6789', 'abcd:ef01:2345:6789:abcd:ef01:2345:6789'],
    ['2001:DB8:0:0:8:800:200C:417A', '2001:db8::8:800:200c:417a'],
    ['2001:DB8::8:800:200C:417A', '2001:db8::8:800:200c:417a'],
    ['FF01:0:0:0:0:0:0:101', 'ff01::101'],
    ['FF01::101', 'ff01::101'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['::1', '::1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['::', '::'],
    ['0:0:0:0:0:0:13.1.68.3', '::d01:4403'],
    ['::13.1.68.3', '::d01:4403'],
    ['0:0:0:0:0:FFFF:129.144.52.38', '::ffff:129.144.52.38'],
    ['::FFFF:129.144.52.38', '::ffff:129.144.52.38'],
  ])('%s is %s', (text, expected) => expect(canonical(text)).toBe(expected));
});

describe('text is written as RFC 5952 asks', () => {
  test.each([
    // §1 and §2: many spellings of one address
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8::1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8::0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0db8::1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:0:1::1', '2001:db8::1:0:0:1'],
    ['2001:db8:0000:0:1::1', '2001:db8::1:0:0:1'],
    ['2001:DB8:0:0:1::1', '2001:db8::1:0:0:1'],
    // §2.1 leading zeros in a group
    ['2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1'],
    ['2001:db8:aaaa:bbbb:cccc:dddd:eeee:001', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1'],
    ['2001:db8:aaaa:bbbb:cccc:dddd:eeee:01', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1'],
    ['2001:db8:aaaa:bbbb:cccc:dddd:eeee:1', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1'],
    // §2.2 and §4.2.2: one group of zeros is written, never folded
    ['2001:db8:aaaa:bbbb:cccc:dddd::1', '2001:db8:aaaa:bbbb:cccc:dddd:0:1'],
    ['2001:db8:aaaa:bbbb:cccc:dddd:0:1', '2001:db8:aaaa:bbbb:cccc:dddd:0:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    // §2.2: partial folding is completed
    ['2001:db8:0:0:0::1', '2001:db8::1'],
    ['2001:db8:0:0::1', '2001:db8::1'],
    ['2001:db8:0::1', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    // §2.2: which run is folded
    ['2001:db8::aaaa:0:0:1', '2001:db8::aaaa:0:0:1'],
    ['2001:db8:0:0:aaaa::1', '2001:db8::aaaa:0:0:1'],
    // §2.3 and §4.3 lower case
    ['2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa'],
    ['2001:db8:aaaa:bbbb:cccc:dddd:eeee:AAAA', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa'],
    ['2001:db8:aaaa:bbbb:cccc:dddd:eeee:AaAa', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa'],
    // §4.1 leading zeros go
    ['2001:0db8::0001', '2001:db8::1'],
    // §4.2.1 folded as far as it goes
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8::0:2:1', '2001:db8::2:1'],
    ['2001:db8::0:1', '2001:db8::1'],
    // §4.2.3 the longest run, on a tie the first
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    // §5 well-known prefixes with an IPv4 part
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['::ffff:c000:201', '::ffff:192.0.2.1'],
    // edges of folding
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
    ['1::', '1::'],
    ['1:0:0:0:0:0:0:8', '1::8'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ])('%s becomes %s', (text, expected) => expect(canonical(text)).toBe(expected));

  test('IPv4 is dotted decimal from end to end', () => {
    expect(canonical('0.0.0.0')).toBe('0.0.0.0');
    expect(canonical('255.255.255.255')).toBe('255.255.255.255');
    expect(parseAddress('10.96.0.1')).toEqual({ family: 'IPv4', value: 174063617n });
    expect(parseAddress('::1:0:0')).toEqual({ family: 'IPv6', value: 4294967296n });
  });
});

test.each([
  ['', 'it is empty'],
  ['2001:db8:aaaa:bbbb:cccc:dddd:255.255.255.255.0.0', 'it has 48 characters; the longest address has 45'],
  ['ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.256', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['fe80::1%eth0', 'it has a zone id (the part from "%"): leave that out'],
  ['10.0.0.0/8', 'it has a prefix length: give the address alone'],
  ['010.0.0.1', 'an octet has a leading zero, which some programs read as octal: write it without'],
  ['10.0.0.00', 'an octet has a leading zero, which some programs read as octal: write it without'],
  ['256.0.0.1', 'an IPv4 address is four numbers from 0 to 255 with dots between them'],
  ['1.2.3', 'an IPv4 address is four numbers from 0 to 255 with dots between them'],
  ['1.2.3.4.5', 'an IPv4 address is four numbers from 0 to 255 with dots between them'],
  ['1..2.3', 'an IPv4 address is four numbers from 0 to 255 with dots between them'],
  ['2130706433', 'an IPv4 address is four numbers from 0 to 255 with dots between them'],
  ['0x7f.1', 'it is neither an IPv4 nor an IPv6 address'],
  ['+1.2.3.4', 'it is neither an IPv4 nor an IPv6 address'],
  [' 1.2.3.4', 'it is neither an IPv4 nor an IPv6 address'],
  ['1.2.3.4\n', 'it is neither an IPv4 nor an IPv6 address'],
  ['١.2.3.4', 'it is neither an IPv4 nor an IPv6 address'],
  ['localhost', 'it is neither an IPv4 nor an IPv6 address'],
  [':', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  [':::', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['1:::2', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['::1::', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  [':1', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['1:', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['1:2:3:4:5:6:7', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['1:2:3:4:5:6:7:8:9', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['1:2:3:4::5:6:7:8', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['12345::', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['::g', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['1.2.3.4::', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['::1.2.3.4:5', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['1:2:3:4:5:6:7:1.2.3.4', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
  ['::ffff:010.0.0.1', 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once'],
])('%j is refused: %s', (text, why) => {
  expect(parseAddress(text)).toBeUndefined();
  expect(whyNotAddress(text)).toBe(why);
});

// Answers of ParseIPSloppy in k8s.io/utils/net, the parser that Kubernetes 1.37.2 reads stored addresses with.
test.each([
  ['10.0.0.1', '10.0.0.1', []],
  ['010.0.0.1', '10.0.0.1', ['leading-zeros']],
  ['0000000000010.0.0.1', '10.0.0.1', ['leading-zeros']],
  ['00.00.00.00', '0.0.0.0', ['leading-zeros']],
  ['256.0.0.1', undefined, []],
  ['0377.0.0.1', undefined, []],
  ['::ffff:10.0.0.1', '10.0.0.1', ['ipv4-mapped']],
  ['::ffff:0a60:0036', '10.96.0.54', ['ipv4-mapped']],
  ['::ffff:010.0.0.1', '10.0.0.1', ['leading-zeros', 'ipv4-mapped']],
  ['::0ffff:10.0.0.1', '10.0.0.1', ['leading-zeros', 'ipv4-mapped']],
  ['00001::1', '1::1', ['leading-zeros']],
  ['00001:0:0:0:0:0:0:1', '1::1', ['leading-zeros']],
  ['1::00000000000abcd', '1::abcd', ['leading-zeros']],
  ['1::1abcd', undefined, []],
  ['FD00:96::37', 'fd00:96::37', ['not-canonical']],
  ['fd00:0096::39', 'fd00:96::39', ['not-canonical']],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', ['not-canonical']],
  ['1:2:3:4:5:6:7:8::', undefined, []],
  ['::1.2.3.4', '::102:304', ['not-canonical']],
  ['1.2.3.4::', undefined, []],
  [' 1.2.3.4', undefined, []],
  ['fe80::1%eth0', undefined, []],
  ['0x10.0.0.1', undefined, []],
  ['+1.2.3.4', undefined, []],
  ['', undefined, []],
])('as Go does, the lax parser reads %j as %s', (text, expected, flags) => {
  const lax = parseAddressLax(text);
  expect(lax && formatAddress(lax.address)).toBe(expected);
  expect(lax?.flags ?? []).toEqual(flags);
});

test('the lax parser reads texts of up to 64 characters', () => {
  const padded = (length: number) => `${'0'.repeat(length - '10.96.0.1'.length)}10.96.0.1`;
  expect(parseAddressLax(padded(64))).toEqual({ address: { family: 'IPv4', value: 174063617n }, flags: ['leading-zeros'] });
  expect(parseAddressLax(padded(65))).toBeUndefined();
});

test('unmap turns a mapped address into IPv4 and leaves others alone', () => {
  expect(unmap({ family: 'IPv6', value: 0xffff0a000001n })).toEqual({ family: 'IPv4', value: 0x0a000001n });
  expect(unmap({ family: 'IPv6', value: 0x1ffff0a000001n })).toEqual({ family: 'IPv6', value: 0x1ffff0a000001n });
  expect(unmap({ family: 'IPv6', value: 1n })).toEqual({ family: 'IPv6', value: 1n });
  expect(unmap({ family: 'IPv4', value: 1n })).toEqual({ family: 'IPv4', value: 1n });
});

describe('laws', () => {
  test('what is written reads back as the same address, strictly and laxly', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        expect(parseAddress(formatAddress(address))).toEqual(address);
        expect(parseAddressLax(formatAddress(address))?.address).toEqual(unmap(address));
      }),
    );
  });

  test('text is the one the ip-address package writes', () => {
    fc.assert(
      fc.property(v4, (address) => {
        expect(formatAddress(address)).toBe(Address4.fromBigInt(address.value).correctForm());
      }),
    );
    fc.assert(
      fc.property(
        v6.filter((address) => unmap(address) === address),
        (address) => {
          expect(formatAddress(address)).toBe(Address6.fromBigInt(address.value).correctForm());
        },
      ),
    );
  });

  test('a text is read exactly when node:net takes it for an address without a zone', () => {
    fc.assert(
      fc.property(nearAddress, (text) => {
        const version = text.includes('%') ? 0 : isIP(text);
        expect(parseAddress(text)?.family).toBe(version === 4 ? 'IPv4' : version === 6 ? 'IPv6' : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  test('the ip-address package reads the same number from whatever is read', () => {
    fc.assert(
      fc.property(nearAddress, (text) => {
        const address = parseAddress(text);
        if (!address) return;
        const other = address.family === 'IPv4' ? new Address4(text) : new Address6(text);
        expect(other.bigInt()).toBe(address.value);
      }),
      { numRuns: 2000 },
    );
  });

  test('no text makes a parser throw, or gives an address outside its family', () => {
    fc.assert(
      fc.property(fc.oneof(nearAddress, fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
        const lax = parseAddressLax(text)?.address;
        for (const address of [parseAddress(text), lax]) {
          if (address) expect(address.value >> BigInt(addressBits(address.family))).toBe(0n);
        }
        expect(whyNotAddress(text)).toMatch(/./);
      }),
    );
  });

  test('addresses are ordered IPv4 first, then by number', () => {
    fc.assert(
      fc.property(anyAddress, anyAddress, (a, b) => {
        expect(compareAddresses(a, b)).toBe(-compareAddresses(b, a) || 0);
        expect(compareAddresses(a, b) === 0).toBe(a.family === b.family && a.value === b.value);
      }),
    );
    expect(compareAddresses({ family: 'IPv4', value: 9n }, { family: 'IPv6', value: 1n })).toBe(-1);
    expect(compareAddresses({ family: 'IPv6', value: 2n }, { family: 'IPv6', value: 1n })).toBe(1);
    expect(compareAddresses({ family: 'IPv4', value: 1n }, { family: 'IPv4', value: 1n })).toBe(0);
  });
});
