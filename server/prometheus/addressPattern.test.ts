import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Address, addressBits, type Family, formatAddress } from '../../shared/net/address.ts';
import { type Cidr, cidrOf, containsAddress, containsCidr, formatCidr, lastValue, parseCidr } from '../../shared/net/cidr.ts';
import { addressPattern, cidrPattern, familyPattern } from './addressPattern.ts';

/** Label matchers are anchored. */
const matches = (pattern: string, text: string) => new RegExp(`^(?:${pattern})$`).test(text);
const cidr = (text: string): Cidr => {
  const parsed = parseCidr(text);
  if (!parsed) throw new Error(text);
  return parsed;
};

test.each([
  ['10.244.0.0/16', '10[.]244[.][0-9]+[.][0-9]+'],
  ['10.96.0.0/23', '10[.]96[.](?:0|1)[.][0-9]+'],
  ['192.168.10.7/32', '192[.]168[.]10[.]7'],
  ['fd00:10:244:1::/64', 'fd00:10:244:1:'],
])('%s', (range, begin) =>
  expect(
    addressPattern([cidr(range)])
      .replace('(?:', '')
      .startsWith(begin.replace('(?:', '')),
  ).toBe(true),
);

const family = fc.constantFrom<Family>('IPv4', 'IPv6');
/** Many zeros, so that "::" stands everywhere. */
const value = (of: Family) =>
  fc
    .array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 40 })), {
      minLength: addressBits(of) / 16,
      maxLength: addressBits(of) / 16,
    })
    .map((groups) => groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n));
const address = (of: Family): fc.Arbitrary<Address> => value(of).map((number) => ({ family: of, value: number }));
const range = (of: Family) => fc.tuple(address(of), fc.integer({ min: 0, max: addressBits(of) })).map(([at, length]) => cidrOf(at, length));
/** In a range, at its edges, beside it, or anywhere. */
const near = (of: Cidr) =>
  fc
    .oneof(
      fc.constantFrom(of.value - 1n, of.value, of.value + 1n, lastValue(of) - 1n, lastValue(of), lastValue(of) + 1n),
      value(of.family),
      value(of.family).map((any) => of.value | (any & (lastValue(of) - of.value))),
    )
    .map((number): Address => ({ family: of.family, value: BigInt.asUintN(addressBits(of.family), number) }))
    .filter(({ value: number }) => of.family === 'IPv4' || number >> 32n !== 0xffffn); // mapped ones are no address of a cluster

test('a text matches if and only if the address lies in one of the ranges', () => {
  fc.assert(
    fc.property(
      family.chain((of) =>
        fc.array(range(of), { minLength: 1, maxLength: 3 }).chain((ranges) => fc.tuple(fc.constant(ranges), near(ranges[0] as Cidr))),
      ),
      ([ranges, at]) => matches(addressPattern(ranges), formatAddress(at)) === ranges.some((one) => containsAddress(one, at)),
    ),
    { numRuns: 300 },
  );
});

test('also where somebody writes the zeros of IPv6 out, or folds others', () => {
  fc.assert(
    fc.property(
      range('IPv6').chain((of) => fc.tuple(fc.constant(of), near(of), fc.nat(), fc.nat())),
      ([of, at, from, length]) => {
        const groups = Array.from({ length: 8 }, (_, i) => ((at.value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
        const start = from % 8;
        const end = start + 1 + (length % (8 - start));
        const folds = groups.slice(start, end).every((group) => group === '0');
        const text = folds ? `${groups.slice(0, start).join(':')}::${groups.slice(end).join(':')}` : groups.join(':');
        return matches(addressPattern([of]), text) === containsAddress(of, at);
      },
    ),
    { numRuns: 300 },
  );
});

test('a CIDR matches if and only if it lies in one of the ranges, and has the length that is asked for', () => {
  fc.assert(
    fc.property(
      family.chain((of) => range(of).chain((one) => fc.tuple(fc.constant(one), near(one), fc.integer({ min: 0, max: addressBits(of) })))),
      ([of, at, length]) => {
        const block = cidrOf(at, length);
        if (block.family === 'IPv6' && block.value >> 32n === 0xffffn) return true;
        const isIn = containsCidr(of, block);
        const other = Math.max(of.prefixLength, Math.min(length + 1, addressBits(of.family)));
        return (
          matches(cidrPattern([of]), formatCidr(block)) === isIn &&
          (length < of.prefixLength || matches(cidrPattern([of], length), formatCidr(block)) === isIn) &&
          (other === length || !matches(cidrPattern([of], other), formatCidr(block)))
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('a text of one family is none of the other, and "None" is none of either', () => {
  for (const [text, of] of [
    ['10.96.0.1', 'IPv4'],
    ['fd00::1', 'IPv6'],
    ['None', null],
    ['', null],
  ] as const)
    for (const one of ['IPv4', 'IPv6'] as const) expect([text, one, matches(familyPattern[one], text)]).toEqual([text, one, one === of]);
});
