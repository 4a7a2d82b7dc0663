import { expect, test } from 'vitest';
import { moveSlot } from './moves.ts';

test.each([
  ['ArrowRight', 7, 8],
  ['ArrowLeft', 7, 6],
  ['ArrowDown', 7, 23],
  ['ArrowUp', 23, 7],
  ['PageDown', 7, 23],
  ['PageUp', 23, 7],
  ['Home', 23, 16],
  ['End', 23, 31],
  ['ArrowRight', 15, 16],
  ['ArrowLeft', 0, 0],
  ['ArrowUp', 7, 7],
  ['ArrowDown', 250, 250],
  ['ArrowRight', 255, 255],
])('%s leads from %i to %i', (key, from, to) => expect(moveSlot(key, from, 16, 256)).toBe(to));
test('Ctrl with Home and End leads to the ends of the sheet', () => {
  expect(moveSlot('Home', 100, 16, 256, true)).toBe(0);
  expect(moveSlot('End', 100, 16, 256, true)).toBe(255);
});
test('End stays inside a short last row', () => expect(moveSlot('End', 16, 16, 20)).toBe(19));
test('other keys do not move', () => expect(moveSlot('a', 7, 16, 256)).toBeUndefined());
