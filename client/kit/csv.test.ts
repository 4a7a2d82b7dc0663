import { expect, test } from 'vitest';
import { toCsv, toJson } from './exportRows.ts';

const columns = [
  { name: 'name', value: (row: { name: string; free: number | null }) => row.name },
  { name: 'free', value: (row: { name: string; free: number | null }) => row.free },
];

test('a row is a line, unknown is an empty field', () => {
  const rows = [
    { name: 'web', free: 3 },
    { name: 'db', free: null },
  ];
  expect(toCsv(columns, rows)).toBe('name,free\r\nweb,3\r\ndb,\r\n');
});

test('quotes, commas and line ends are quoted', () => {
  expect(toCsv(columns, [{ name: 'a "b", c\nd', free: 0 }])).toBe('name,free\r\n"a ""b"", c\nd",0\r\n');
});

test('a name that a spreadsheet would run is made a text', () => {
  expect(toCsv(columns, [{ name: '=HYPERLINK("x")', free: 0 }])).toBe('name,free\r\n"\'=HYPERLINK(""x"")",0\r\n');
  expect(toCsv(columns, [{ name: '@sum', free: 0 }])).toBe("name,free\r\n'@sum,0\r\n");
});

test('JSON keeps null', () => {
  expect(JSON.parse(toJson(columns, [{ name: 'db', free: null }]))).toEqual([{ name: 'db', free: null }]);
});
