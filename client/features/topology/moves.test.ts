import { expect, test } from 'vitest';
import { moveInColumns } from './moves.ts';

const order = [['web'], [], ['a', 'b', 'c'], ['n1', 'n2']];
const boxes = new Map(
  Object.entries({ web: 40, a: 0, b: 40, c: 80, n1: 0, n2: 80 }).map(([id, y]) => [id, { x: 0, y, width: 10, height: 20 }]),
);
const ties = new Set(['web a', 'web c', 'a n2', 'b n1']);
const move = (key: string, id: string | null) =>
  moveInColumns(key, id, order, boxes, (a, b) => ties.has(`${a} ${b}`) || ties.has(`${b} ${a}`));

test.each([
  ['ArrowDown', null, 'web'],
  ['Enter', null, undefined],
  ['ArrowDown', 'a', 'b'],
  ['ArrowDown', 'c', 'c'],
  ['ArrowUp', 'a', 'a'],
  ['End', 'a', 'c'],
  ['Home', 'c', 'a'],
  ['ArrowRight', 'web', 'a'], // over the empty column, to one it is tied to
  ['ArrowRight', 'a', 'n2'],
  ['ArrowRight', 'c', 'n2'], // tied to none: the nearest
  ['ArrowRight', 'n1', undefined],
  ['ArrowLeft', 'n1', 'b'],
  ['ArrowLeft', 'b', 'web'],
  ['ArrowLeft', 'web', undefined],
  ['x', 'a', undefined],
])('%s from %s leads to %s', (key, from, to) => {
  expect(move(key, from)).toBe(to);
});
