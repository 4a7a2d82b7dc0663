import { expect, test } from 'vitest';
import type { ForecastHead } from '../../../shared/wire/plan.ts';
import { basisWords } from './basisWords.ts';

const never: ForecastHead['ends'] = { kind: 'not-within', years: 10, earliest: null };
const head = (basis: ForecastHead['basis'], days: number, made = false, ends: ForecastHead['ends'] = never) => ({
  basis,
  days,
  made,
  ends,
});

test.each([
  [[head('samples', 56), head('samples', 20)], 'counts of the last 8 weeks; the band holds four times in five'],
  [[head('samples', 56, true)], 'counts of the last 8 weeks, made up for the demo; the band holds four times in five'],
  [[head('samples', 1)], 'counts of the last day; the band holds four times in five'],
  [[head('alive', 0)], 'creation times of what is alive (a lower bound); the band holds four times in five'],
  [
    [head('mixed', 3)],
    'counts of the last 3 days, before them creation times of what is alive (a lower bound); the band holds four times in five',
  ],
  [
    [head('samples', 400), head('alive', 0)],
    'counts of the last 13 months, where there are none creation times of what is alive (a lower bound); the band holds four times in five',
  ],
  [
    [head('samples', 30), head('mixed', 3)],
    'counts of the last 4 weeks, before some of them creation times of what is alive (a lower bound); the band holds four times in five',
  ],
  [
    [head('mixed', 1), head('alive', 0)],
    'counts of the last day, before them or where there are none creation times of what is alive (a lower bound); the band holds four times in five',
  ],
])('%#', (heads, words) => {
  expect(basisWords(heads)).toBe(words);
});

test('what has no date rests on nothing', () => {
  expect(
    basisWords([head('samples', 3, false, { kind: 'not-enough', have: 3, need: 7 }), head('samples', 9, false, null)]),
  ).toBeUndefined();
});
