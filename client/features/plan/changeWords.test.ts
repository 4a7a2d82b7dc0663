import { expect, test } from 'vitest';
import type { Ends } from '../../../shared/wire/plan.ts';
import { date, never, unknown } from './answersForTests.ts';
import { changeWords } from './changeWords.ts';

const full: Ends = { kind: 'full' };

test.each<[Ends | null, Ends | null, string]>([
  [date('2027-03-02'), date('2027-04-12'), '+41 days'],
  [date('2027-03-02'), date('2027-03-01'), '−1 day'],
  [date('2027-03-02'), date('2037-03-02'), '+3,653 days'],
  [date('2027-03-02'), date('2027-03-02'), 'same'],
  [date('2027-03-02'), never, 'beyond 10 years'],
  [date('2027-03-02'), full, 'full'],
  [date('2027-03-02'), unknown, 'unknown'],
  [date('2027-03-02'), null, 'dropped'],
  [full, date('2027-03-02'), 'not full'],
  [full, never, 'not full'],
  [full, full, 'same'],
  [never, date('2027-03-02'), 'ends'],
  [never, never, 'same'],
  [unknown, date('2027-03-02'), 'ends'],
  [unknown, never, 'known'],
  [unknown, unknown, 'same'],
  [null, date('2027-03-02'), 'new'],
  [null, null, 'same'],
])('from %o to %o is %s', (now, then, words) => {
  expect(changeWords(now, then)).toBe(words);
});
