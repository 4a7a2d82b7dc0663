import { expect, test } from 'vitest';
import type { TopologyEdge } from '../../../shared/wire/topology.ts';
import { litPath } from './litPath.ts';

const edge = (from: string, to: string): TopologyEdge => ({ from, to, family: 'IPv4', state: 'ready', count: 1 });
const edges = [
  edge('web', 'v4'),
  edge('web', 'v6'),
  edge('v4', 'a'),
  edge('v4', 'b'),
  edge('v6', 'b'),
  edge('a', 'n1'),
  edge('b', 'n2'),
  edge('n1', 'z'),
];

test('a pod lights what leads to it and where it leads, and not its siblings', () => {
  const lit = litPath(edges, 'a');
  expect([...lit.nodes].sort()).toEqual(['a', 'n1', 'v4', 'web', 'z']);
  expect([...lit.edges].sort()).toEqual([0, 2, 5, 7]);
});

test('a Service lights everything below it; what has no edge lights itself', () => {
  expect(litPath(edges, 'web').nodes.size).toBe(8);
  expect(litPath(edges, 'alone')).toEqual({ nodes: new Set(['alone']), edges: new Set() });
});
