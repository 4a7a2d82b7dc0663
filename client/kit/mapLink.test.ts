import { expect, test } from 'vitest';
import { mapLink } from './mapLink.ts';

test('an IPv4 address is shown in its /24', () => {
  expect(mapLink('10.96.3.118')).toEqual({ cidr: '10.96.3.0/24', sel: '10.96.3.118' });
});

test('an IPv6 address is shown in its /120', () => {
  expect(mapLink('fd00:96::5b2e')).toEqual({ cidr: 'fd00:96::5b00/120', sel: 'fd00:96::5b2e' });
});

test('what is no address has no place on the map', () => {
  expect(mapLink('None')).toBeUndefined();
});
