import { expect, test } from 'vitest';
import { cutSheet } from './cutSheet.ts';
import { gridLayout } from './gridLayout.ts';

const sheet = gridLayout(8, { width: 400, left: 40, top: 20, gap: 2, maxPitch: 20 });

test('a band of 16 addresses from .1 to .16 is two rows of a /24', () => {
  const cut = cutSheet(sheet, 16n);
  expect(cut.rows.map((row) => row.first)).toEqual([0n, 16n]);
  expect(cut.height).toBe(60);
  expect(cut.width).toBe(sheet.width);
});
test('a band as long as the grid cuts nothing', () => expect(cutSheet(sheet, 256n)).toEqual(sheet));
