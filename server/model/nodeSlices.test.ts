import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NodeSlices } from './nodeSlices.ts';
import { endpoint, slice } from './samples.ts';

const on = (...nodes: readonly string[]) =>
  slice(
    'a/x',
    '1',
    'IPv4',
    nodes.map((nodeName) => endpoint('10.0.0.1', { nodeName })),
  );

test('a slice is found by each node of its endpoints, once, and no longer when the last of them is gone', () => {
  const slices = new NodeSlices();
  slices.apply(7, undefined, on('n1', 'n1', 'n2', ''));
  expect([slices.of('n1'), slices.of('n2'), slices.of(''), slices.of('n3')]).toEqual([[7], [7], [], []]);
  slices.apply(7, on('n1', 'n1', 'n2'), on('n1', 'n3'));
  expect([slices.of('n1'), slices.of('n2'), slices.of('n3')]).toEqual([[7], [], [7]]);
  slices.apply(7, on('n1', 'n3'), undefined);
  expect([slices.of('n1'), slices.of('n3')]).toEqual([[], []]);
});

test('whatever comes and goes, the slices of a node are those with an endpoint there', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(8), fc.array(fc.constantFrom('', 'a', 'b', 'c'), { maxLength: 3 }))), (moves) => {
      const slices = new NodeSlices();
      const truth = new Map<number, readonly string[]>();
      for (const [id, nodes] of moves) {
        const before = truth.get(id);
        slices.apply(id, before && on(...before), nodes.length === 0 ? undefined : on(...nodes));
        truth.set(id, nodes);
      }
      for (const node of ['a', 'b', 'c']) {
        const expected = [...truth].filter(([, nodes]) => nodes.includes(node)).map(([id]) => id);
        expect([...slices.of(node)].sort((x, y) => x - y)).toEqual(expected.sort((x, y) => x - y));
      }
    }),
  );
});
