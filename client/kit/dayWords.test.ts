import { expect, test } from 'vitest';
import { aboutDay, aboutDayShort, betweenDays, dayNumber, daysUntil, dayWords, inDays, inMonth, spanWords } from './dayWords.ts';

const today = '2026-11-27';

test('days are counted from 1970-01-01, in UTC', () => {
  expect(dayNumber('1970-01-02')).toBe(1);
  expect(daysUntil('2027-03-02', today)).toBe(95);
  expect(dayWords('2027-03-02')).toBe('2 March 2027');
});

test.each([
  ['2027-03-02', '2 March 2027', '2 Mar 2027', 'in March'],
  ['2027-12-24', '24 December 2027', '24 Dec 2027', 'in December 2027'],
  ['2029-09-14', 'September 2029', 'Sep 2029', 'in September 2029'],
  ['2032-02-01', '2032', '2032', 'about 2032'],
])('%s is about %s', (day, words, short, month) => {
  expect([aboutDay(day, today), aboutDayShort(day, today), inMonth(day, today)]).toEqual([words, short, month]);
});

test.each([
  ['2027-02-08', '2027-04-09', undefined, 'between 8 February and 9 April 2027'],
  ['2027-02-08', '2027-04-09', '2027', 'between 8 February and 9 April'],
  ['2026-12-08', '2027-04-09', '2027', 'between 8 December 2026 and 9 April 2027'],
  ['2027-03-02', '2027-03-02', '2027', 'on 2 March 2027'],
  ['2027-03-02', '2030-04-09', '2028', 'between 2 March 2027 and April 2030'],
  ['2033-01-01', '2035-04-09', '2034', 'between 2033 and 2035'],
  ['2033-01-01', '2033-04-09', '2033', 'in 2033'],
])('from %s to %s', (from, to, known, words) => {
  expect(betweenDays(from, to, today, known)).toBe(words);
});

test('a span ahead, in days and in weeks', () => {
  expect([0, 1, 5, 13, 14, 26].map(inDays)).toEqual(['today', 'tomorrow', 'in 5 days', 'in 13 days', 'in 2 weeks', 'in 4 weeks']);
});

test('a span of the past, in what people count it in', () => {
  expect([1, 9, 56, 400, 1100].map(spanWords)).toEqual(['1 day', '9 days', '8 weeks', '13 months', '3 years']);
});
