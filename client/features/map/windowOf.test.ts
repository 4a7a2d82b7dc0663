import { expect, test } from 'vitest';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { cidr, wireCell, wireMap } from './answersForTests.ts';
import { sceneOf } from './scene.ts';
import { windowOf } from './windowOf.ts';

const low = wireMap('fd00:244:0:7::/120', 8, [wireCell(2, 'fd00:244:0:7::2/128', { inUse: '1', count: 3 })]);
const high = wireMap('fd00:244:0:7::1200/120', 8, [wireCell(1, 'fd00:244:0:7::1201/128', { inUse: '1' })]);
const scene = (parts: (typeof low)[], inUse: string) =>
  sceneOf({ range: cidr('fd00:244:0:7::/64'), cellPrefix: 128, sparse: true, whole: { ...low, inUse }, parts }, 64);

test('the window is the first 256 addresses that hold some', () => {
  const { part, beside } = windowOf(scene([high, low], '4'));
  expect([formatCidr(part.range), part.total, part.inUse, beside]).toEqual(['fd00:244:0:7::/120', 256n, 3n, 1n]);
});
test('it follows the addresses, and counts from its own start', () => {
  const { part } = windowOf(scene([high], '1'));
  expect([formatCidr(part.range), [...part.cells.keys()]]).toEqual(['fd00:244:0:7::1200/120', [1n]]);
});
test('an empty block shows where its first addresses will be', () => {
  expect(formatCidr(windowOf(scene([], '0')).part.range)).toBe('fd00:244:0:7::/120');
});
