import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharesOf } from './shares.ts';

test('who has little gets it whole, and leaves the rest to who has much', () => {
  expect(sharesOf([100, 2, 7], 20)).toEqual([11, 2, 7]);
  expect(sharesOf([100, 2, 100], 20)).toEqual([9, 2, 9]);
  expect(sharesOf([1, 2], 20)).toEqual([1, 2]);
  expect(sharesOf([], 20)).toEqual([]);
});

test('nobody gets more than he has, all together no more than there is, and nobody who has more gets less', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 20 }), fc.nat(3000), (amounts, budget) => {
      const shares = sharesOf(amounts, budget);
      expect(shares.every((share, i) => share >= 0 && share <= (amounts[i] ?? 0))).toBe(true);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(budget);
      for (const [i, a] of amounts.entries())
        for (const [j, b] of amounts.entries()) if (a > b) expect(shares[i]).toBeGreaterThanOrEqual(shares[j] ?? 0);
    }),
  );
});
