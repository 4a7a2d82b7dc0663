import { expect, test } from 'vitest';
import { cidr } from './answersForTests.ts';
import { type CellRow, sortRows } from './cellRows.ts';
import { freeCell } from './cells.ts';

const row = (text: string, inUse: bigint, usable: bigint | null): CellRow => ({
  cell: { ...freeCell(cidr(text), []), inUse, usable },
  shade: 'free',
  state: 'free',
});
const rows = [row('10.0.0.0/24', 5n, null), row('10.0.1.0/24', 9n, 253n), row('10.0.2.0/24', 5n, 61n)];
const order = (sort: string | undefined) => sortRows(rows, sort).map((one) => rows.indexOf(one));

test('without a field rows stay in the order of addresses', () => expect(order(undefined)).toEqual([0, 1, 2]));
test('equals stay in the order of addresses, up and down', () => {
  expect(order('inUse')).toEqual([0, 2, 1]);
  expect(order('-inUse')).toEqual([1, 0, 2]);
});
test('unknown stands last, up and down', () => {
  expect(order('usable')).toEqual([2, 1, 0]);
  expect(order('-usable')).toEqual([1, 2, 0]);
});
test('a field that does not exist changes nothing', () => expect(order('colour')).toEqual([0, 1, 2]));
