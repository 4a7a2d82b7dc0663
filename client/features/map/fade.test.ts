import { expect, test } from 'vitest';
import { differs, progressAt } from './fade.ts';

test('a changed shade is a change, another number of cells is another map', () => {
  expect(differs(['free', 1], ['free', 2])).toBe(true);
  expect(differs(['free', 1], ['free', 1])).toBe(false);
  expect(differs(['free'], ['free', 1])).toBe(false);
});
test('a fade takes 600 ms', () => {
  const fade = { shades: [], since: 1000 };
  expect([900, 1000, 1300, 1600, 9000].map((now) => progressAt(fade, now))).toEqual([0, 0, 0.5, 1, 1]);
});
