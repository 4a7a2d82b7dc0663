import { expect, test } from 'vitest';
import { nodesThatFit } from './nodesThatFit.ts';

const entry = (family: 'IPv4' | 'IPv6', prefixLength: number, blocks: number, pool: string = family) => ({
  family,
  prefixLength,
  blocks,
  pool,
});

test('of two families the smaller decides', () => {
  expect(nodesThatFit([entry('IPv6', 64, 65472), entry('IPv4', 24, 41)])).toEqual({
    nodes: 41,
    ends: 'IPv4',
    families: [
      { family: 'IPv6', prefixLength: 64, blocks: 65472, ends: false },
      { family: 'IPv4', prefixLength: 24, blocks: 41, ends: true },
    ],
  });
});

test('two pools of one family add up', () => {
  expect(nodesThatFit([entry('IPv4', 24, 3, 'a'), entry('IPv4', 24, 4, 'b')])).toEqual({
    nodes: 7,
    ends: null,
    families: [{ family: 'IPv4', prefixLength: 24, blocks: 7, ends: false }],
  });
});

test('where nothing tells, it is unknown and not zero', () => {
  expect(nodesThatFit([])).toEqual({ nodes: null, ends: null, families: [] });
});

test('none left is zero', () => {
  expect(nodesThatFit([entry('IPv4', 24, 0)]).nodes).toBe(0);
});
