import { expect, test } from 'vitest';
import type { TopologyEdge, TopologyNode } from '../../../shared/wire/topology.ts';
import { type PathRow, pathRows, shownRows } from './pathRows.ts';
import { titleOf } from './words.ts';

const entry = (id: string, column: TopologyNode['column'], rest: Partial<TopologyNode> = {}): TopologyNode => ({
  id,
  column,
  ref: null,
  name: id,
  objects: 1,
  state: 'ready',
  count: 1,
  endpoints: { ready: 1, serving: 1, terminating: 0, notReady: 0 },
  addresses: [],
  ...rest,
});
const edge = (from: string, to: string, state: TopologyEdge['state'] = 'ready'): TopologyEdge => ({
  from,
  to,
  family: 'IPv4',
  state,
  count: 1,
});
const nodes = [
  entry('web', 'service'),
  entry('v4', 'slice', { family: 'IPv4' }),
  entry('missing', 'slice', { family: 'IPv6', state: 'missing', objects: 0, name: '', count: 0 }),
  entry('p10', 'pod', { addresses: ['10.0.0.10'] }),
  entry('p9', 'pod', { state: 'notReady' }),
  entry('n1', 'node'),
  entry('z', 'zone'),
  entry('out', 'service', { state: 'empty', count: 0 }),
];
const edges = [
  edge('web', 'v4'),
  edge('web', 'missing', 'missing'),
  edge('v4', 'p10'),
  edge('v4', 'p9', 'notReady'),
  edge('p10', 'n1'),
  edge('n1', 'z'),
];
const told = (rows: readonly PathRow[]) =>
  rows.map(({ service, slice, target, node, zone, state }) =>
    [...[service, slice, target, node].map((one) => (one ? titleOf(one) : '–')), zone || '–', state].join(' '),
  );

test('every way is a row, and so is what leads no further', () => {
  expect(told(pathRows({ nodes, edges }))).toEqual([
    'web v4 p10 n1 z ready',
    'web v4 p9 – – notReady',
    'web no slice – – – missing',
    'out – – – – empty',
  ]);
});

test('rows are found by any name or address, and sorted as people count', () => {
  const rows = pathRows({ nodes, edges });
  expect(told(shownRows(rows, '10.0.0.10', undefined))).toEqual(['web v4 p10 n1 z ready']);
  expect(told(shownRows(rows, 'WEB', '-target')).map((row) => row.split(' ')[2])).toEqual(['p10', 'p9', 'slice']);
  expect(shownRows(rows, undefined, 'colour')).toHaveLength(4);
});
