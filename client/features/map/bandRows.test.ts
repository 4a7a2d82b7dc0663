import { expect, test } from 'vitest';
import { cidr } from './answersForTests.ts';
import { bandRows } from './bandRows.ts';
import { freeCell } from './cells.ts';

test('an export of a Service range has the addresses of its static band, then the bins of the dynamic one', () => {
  const held = {
    ...freeCell(cidr('10.96.0.10/32'), []),
    inUse: 1n,
    holders: [{ kind: 'Service', namespace: 'kube-system', name: 'kube-dns' }],
  };
  const rows = bandRows(
    [{ cell: held, shade: 'inUse', state: 'in use', group: null, outside: null }],
    [{ cidr: cidr('10.96.0.16/28'), inUse: 7 }],
  );
  expect(rows).toEqual([
    { cidr: '10.96.0.10', band: 'static', state: 'in use', inUse: 1, holder: 'Service kube-system/kube-dns', group: null },
    { cidr: '10.96.0.16/28', band: 'dynamic', state: null, inUse: 7, holder: null, group: null },
  ]);
});
