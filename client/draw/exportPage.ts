import type { Palette } from './palette.ts';
import type { Rect } from './sheet.ts';

/** Something that is painted into a box of its own, from its upper left corner; sizes in CSS pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly paint: (context: CanvasRenderingContext2D, palette: Palette) => void;
}

/** One line of a legend, as it stands beside the drawing. */
export interface ExportEntry {
  /** Paints what it stands for into a small square; null where it is told by its words alone. */
  readonly mark: ((context: CanvasRenderingContext2D, rect: Rect, palette: Palette) => void) | null;
  readonly name: string;
  readonly count: string;
  /** Left out by a filter. */
  readonly dimmed: boolean;
}

export interface ExportLegend {
  readonly title: string;
  readonly entries: readonly ExportEntry[];
  /** What the entries add up to; null where they do not. */
  readonly total: { readonly name: string; readonly count: string } | null;
}

/** A drawing as a page of its own: what it is, the drawing, what its marks mean, and of when it is. */
export interface ExportPage {
  readonly title: string;
  readonly subtitle: string;
  readonly drawing: Drawing;
  readonly legends: readonly ExportLegend[];
  /** Below everything: the time of the data, where it is from. */
  readonly foot: readonly string[];
}

/** Where the parts of the page stand, in CSS pixels. */
export interface ExportLayout {
  readonly width: number;
  readonly height: number;
  readonly title: { readonly x: number; readonly y: number };
  readonly subtitle: { readonly x: number; readonly y: number };
  readonly drawing: Rect;
  readonly legends: readonly Rect[];
  /** The first line of the foot. */
  readonly foot: { readonly x: number; readonly y: number };
}

const margin = 24;
const legendWidth = 220;
const entryHeight = 22;
const footHeight = 16;
const swatch = 14;

/** Lays the page out: the legends beside the drawing, both below the title, the foot below whichever is longer. */
export function exportLayout(page: ExportPage): ExportLayout {
  const top = margin + 56;
  // Labels of the outer cells and the frame of a chosen one reach a little beyond a drawing.
  const drawing = { x: margin, y: top, width: page.drawing.width + 4, height: page.drawing.height + 4 };
  const legends: Rect[] = [];
  let end = top;
  for (const { entries, total } of page.legends) {
    const height = 24 + (entries.length + (total ? 1 : 0)) * entryHeight + 12;
    legends.push({ x: drawing.x + drawing.width + margin, y: end, width: legendWidth, height });
    end += height;
  }
  const foot = { x: margin, y: Math.max(top + drawing.height, end) + margin };
  return {
    width: drawing.x + drawing.width + margin + legendWidth + margin,
    height: foot.y + page.foot.length * footHeight + margin - 8,
    title: { x: margin, y: margin + 12 },
    subtitle: { x: margin, y: margin + 34 },
    drawing,
    legends,
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
  context.translate(layout.drawing.x, layout.drawing.y);
  page.drawing.paint(context, palette);
  context.restore();
  for (const [k, legend] of page.legends.entries()) {
    const at = layout.legends[k];
    if (at) paintLegend(context, legend, at, palette);
  }
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const [line, text] of page.foot.entries())
    write(context, text, { x: layout.foot.x, y: layout.foot.y + line * footHeight }, `400 11px ${palette.sans}`, palette.ink3);
}

function paintLegend(context: CanvasRenderingContext2D, { title, entries, total }: ExportLegend, at: Rect, palette: Palette): void {
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  write(context, title, { x: at.x, y: at.y + 8 }, `500 11px ${palette.sans}`, palette.ink2);
  const rowY = (row: number) => at.y + 24 + row * entryHeight + entryHeight / 2;
  for (const [row, entry] of entries.entries()) {
    const y = rowY(row);
    context.save();
    if (entry.dimmed) context.globalAlpha = 0.4;
    entry.mark?.(context, { x: at.x, y: y - swatch / 2, width: swatch, height: swatch }, palette);
    paintRow(context, entry, at, y, palette.ink, palette);
    context.restore();
  }
  if (!total) return;
  const y = rowY(entries.length) + 8;
  context.fillStyle = palette.line;
  context.fillRect(at.x, y - entryHeight / 2 - 3, at.width, 1);
  paintRow(context, total, at, y, palette.ink3, palette);
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
