import type { Sheet } from './sheet.ts';

/** A sheet without the rows behind the cell at offset `last`: the rest of a band that ends inside a grid. Sheets with strips keep their height. */
export function cutSheet(sheet: Sheet, last: bigint): Sheet {
  const rows = sheet.rows.filter((row) => row.first <= last);
  const cut = sheet.rows.length - rows.length;
  return { ...sheet, rows, height: sheet.height - cut * sheet.pitch };
}
