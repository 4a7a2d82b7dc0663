import { expect, test } from 'vitest';
import { rangesText } from './rangesText.ts';

test('a few ranges are all named, of many the first two', () => {
  expect(rangesText(['10.0.0.0/24'])).toBe('10.0.0.0/24');
  expect(rangesText(['10.0.0.0/24', '10.0.4.10-10.0.4.19', '10.0.5.0/28'])).toBe('10.0.0.0/24, 10.0.4.10-10.0.4.19, 10.0.5.0/28');
  expect(rangesText(['a', 'b', 'c', 'd'])).toBe('a, b and 2 more');
});
