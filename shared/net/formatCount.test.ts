import { expect, test } from 'vitest';
import { counted, formatCount } from './formatCount.ts';

test('a count has separators', () => {
  expect(formatCount('4094')).toEqual({ short: '4,094', exact: '4,094' });
  expect(formatCount(0)).toEqual({ short: '0', exact: '0' });
  expect(formatCount(999_999_999_999n).short).toBe('999,999,999,999');
});

test('2^64 is a power, exact on hover', () => {
  expect(formatCount('18446744073709551616')).toEqual({ short: '2⁶⁴', exact: '18,446,744,073,709,551,616' });
  expect(formatCount(2n ** 80n).short).toBe('2⁸⁰');
});

test('a large count that is no power of two is rounded down and says so', () => {
  expect(formatCount('18446744073709551552').short).toBe('≈ 1.8 × 10¹⁹');
});

test('the decimal strings of IPv6 pools lose no digit', () => {
  expect(formatCount('1208925819614629174702974').exact).toBe('1,208,925,819,614,629,174,702,974');
});

test('one is singular', () => {
  expect(counted(1, 'Service')).toBe('1 Service');
  expect(counted(0, 'Service')).toBe('0 Services');
  expect(counted('3412', 'address', 'addresses')).toBe('3,412 addresses');
});
