import { expect, test } from 'vitest';
import { readChoice, themeOf } from './choice.ts';

test('a choice is kept, anything else is the system', () => {
  expect(readChoice({ getItem: () => 'dark' })).toBe('dark');
  expect(readChoice({ getItem: () => 'blue' })).toBe('system');
  expect(readChoice(undefined)).toBe('system');
  expect(
    readChoice({
      getItem: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    }),
  ).toBe('system');
});

test('the system decides only where it is asked to', () => {
  expect(themeOf('system', true)).toBe('dark');
  expect(themeOf('system', false)).toBe('light');
  expect(themeOf('light', true)).toBe('light');
});
