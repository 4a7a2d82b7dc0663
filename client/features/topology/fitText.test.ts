import { expect, test } from 'vitest';
import { fitText } from './fitText.ts';

test('a text that is too wide is cut at the end that says less', () => {
  expect(fitText('checkout-api-7hq5m', 100, 10)).toBe('checkout-…');
  expect(fitText('checkout-api-7hq5m', 100, 10, 'end')).toBe('…api-7hq5m');
  expect(fitText('web', 100, 10)).toBe('web');
  expect(fitText('web', 5, 10)).toBe('…');
});
