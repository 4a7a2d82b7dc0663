import { expect, test } from 'vitest';
import { whyNothing } from './whyNothing.ts';

test('a text that was to be an address is told what is wrong with it', () => {
  expect(whyNothing('10.244.300.1')).toBe(
    '10.244.300.1 is not an address: an IPv4 address is four numbers from 0 to 255 with dots between them.',
  );
  expect(whyNothing('010.0.0.1')).toBe(
    '010.0.0.1 is not an address: an octet has a leading zero, which some programs read as octal: write it without.',
  );
  expect(whyNothing('fd00::1::2')).toBe(
    'fd00::1::2 is not an address: an IPv6 address is eight groups of up to four hex digits, with "::" at most once.',
  );
});

test('so is one that was to be a CIDR', () => {
  expect(whyNothing('10.0.0.0/33')).toBe('10.0.0.0/33 is not a CIDR: the prefix length must be a whole number from 0 to 32.');
});

test('a name is a name', () => {
  const nothing = 'Nothing is called so. An address, a CIDR or a part of a name finds more.';
  expect(whyNothing('ledger')).toBe(nothing);
  expect(whyNothing('face/cafe')).toBe(nothing);
  expect(whyNothing('web:8080')).toBe(nothing);
});
