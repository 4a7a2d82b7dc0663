import { expect, test } from 'vitest';
import { familyOrder } from './familyOrder.ts';

test("families stand in the cluster's order", () => {
  expect(familyOrder(['IPv6', 'IPv4'], ['IPv4', 'IPv6', 'IPv4'])).toEqual(['IPv6', 'IPv4']);
  expect(familyOrder(['IPv4', 'IPv6'], ['IPv6', 'IPv4'])).toEqual(['IPv4', 'IPv6']);
});
test('a family that is not there is left out, and one that the cluster does not have comes last', () => {
  expect(familyOrder(['IPv6', 'IPv4'], ['IPv4'])).toEqual(['IPv4']);
  expect(familyOrder(['IPv6'], ['IPv4', 'IPv6'])).toEqual(['IPv6', 'IPv4']);
});
test('where the order is not known, IPv4 is first', () => {
  expect(familyOrder(null, ['IPv6', 'IPv4'])).toEqual(['IPv4', 'IPv6']);
  expect(familyOrder(null, [])).toEqual([]);
});
