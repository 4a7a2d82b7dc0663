import { expect, test } from 'vitest';
import { barWidth } from './barWidth.ts';

test('nothing has no width, very little two pixels', () => {
  expect(barWidth(0)).toBe('0');
  expect(barWidth(0.000015)).toBe('max(2px, 0.0015%)');
  expect(barWidth(1)).toBe('max(2px, 100%)');
});
