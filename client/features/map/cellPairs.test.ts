import { expect, test } from 'vitest';
import type { Cell } from '../../../shared/wire/map.ts';
import { cidr, wireCell, wireMap } from './answersForTests.ts';
import { asOfPast, type CellPair, cellPairs, changeOf } from './cellPairs.ts';
import { sceneOf } from './scene.ts';

const scene = (known: Partial<Cell>) => {
  const whole = wireMap('10.0.0.0/31', 1, [wireCell(0, '10.0.0.0/32', { inUse: '1', ...known })]);
  return sceneOf({ range: cidr('10.0.0.0/31'), cellPrefix: 32, sparse: false, whole, parts: [whole] }, null);
};
const first = (a: Partial<Cell>, b: Partial<Cell>) => {
  const [before, after] = [scene(a), scene(b)];
  return changeOf(after, cellPairs(before, after)[0] as CellPair);
};
const pod = (name: string) => ({ kind: 'Pod', namespace: 'shop', name });
const node = { kind: 'Node', name: 'worker-0' };

test('another holder is a change; the same ones in another order are none', () => {
  expect(first({ holders: [pod('a')] }, { holders: [pod('b')] })).toBe('changed');
  expect(first({ holders: [pod('a'), pod('b')] }, { holders: [pod('b'), pod('a')] })).toBeNull();
  expect(first({ inUse: '0' }, { holders: [pod('a')] })).toBe('gained');
  expect(first({ holders: [pod('a')] }, { inUse: '0' })).toBe('lost');
});

test('pods on the host network beside their node, which the past does not know, are no change', () => {
  expect(first({ holders: [node] }, { holders: [pod('proxy'), node] })).toBeNull();
  expect(first({ holders: [node] }, { holders: [{ ...node, name: 'worker-1' }] })).toBe('changed');
});

test('held beside the past, what leaked or is being deleted is no difference', () => {
  const now = scene({ flags: ['terminating'] });
  expect(first({}, { flags: ['terminating'] })).toBe('changed');
  const as = asOfPast(now);
  expect(changeOf(as, cellPairs(scene({}), as)[0] as CellPair)).toBeNull();
});
