import { expect, test } from 'vitest';
import { csv } from './csv.ts';

test('a table becomes lines that end in CRLF', () => {
  expect(
    csv(
      ['name', 'ready'],
      [
        ['web', 3],
        ['db', 0],
      ],
    ),
  ).toBe('name,ready\r\nweb,3\r\ndb,0\r\n');
});

test('commas, quotes and line ends are quoted', () => {
  expect(csv(['a'], [['x,y'], ['say "hi"'], ['two\nlines']])).toBe('a\r\n"x,y"\r\n"say ""hi"""\r\n"two\nlines"\r\n');
});

test('what is unknown is an empty cell', () => {
  expect(csv(['a', 'b'], [[null, 0]])).toBe('a,b\r\n,0\r\n');
});

test('a text that a spreadsheet would run is defused, a number is not touched', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['=1+1', -1],
        ['@x', 2],
      ],
    ),
  ).toBe("a,b\r\n'=1+1,-1\r\n'@x,2\r\n");
});
