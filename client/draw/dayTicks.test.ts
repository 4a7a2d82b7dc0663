import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayTicks } from './dayTicks.ts';

const today = 20_783; // 26 Nov 2026
const texts = (from: number, to: number, width: number) => dayTicks([today + from, today + to], 0, width).map(({ text }) => text);

test.each([
  [-10, 10, 500, ['17 Nov', '19 Nov', '21 Nov', '23 Nov', '25 Nov', '27 Nov', '29 Nov', '1 Dec', '3 Dec']],
  [-120, 180, 500, ['Sep 2026', 'Nov', 'Jan 2027', 'Mar', 'May']],
  [-240, 390, 340, ['Jul 2026', 'Jan 2027', 'Jul']],
  [-3650, 3650, 500, ['2018', '2020', '2022', '2024', '2026', '2028', '2030', '2032', '2034']],
] as const)('from day %i to %i on %i px', (from, to, width, expected) => {
  expect(texts(from, to, width)).toEqual(expected);
});

test('whatever the days and the width, no text lies over the next or beyond the end', () => {
  const span = fc.integer({ min: 14, max: 8000 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), span, fc.integer({ min: 100, max: 1500 }), (from, days, width) => {
      const ticks = dayTicks([from, from + days], 0, width);
      for (const [i, { x, text, day }] of ticks.entries()) {
        expect(Number.isInteger(day)).toBe(true);
        const end = x + 4 + text.length * 6;
        expect(end).toBeLessThanOrEqual(ticks[i + 1]?.x ?? width);
      }
    }),
  );
});
