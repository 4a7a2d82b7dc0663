import { expect, test } from 'vitest';
import { gravityMark, isGravity } from './gravityMark.ts';

test('critical is a filled octagon', () => {
  const { corners, filled } = gravityMark('critical', 10, 10, 10);
  expect([corners.length, filled]).toEqual([8, true]);
  expect(corners.every(([x, y]) => x >= 5 && x <= 15 && y >= 5 && y <= 15)).toBe(true);
});
test('a warning is an outlined triangle, upright', () => {
  const { corners, filled } = gravityMark('warning', 10, 10, 10);
  expect(filled).toBe(false);
  expect(corners).toEqual([
    [10, 5],
    [15, 14.2],
    [5, 14.2],
  ]);
});
test('info is a dot, without corners', () => expect(gravityMark('info', 0, 0, 10)).toEqual({ corners: [], filled: true }));
test('gravities are no amounts and no states', () => {
  expect((['critical', 'warning', 'info', 'conflict', 5, 'group1'] as const).map(isGravity)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
