import { groupLetter } from './groupLetter.ts';
import type { LegendEntry } from './legendCounts.ts';
import { groundBehindAddresses, paintCell, paintSheet, type SheetPicture } from './paintSheet.ts';
import type { ColouredGroup, Palette } from './palette.ts';
import type { Rect } from './sheet.ts';

/** One line of the legend, as it stands beside the sheet. */
export interface ExportEntry {
  readonly shade: LegendEntry['shade'];
  readonly name: string;
  readonly count: string;
  /** Left out by a filter. */
  readonly dimmed: boolean;
}

/** A map as a page of its own: what it is, the sheet as it is seen, what its shades mean, and of when it is. */
export interface ExportPage {
  readonly title: string;
  readonly subtitle: string;
  readonly picture: Omit<SheetPicture, 'before' | 'hover'>;
  readonly legendTitle: string;
  readonly entries: readonly ExportEntry[];
  readonly total: { readonly name: string; readonly count: string };
  /** Below everything: the time of the data, where it is from. */
  readonly foot: readonly string[];
}

/** Where the parts of the page stand, in CSS pixels. */
export interface ExportLayout {
  readonly width: number;
  readonly height: number;
  readonly title: { readonly x: number; readonly y: number };
  readonly subtitle: { readonly x: number; readonly y: number };
  readonly sheet: Rect;
  readonly legend: Rect;
  /** The first line of the foot. */
  readonly foot: { readonly x: number; readonly y: number };
}

const margin = 24;
const legendWidth = 220;
const entryHeight = 22;
const footHeight = 16;
const swatch = 14;

/** Lays the page out: the legend beside the sheet, both below the title, the foot below whichever is longer. */
export function exportLayout(page: ExportPage): ExportLayout {
  const { sheet, plate } = page.picture;
  // Seen through a camera, the sheet is larger than what shows of it.
  const size = plate ? { width: plate.x + plate.width, height: plate.y + plate.height } : sheet;
  const top = margin + 56;
  const legendHeight = 24 + (page.entries.length + 1) * entryHeight + 12;
  // Labels of the sheet's outer cells and the frame of a chosen one reach a little beyond it.
  const sheetAt = { x: margin, y: top, width: size.width + 4, height: size.height + 4 };
  const legend = { x: sheetAt.x + sheetAt.width + margin, y: top, width: legendWidth, height: legendHeight };
  const bottom = top + Math.max(sheetAt.height, legend.height);
  const foot = { x: margin, y: bottom + margin };
  return {
    width: legend.x + legend.width + margin,
    height: foot.y + page.foot.length * footHeight + margin - 8,
    title: { x: margin, y: margin + 12 },
    subtitle: { x: margin, y: margin + 34 },
    sheet: sheetAt,
    legend,
    foot,
  };
}

/** Paints the page on any context, which is scaled to CSS pixels; paper and all, so that it can stand anywhere. */
export function paintExport(context: CanvasRenderingContext2D, page: ExportPage, palette: Palette): void {
  const layout = exportLayout(page);
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, layout.width, layout.height);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  write(context, page.title, layout.title, `600 20px ${palette.mono}`, palette.ink);
  write(context, page.subtitle, layout.subtitle, `400 13px ${palette.sans}`, palette.ink2);
  context.save();
  context.translate(layout.sheet.x, layout.sheet.y);
  paintSheet(context, { ...page.picture, before: null, hover: null }, palette);
  context.restore();
  paintLegend(context, page, layout.legend, palette);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const [line, text] of page.foot.entries())
    write(context, text, { x: layout.foot.x, y: layout.foot.y + line * footHeight }, `400 11px ${palette.sans}`, palette.ink3);
}

function paintLegend(context: CanvasRenderingContext2D, page: ExportPage, at: Rect, palette: Palette): void {
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  write(context, page.legendTitle, { x: at.x, y: at.y + 8 }, `500 11px ${palette.sans}`, palette.ink2);
  const rowY = (row: number) => at.y + 24 + row * entryHeight + entryHeight / 2;
  for (const [row, entry] of page.entries.entries()) {
    const y = rowY(row);
    context.save();
    if (entry.dimmed) context.globalAlpha = 0.4;
    paintSwatch(context, entry.shade, { x: at.x, y: y - swatch / 2, width: swatch, height: swatch }, page.picture, palette);
    paintRow(context, entry, at, y, palette.ink, palette);
    context.restore();
  }
  const y = rowY(page.entries.length) + 8;
  context.fillStyle = palette.line;
  context.fillRect(at.x, y - entryHeight / 2 - 3, at.width, 1);
  paintRow(context, page.total, at, y, palette.ink3, palette);
}

function paintRow(
  context: CanvasRenderingContext2D,
  row: { readonly name: string; readonly count: string },
  at: Rect,
  y: number,
  ink: string,
  palette: Palette,
): void {
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  write(context, row.count, { x: at.x + at.width, y }, `400 12px ${palette.sans}`, palette.ink2);
  const room = at.width - swatch - 16 - context.measureText(row.count).width;
  context.textAlign = 'left';
  context.font = `400 12px ${palette.sans}`;
  write(context, fitted(context, row.name, room), { x: at.x + swatch + 8, y }, `400 12px ${palette.sans}`, ink);
}

/** A name that is too long for its room ends in an ellipsis. */
function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let length = text.length - 1;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > room) length--;
  return `${text.slice(0, length)}…`;
}

function paintSwatch(
  context: CanvasRenderingContext2D,
  shade: LegendEntry['shade'],
  rect: Rect,
  { freeDashed, inner }: Pick<SheetPicture, 'freeDashed' | 'inner'>,
  palette: Palette,
): void {
  if (shade === 'leftOut') {
    for (const y of [rect.y + 4, rect.y + 10]) {
      context.beginPath();
      context.moveTo(rect.x, y);
      for (const [k, x] of [3.5, 7, 10.5, 14].entries()) context.lineTo(rect.x + x, k % 2 === 0 ? y + 2 : y);
      context.lineWidth = 1;
      context.strokeStyle = palette.edge;
      context.stroke();
    }
    return;
  }
  paintCell(context, rect, shade, freeDashed, palette, inner ? groundBehindAddresses : 1);
  const letter = groupLetter(shade);
  if (!letter) return;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const ink = palette.onGroups[shade as ColouredGroup] ?? palette.ink2;
  write(context, letter, { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 + 0.5 }, `600 10px ${palette.sans}`, ink);
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  at: { readonly x: number; readonly y: number },
  font: string,
  colour: string,
): void {
  context.font = font;
  context.fillStyle = colour;
  context.fillText(text, at.x, at.y);
}
