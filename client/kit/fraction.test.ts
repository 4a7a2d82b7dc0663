import { expect, test } from 'vitest';
import { fraction } from './fraction.ts';

test('a part of a whole, of numbers that no double holds', () => {
  expect(fraction('36893488147419103232', '73786976294838206464')).toBe(0.5);
  expect(fraction(110, '253')).toBe(0.434782);
});

test('what is unknown has no fraction', () => {
  expect(fraction(null, '10')).toBeNull();
  expect(fraction('1', null)).toBeNull();
  expect(fraction(undefined, '10')).toBeNull();
});

test('nothing of nothing is no fraction, and more than all is all', () => {
  expect(fraction('0', '0')).toBeNull();
  expect(fraction('12', '10')).toBe(1);
});
