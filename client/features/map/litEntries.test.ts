import { expect, test } from 'vitest';
import { carriedEntries, entryToken, litEntries, namesOf, toggled } from './litEntries.ts';

const letters = ['payments', 'shop'];

test('entries have names that stand in a link', () => {
  expect([5, 'free', 'group2', 'groupOther', 'leftOut'].map((shade) => entryToken(shade as 'free', letters))).toEqual([
    'step5',
    'free',
    '~shop',
    'groupOther',
    'leftOut',
  ]);
});
test('nothing is chosen: all are lit', () => expect([litEntries(undefined).size, litEntries(',').size]).toEqual([0, 0]));
test('pressed one after the other, entries are lit together, and pressed again not', () => {
  const one = toggled(undefined, '~shop');
  const two = toggled(one, 'free');
  expect([one, two, toggled(two, '~shop'), toggled('free', 'free')]).toEqual(['~shop', '~shop,free', 'free', undefined]);
});
test('a namespace called free is not the state', () => expect(entryToken('group1', ['free'])).toBe('~free'));
test('names go along to another prefix, steps and states do not', () => {
  expect(carriedEntries('step5,~shop,free,critical')).toBe('~shop,critical');
  expect(carriedEntries('step5')).toBeUndefined();
  expect(namesOf('step5,~shop')).toEqual(['shop']);
});
