import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterKey, atOf, fieldOf, momentText, spanOf, stepsOf, timeOfField } from './momentTime.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.parse('2026-11-23T12:00:00Z');

test('a moment is written in UTC; what is no time stays as it was written', () => {
  expect(momentText('2026-11-17T22:40:00+01:00')).toBe('17 Nov 2026, 21:40 UTC');
  expect(momentText('yesterday')).toBe('yesterday');
  expect(atOf(noon + 59_999)).toBe('2026-11-23T12:00:00Z');
});

test('a field for date and time and a moment are the same both ways', () => {
  expect(fieldOf(noon)).toBe('2026-11-23T12:00');
  expect(timeOfField('')).toBeUndefined();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50_000_000 }), (minutes) => {
      expect(timeOfField(fieldOf(minutes * minute))).toBe(minutes * minute);
    }),
  );
});

test('a line spans whole minutes of which something is known; there is none before the first is over', () => {
  expect(spanOf(noon + 1, noon + 3 * minute + 1)).toEqual({ from: noon + minute, to: noon + 3 * minute });
  expect(spanOf(noon, noon + 59_999)).toBeUndefined();
});

describe('keys', () => {
  const span = { from: noon - 10 * day, to: noon };
  test.each([
    ['ArrowLeft', false, noon - hour],
    ['ArrowDown', false, noon - hour],
    ['ArrowLeft', true, noon - day],
    ['PageDown', false, noon - day],
    ['ArrowRight', false, noon],
    ['Home', false, noon - 10 * day],
    ['End', false, noon],
    ['Tab', false, undefined],
  ])('%s (with Shift: %s) from the end', (key, shift, expected) => {
    expect(afterKey(key, shift, noon, span)).toBe(expected);
  });

  test('none leads out of the line, and steps are shorter than it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 * 24 * 60 }),
        fc.constantFrom('ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'),
        fc.boolean(),
        (minutes, key, shift) => {
          const line = { from: noon, to: noon + minutes * minute };
          const to = afterKey(key, shift, noon, line);
          expect(to).toBeGreaterThanOrEqual(line.from);
          expect(to).toBeLessThanOrEqual(line.to);
          expect(stepsOf(line).small).toBeLessThan(stepsOf(line).large);
        },
      ),
    );
  });
});
