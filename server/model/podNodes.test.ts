import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PodNodes } from './podNodes.ts';

test('pods of some nodes are found by number, and a node whose pods have all gone has none', () => {
  const pods = new PodNodes();
  pods.set(0, '', 'a');
  pods.set(5000, '', 'b');
  pods.set(7, '', 'a');
  const found = (...nodes: string[]) => [...pods.of(nodes)].filter((pod) => pod !== undefined);
  expect([found('a'), found('a', 'b'), found('c')]).toEqual([[0, 7], [0, 7, 5000], []]);
  pods.set(0, 'a', '');
  pods.set(7, 'a', 'c');
  expect([found('a'), found('c')]).toEqual([[], [7]]);
});

test('whatever comes and goes, the pods of a node are those that name it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.constantFrom('', 'a', 'b', 'c'))), (moves) => {
      const pods = new PodNodes();
      const truth = new Map<number, string>();
      for (const [pod, node] of moves) {
        pods.set(pod, truth.get(pod) ?? '', node);
        truth.set(pod, node);
      }
      for (const node of ['a', 'b', 'c']) {
        const expected = [...truth].filter(([, on]) => on === node).map(([pod]) => pod);
        expect([...pods.of([node])].filter((pod) => pod !== undefined)).toEqual(expected.sort((a, b) => a - b));
      }
    }),
  );
});
