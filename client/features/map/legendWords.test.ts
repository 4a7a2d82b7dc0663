import { expect, test } from 'vitest';
import { alwaysListed, legendName, legendTitle, litNames } from './legendWords.ts';

const scene = { grain: 'blocks', sparse: false, cellPrefix: 24, blockPrefix: 24, inUse: 5n, known: null } as const;
const byNamespace = { by: 'namespace', letters: ['payments', 'shop'] } as const;

test('steps are shares of what binds, or ages', () => {
  expect([1, 2, 5].map((step) => legendName(step as 1, scene))).toEqual(['0–20 %', '21–40 %', '81–100 %']);
  expect(legendName(5, scene, { by: 'age', letters: [] })).toBe('Last hour');
});
test('groups have their names, and those without a letter are the others', () => {
  expect((['group2', 'groupOther', 'groupNone', 'free'] as const).map((shade) => legendName(shade, scene, byNamespace))).toEqual([
    'shop',
    'Other namespaces',
    'No namespace',
    'Free',
  ]);
});
test('the heading says what a colour is', () =>
  expect([legendTitle(scene), legendTitle(scene, byNamespace), legendTitle(scene, { by: 'findings' })]).toEqual([
    'In use, of the limit that binds',
    'Namespace that holds most of it',
    'The gravest finding in it',
  ]));
test('every letter is listed, so that the legend does not jump', () =>
  expect(alwaysListed(scene, byNamespace)).toEqual(['group1', 'group2', 'free']));
test('where it is unknown what is in use, nothing is listed at 0', () => expect(alwaysListed({ ...scene, inUse: null })).toEqual([]));
test('what a filter leaves is said by name', () =>
  expect(litNames('~shop,free,step5,~gone', scene, byNamespace)).toBe('shop, Free, 81–100 %, gone'));
test('what is left out is called free only where all of it lies in a range', () => {
  const known = { family: 'IPv4', runs: [], before: [0n] } as const;
  expect([legendName('leftOut', scene), legendName('leftOut', { ...scene, known })]).toEqual(['Free, left out', 'Left out']);
});
