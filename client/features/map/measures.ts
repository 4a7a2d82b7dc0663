import { addressBits, type Family } from '../../../shared/net/address.ts';
import type { DigitAxis } from '../../draw/digitAxis.ts';
import type { Sheet, SheetMeasure } from '../../draw/sheet.ts';
import type { Grain, Scene } from './scene.ts';

/** A character of the axis' type (JetBrains Mono, 11 px) is this wide. */
const character = 6.7;
/** Between a row's label and its cells. */
const space = 12;

/** How large cells get: blocks in rows show counts, single sheets of 16×16 fill the page, several sheets stand below each other. */
export function measureFor(width: number, narrow: boolean, sparse: boolean, grain: Grain, left: number, rows: number): SheetMeasure {
  const maxPitch = !sparse ? 40.5 : grain === 'blocks' ? 34 : rows > 16 ? 26 : 36;
  return { width, left, top: 24, gap: narrow ? 1.5 : 2, maxPitch };
}

/** Room that the row labels need: what rows share is written out where at most `most` pixels hold it; never below `least`. */
export function labelRoom(axis: Pick<DigitAxis, 'row' | 'corner'>, sheet: Pick<Sheet, 'rows'>, most: number, least: number): number {
  let own = axis.corner.length;
  let whole = 0;
  for (const row of sheet.rows) {
    const label = axis.row(row.first);
    own = Math.max(own, label.own.length);
    whole = Math.max(whole, label.own.length + label.shared.length);
  }
  const wholeRoom = Math.ceil(whole * character) + space;
  const ownRoom = Math.ceil(own * character) + space;
  return Math.max(least, wholeRoom <= most ? wholeRoom : ownRoom);
}

/** Addresses inside a cell are drawn from this many CSS pixels on: below it nobody tells them apart. */
export const leastDot = 1.5;

/** How large an address inside a cell is, in CSS pixels. */
export function dotSize(sheet: Pick<Sheet, 'pitch' | 'gap'>, { range, cellPrefix }: Pick<Scene, 'range' | 'cellPrefix'>): number {
  return (sheet.pitch - sheet.gap) / dotColumns(range.family, cellPrefix);
}

function dotColumns(family: Family, cellPrefix: number): number {
  return 2 ** Math.ceil(Math.min(8, addressBits(family) - cellPrefix) / 2);
}

/** The largest pitch up to `most` at which the addresses inside a cell are of whole pixels, so that none looks larger than its neighbours. */
export function wholeDotsPitch(most: number, gap: number, { range, cellPrefix }: Pick<Scene, 'range' | 'cellPrefix'>): number {
  const columns = dotColumns(range.family, cellPrefix);
  const dot = Math.floor((most - gap) / columns);
  return dot < leastDot ? most : dot * columns + gap;
}
