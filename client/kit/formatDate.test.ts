import { expect, test } from 'vitest';
import { formatMoment, formatShortDay, formatSpan } from './formatDate.ts';

/** Times without a zone are the reader's own, whichever that is here. */
const at = (text: string) => new Date(text).getTime();
const now = at('2026-11-27T12:00:00');

test('a moment has its year where that is another one', () => {
  expect(formatMoment(at('2026-11-17T21:40:59'), now)).toBe('17 Nov 21:40');
  expect(formatMoment(at('2025-12-31T04:05:00'), now)).toBe('31 Dec 2025 04:05');
  expect(formatMoment('never', now)).toBeUndefined();
});

test('a span within a day names the day once', () => {
  expect(formatSpan(at('2026-11-17T04:00:00'), at('2026-11-17T04:11:00'), now)).toBe('17 Nov 04:00 – 04:11');
  expect(formatSpan(at('2026-11-17T21:40:00'), at('2026-11-18T22:07:00'), now)).toBe('17 Nov 21:40 – 18 Nov 22:07');
  expect(formatSpan('never', now, now)).toBeUndefined();
});

test('a day stands without its year', () => {
  expect(formatShortDay(at('2026-10-24T00:00:00'))).toBe('24 Oct');
  expect(formatShortDay('never')).toBeUndefined();
});
