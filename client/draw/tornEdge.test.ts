import { expect, test } from 'vitest';
import { tornEdge } from './tornEdge.ts';

test('a torn edge 28 wide has a crest every seven pixels and ends on its line', () => {
  expect(tornEdge(10, 100, 28)).toEqual([
    { x: 10, y: 98 },
    { x: 17, y: 102 },
    { x: 24, y: 98 },
    { x: 31, y: 102 },
    { x: 38, y: 100 },
  ]);
});
test('an edge without width is a point', () => expect(tornEdge(5, 5, 0)).toEqual([{ x: 5, y: 5 }]));
