import { expect, test } from 'vitest';
import { findingWords, worst } from './findingWords.ts';

test('a code that this page does not know yet is shown as its own words', () => {
  expect(findingWords('something-new-here')).toEqual({ severity: 'warning', short: 'something new here', long: 'something new here' });
});

test('the worst of several findings counts', () => {
  expect(worst(['node-families-disagree', 'node-without-block'])).toBe('critical');
  expect(worst([])).toBeUndefined();
});
