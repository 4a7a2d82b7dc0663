import { expect, test } from 'vitest';
import { dayText, parseDay } from './days.ts';

test.each([
  [0, '1970-01-01'],
  [20_783, '2026-11-26'],
  [21_243, '2028-02-29'],
])('day %i is %s', (day, text) => {
  expect(dayText(day)).toBe(text);
  expect(parseDay(text)).toBe(day);
});

test.each(['2027-02-29', '2027-13-01', '2027-1-1', '27-01-01', '', 'tomorrow', '2027-01-01T00:00'])('%j is no day', (text) => {
  expect(parseDay(text)).toBeUndefined();
});
