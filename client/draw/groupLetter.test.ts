import { expect, test } from 'vitest';
import { groupLetter } from './groupLetter.ts';

test('the largest group is A, the eighth is H', () => {
  expect(groupLetter('group1')).toBe('A');
  expect(groupLetter('group8')).toBe('H');
});
test('all the others are an ellipsis, none of them is blank', () => {
  expect(groupLetter('groupOther')).toBe('…');
  expect(groupLetter('groupNone')).toBe('');
});
test.each([3, 'free', 'critical'] as const)('%s is no group', (shade) => expect(groupLetter(shade)).toBeUndefined());
