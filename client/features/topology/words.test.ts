import { expect, test } from 'vitest';
import type { TopologyNode } from '../../../shared/wire/topology.ts';
import { foldedWords, makerWords, readyWords, shoutingOf, spokenEntry, titleOf } from './words.ts';

const counts = { ready: 36, serving: 37, terminating: 0, notReady: 2 };
const entry = (rest: Partial<TopologyNode>): TopologyNode => ({
  id: 'x',
  column: 'service',
  ref: { kind: 'Service', namespace: 'shop', name: 'web' },
  name: 'web',
  objects: 1,
  state: 'partly',
  count: 38,
  endpoints: counts,
  addresses: [],
  ...rest,
});

test.each<[Partial<TopologyNode>, string]>([
  [{}, 'shop/web'],
  [{ ref: null, name: '', objects: 476 }, '+476 Services'],
  [{ column: 'slice', ref: null, name: '', objects: 50 }, '50 slices'],
  [{ column: 'slice', ref: null, name: '', objects: 0 }, 'no slice'],
  [{ column: 'pod', ref: null, name: '10.0.0.1' }, '10.0.0.1'],
  [{ column: 'pod', ref: null, name: '', objects: 4960, nodes: 180 }, '+4,960 endpoints on 180 nodes'],
  [{ column: 'node', ref: null, name: '', objects: 140 }, '+140 nodes'],
  [{ column: 'zone', ref: null, name: 'fra-1a' }, 'fra-1a'],
])('%j is called %s', (rest, title) => {
  expect(titleOf(entry(rest))).toBe(title);
});

test.each<[Partial<TopologyNode>, string]>([
  [{ silent: ['IPv6'], state: 'missing' }, 'Service shop/web, 36 of 38 ready, 2 not ready, IPv6 missing'],
  [{ silent: ['IPv6'], state: 'notReady' }, 'Service shop/web, 36 of 38 ready, 2 not ready, IPv6 not ready'],
  [
    { column: 'slice', ref: { kind: 'EndpointSlice', namespace: 'shop', name: 'web-x' }, name: 'web-x', family: 'IPv4', made: 'mirrored' },
    'EndpointSlice web-x, IPv4, mirrored from Endpoints, 36 of 38 ready, 2 not ready',
  ],
  [
    { column: 'slice', ref: null, name: '', objects: 0, family: 'IPv6', state: 'missing', count: 0 },
    'no slice, IPv6, nobody answers, 2 not ready',
  ],
  [
    { column: 'pod', ref: { kind: 'Pod', namespace: 'shop', name: 'web-1' }, name: 'web-1', addresses: ['10.0.0.1'], state: 'serving' },
    'Pod web-1, 10.0.0.1, terminating, still serving',
  ],
  [{ column: 'pod', ref: null, name: '', objects: 3, nodes: 1, state: 'ready' }, '3 endpoints, 36 of 38 ready, 2 not ready'],
  [{ state: 'unknown', endpoints: null }, 'Service shop/web, endpoints unknown'],
])('%j is spoken as %s', (rest, words) => {
  expect(spokenEntry(entry(rest))).toBe(words);
});

test.each([
  [{ made: 'controller', managedBy: 'endpointslice-controller.k8s.io' }, ''],
  [{ made: 'mirrored', managedBy: 'endpointslicemirroring-controller.k8s.io' }, 'mirrored from Endpoints'],
  [{ made: 'other', managedBy: 'dra.example.com' }, 'by dra.example.com'],
  [{ made: 'other', managedBy: null }, 'made by hand'],
  [{}, ''],
] as const)('of a slice with %j is said "%s"', (slice, words) => {
  expect(makerWords(slice)).toBe(words);
});

test('what is not read is unknown, never 0 of 0', () => {
  expect(readyWords({ endpoints: null, count: 0, state: 'unknown' })).toBe('endpoints unknown');
});

test('a family that nothing answers on shouts with its Service; a slice that is partly ready does not', () => {
  const edge = (from: string, to: string) => ({ from, to, family: null, state: 'ready' as const, count: 1 });
  const nodes = [
    entry({ id: 's', silent: ['IPv6'], state: 'notReady' }),
    entry({ id: 'v4', column: 'slice', family: 'IPv4' }),
    entry({ id: 'v6', column: 'slice', family: 'IPv6', state: 'notReady' }),
    entry({ id: 't', silent: [] }),
    entry({ id: 't4', column: 'slice', family: 'IPv4', state: 'notReady' }),
  ];
  expect([...shoutingOf({ nodes, edges: [edge('s', 'v4'), edge('s', 'v6'), edge('t', 't4')] })]).toEqual(['s', 'v6']);
});

test('what is folded is counted in words', () => {
  expect(foldedWords({ services: 0, slices: 100, endpoints: 9998, nodes: 1, zones: 0 })).toBe(
    'Folded: 9,998 endpoints, 1 node, 100 slices',
  );
  expect(foldedWords({ services: 0, slices: 0, endpoints: 0, nodes: 0, zones: 0 })).toBe('');
});
