import { expect, test } from 'vitest';
import type { Ends } from '../../shared/wire/plan.ts';
import { endsWords } from './endsWords.ts';

test.each<[Ends | null, string, string]>([
  [{ kind: 'date', likely: '2027-03-02', earliest: '2027-02-08', latest: '2027-04-09' }, '2 Mar 2027', '8 Feb – 9 Apr 2027'],
  [{ kind: 'date', likely: '2027-03-02', earliest: '2026-12-08', latest: '2027-04-09' }, '2 Mar 2027', '8 Dec 2026 – 9 Apr 2027'],
  [{ kind: 'date', likely: '2027-03-02', earliest: '2027-03-02', latest: '2027-03-02' }, '2 Mar 2027', ''],
  [{ kind: 'date', likely: '2033-03-02', earliest: '2030-02-08', latest: null }, '2 Mar 2033', '8 Feb 2030 – not within 10 years'],
  [{ kind: 'not-within', years: 10, earliest: null }, 'not within 10 years', ''],
  [{ kind: 'not-within', years: 10, earliest: '2034-02-08' }, 'not within 10 years', '8 Feb 2034 at the fastest'],
  [{ kind: 'not-enough', have: 3, need: 7 }, 'not enough history: 3 of 7 days', ''],
  [{ kind: 'not-enough', have: 0, need: 7 }, 'not enough history', ''],
  [{ kind: 'full' }, 'full', ''],
  [null, 'no end known', ''],
])('%o ends %j, %j', (value, ends, range) => {
  expect(endsWords(value)).toEqual({ ends, range });
});
