import { expect, test } from 'vitest';
import { bytesOf, readSources, textOfFile, withFiles, withText } from './sources.ts';

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

test('a file is read as UTF-8 or as the UTF-16 that it says it is; what is no text, or cannot be read, is none', async () => {
  const read = (...bytes: number[]) => textOfFile(new Blob([new Uint8Array(bytes)]));
  expect(await read(0x6b, 0xc3, 0xbc)).toBe('kü');
  expect(await read(0xef, 0xbb, 0xbf, 0x6b)).toBe('k');
  expect(await read(0xff, 0xfe, 0x6b, 0, 0xfc, 0)).toBe('kü');
  expect(await read(0xfe, 0xff, 0, 0x6b)).toBe('k');
  expect(await read()).toBe('');
  expect(await read(0x89, 0x50, 0x4e, 0x47)).toBeUndefined();
  expect(await read(0x6b, 0, 0x6b)).toBeUndefined();
  const folder = { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) };
  expect(await textOfFile(folder as unknown as Blob)).toBeUndefined();
});
