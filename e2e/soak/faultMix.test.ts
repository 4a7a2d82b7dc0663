import { expect, it } from 'vitest';
import { faultMix } from './faultMix.ts';

const weights = { often: 3, seldom: 1, never: 0 };

function draw(seed: number, count: number) {
  const mix = faultMix(seed, weights);
  return Array.from({ length: count }, () => mix.next().value);
}

it('the same seed gives the same faults, another one others', () => {
  expect(draw(7, 500)).toEqual(draw(7, 500));
  expect(draw(7, 500)).not.toEqual(draw(8, 500));
});

it('each comes as often as its weight says, and always has an end', () => {
  const drawn = draw(1, 4000);
  const often = drawn.filter(({ name }) => name === 'often').length;
  expect(often).toBeGreaterThan(2850);
  expect(often).toBeLessThan(3150);
  expect(drawn.some(({ name }) => name === 'never')).toBe(false);
  expect(Math.max(...drawn.map(({ lasts }) => lasts))).toBeLessThanOrEqual(4000);
  expect(Math.max(...drawn.map(({ after }) => after))).toBeLessThanOrEqual(4500);
});
