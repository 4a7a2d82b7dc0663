import { expect, test } from 'vitest';
import { cidr } from './answersForTests.ts';
import { type CellRow, filterRows, sortRows } from './cellRows.ts';
import { freeCell } from './cells.ts';

const row = (text: string, inUse: bigint, usable: bigint | null): CellRow => ({
  cell: { ...freeCell(cidr(text), []), inUse, usable },
  shade: 'free',
  state: 'free',
  group: null,
  outside: null,
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

test('an address or a CIDR finds the cells it overlaps, not texts that look like it', () => {
  const found = (text: string) => filterRows(rows, () => true, text).map((one) => rows.indexOf(one));
  expect([found('10.0.1.7'), found('10.0.0.0/23'), found('10.0.1.'), found(' '), found('nobody')]).toEqual([
    [1],
    [0, 1],
    [1],
    [0, 1, 2],
    [],
  ]);
});
test('other words find holders, states and groups; entries that are not lit are left out', () => {
  const held: CellRow = {
    cell: { ...freeCell(cidr('10.0.3.0/24'), []), holders: [{ kind: 'Node', name: 'worker-b03' }] },
    shade: 'group1',
    state: 'handed out',
    group: 'payments 12',
    outside: 'partly VPN (netops)',
  };
  const all = [...rows, held];
  const found = (text: string | undefined, lit = 'group1') => filterRows(all, (shade) => shade === lit, text).length;
  expect([found('B03'), found('vpn'), found('Payments'), found('handed'), found('free'), found(undefined, 'free')]).toEqual([
    1, 1, 1, 1, 0, 3,
  ]);
});
