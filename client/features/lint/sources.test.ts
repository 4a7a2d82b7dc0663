import { expect, test } from 'vitest';
import { bytesOf, readSources, withFiles, withText } from './sources.ts';

test('files of one name are told apart, and the same file twice is one', () => {
  const one = withFiles([], [{ name: 'a.yaml', text: 'x' }]);
  expect(
    withFiles(one, [
      { name: 'a.yaml', text: 'y' },
      { name: 'a.yaml', text: 'x' },
    ]).map(({ name }) => name),
  ).toEqual(['a.yaml', 'a.yaml (2)']);
});

test('a text is changed in its place', () => {
  expect(
    withText(
      [
        { name: 'a', text: '1' },
        { name: 'b', text: '2' },
      ],
      'b',
      '3',
    ),
  ).toEqual([
    { name: 'a', text: '1' },
    { name: 'b', text: '3' },
  ]);
  expect(withText([], 'pasted', 'x')).toEqual([{ name: 'pasted', text: 'x' }]);
});

test('what the tab kept is read back, and anything else is nothing', () => {
  const list = [{ name: 'a', text: 'ü' }];
  expect(readSources(JSON.stringify(list))).toEqual(list);
  expect(bytesOf(list)).toBe(2);
  for (const broken of [null, '', '{', '{"name":1}', '[{"name":1}]']) expect(readSources(broken)).toEqual([]);
});
