import { curveEnds, placeOnCurve } from './hilbertCurve.ts';
import type { Palette } from './palette.ts';
import { cellRect, type Rect, type Sheet, slotCount, slotOfOffset } from './sheet.ts';

/** How much of a cell's half the curve leaves free around a letter or a mark in its middle. */
const clearance = 0.66;

/**
 * The way of a Hilbert curve through the cells of a sheet, in order: a thin line on a pale one, so that it shows on every shade. It stops
 * before the middle of the cells in `faces` (by slot), which say something there.
 */
export function paintCurve(context: CanvasRenderingContext2D, sheet: Sheet, faces: (slot: number) => boolean, palette: Palette): void {
  const total = slotCount(sheet);
  const size = sheet.pitch - sheet.gap;
  context.save();
  context.beginPath();
  for (let offset = 0; offset + 1 < total; offset++) {
    const from = slotOfOffset(sheet, BigInt(offset)) ?? 0;
    const to = slotOfOffset(sheet, BigInt(offset + 1)) ?? 0;
    const [a, b] = [middle(sheet, from, size), middle(sheet, to, size)];
    const begin = faces(from) ? share(size, sheet.pitch) : 0;
    const end = faces(to) ? 1 - share(size, sheet.pitch) : 1;
    context.moveTo(a.x + (b.x - a.x) * begin, a.y + (b.y - a.y) * begin);
    context.lineTo(a.x + (b.x - a.x) * end, a.y + (b.y - a.y) * end);
  }
  context.lineCap = 'round';
  context.lineWidth = 3;
  context.strokeStyle = palette.surface;
  context.globalAlpha *= 0.4;
  context.stroke();
  context.globalAlpha /= 0.4;
  context.lineWidth = 1;
  context.strokeStyle = palette.edge;
  context.stroke();
  context.restore();
}

/** Numbers where the curve enters and leaves at the edges of the plate; `text` writes the place of a cell. */
export function paintEnds(
  context: CanvasRenderingContext2D,
  sheet: Sheet,
  plate: Rect,
  text: (offset: bigint) => string,
  chosen: number | null,
  palette: Palette,
): void {
  const bits = Math.round(Math.log2(slotCount(sheet)));
  context.textBaseline = 'middle';
  for (const { index, row, side } of curveEnds(bits)) {
    const { column } = placeOnCurve(index, bits);
    const rect = cellRect(sheet, row * sheet.columns + column);
    const y = rect ? rect.y + rect.height / 2 + 0.5 : -1;
    if (!rect || y < plate.y || y > plate.y + plate.height) continue;
    const isChosen = chosen === row * sheet.columns + column;
    context.font = `${isChosen ? 600 : 400} 11px ${palette.mono}`;
    context.fillStyle = isChosen ? palette.accent : palette.ink3;
    context.textAlign = side === 'left' ? 'right' : 'left';
    context.fillText(text(BigInt(index)), side === 'left' ? plate.x - 8 : plate.x + plate.width + 6, y);
  }
}

function middle(sheet: Sheet, slot: number, size: number): { x: number; y: number } {
  const rect = cellRect(sheet, slot);
  return { x: (rect?.x ?? 0) + size / 2, y: (rect?.y ?? 0) + size / 2 };
}

function share(size: number, pitch: number): number {
  return (size * clearance) / 2 / pitch;
}
