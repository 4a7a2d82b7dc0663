import type { Family } from '../../shared/net/address.ts';
import type { AtlasLayout, AtlasPart } from './atlasLayout.ts';
import type { Gravity, Step } from './cellShade.ts';
import { gravityMark } from './gravityMark.ts';
import { paintHatch } from './paintHatch.ts';
import { paintRing } from './paintRing.ts';
import type { Palette } from './palette.ts';
import type { Rect } from './sheet.ts';

/** What stands in an entry's box. A gap and addresses in no range have words alone. */
export interface AtlasLook {
  /** "10.244.0.0/16"; of a declared range its owner, and the range in the first line; of a gap its extent and its count, line by line. */
  readonly title: string;
  readonly lines: readonly string[];
  /** How much of what binds is used: a step of the ramp; null where that is unknown. */
  readonly step: Step | 'free' | null;
  /** Shares of the whole, 0…1: handed out (the band) and in use (the line); null where one is unknown or there is no such thing. */
  readonly bar: { readonly band: number | null; readonly line: number | null } | null;
  readonly gravity: Gravity | null;
  /** It gives out nothing new: outlined with dashes. */
  readonly closed: boolean;
  /** False: faded, because the legend has others lit. */
  readonly lit: boolean;
}

export interface AtlasPicture {
  readonly layout: AtlasLayout;
  readonly looks: readonly AtlasLook[];
  /** Of each space: its name, and where that is written. */
  readonly heads: readonly { readonly name: string; readonly source: string }[];
  readonly hover: number | null;
  readonly selected: number | null;
  /** Old data: everything is hatched pale. */
  readonly stale: boolean;
  /** Only what touches these heights is painted: a long atlas lies on several canvases. */
  readonly from: number;
  readonly to: number;
}

/** Height of the hatched band in which a box says with whom it shares addresses. */
export const overlapBand = 16;

/** Paints an atlas. The context is scaled to CSS pixels and clear; colours come from the palette alone. */
export function paintAtlas(context: CanvasRenderingContext2D, picture: AtlasPicture, palette: Palette): void {
  const { layout, looks } = picture;
  const isSeen = (rect: Rect) => rect.y < picture.to && rect.y + rect.height > picture.from;
  for (const [k, { y }] of layout.spaces.entries()) {
    const head = picture.heads[k];
    const mark = layout.marks.find((item) => item.space === k);
    if (head && mark) paintHead(context, y, head, mark.family, layout.width, palette);
  }
  for (const [index, mark] of layout.marks.entries()) {
    const look = looks[index];
    if (!look || !mark.parts.some(isSeen)) continue;
    context.save();
    if (!look.lit) context.globalAlpha = 0.3;
    for (const part of mark.parts) {
      if (!isSeen(part)) continue;
      if (mark.kind === 'range') paintRange(context, part, mark.family, look, palette);
      else if (mark.kind === 'declared') paintDeclared(context, part, mark.family, look, palette);
      else if (mark.kind === 'gap') paintGap(context, part, look, palette);
      else paintOutside(context, part, look, palette);
      if (picture.stale) paintHatch(context, part, palette.surface, 8, 2);
    }
    context.restore();
  }
  for (const overlap of layout.overlaps) {
    const [outer, inner] = overlap.marks;
    for (const { mark, rect } of overlap.rects) {
      if (!isSeen(rect)) continue;
      const other = looks[mark === outer ? inner : outer];
      const isDeclared = [outer, inner].some((at) => layout.marks[at]?.kind === 'declared');
      paintOverlap(context, rect, other?.title ?? '', isDeclared ? palette.warning : palette.critical, palette);
    }
  }
  const hovered = picture.hover === null ? undefined : layout.marks[picture.hover];
  for (const part of hovered?.parts ?? []) paintRing(context, part, palette.ink, 1.5, 0, 5);
  const selected = picture.selected === null ? undefined : layout.marks[picture.selected];
  for (const part of selected?.parts ?? []) {
    paintRing(context, part, palette.surface, 5, 1, 5);
    paintRing(context, part, palette.accent, 3, 1, 5);
  }
}

/** IPv4: a square; IPv6: a diamond. The same shapes as kit/FamilyMark, around a point. */
export function paintFamily(context: CanvasRenderingContext2D, family: Family, x: number, y: number, palette: Palette): void {
  context.fillStyle = palette.families[family].mark;
  context.beginPath();
  if (family === 'IPv4') {
    context.rect(x - 4, y - 4, 8, 8);
  } else {
    context.moveTo(x, y - 5.5);
    context.lineTo(x + 5.5, y);
    context.lineTo(x, y + 5.5);
    context.lineTo(x - 5.5, y);
    context.closePath();
  }
  context.fill();
}

function paintHead(
  context: CanvasRenderingContext2D,
  y: number,
  head: AtlasPicture['heads'][number],
  family: Family,
  width: number,
  palette: Palette,
): void {
  const middle = y + 16;
  paintFamily(context, family, 6, middle, palette);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.font = `600 13px ${palette.sans}`;
  context.fillStyle = palette.ink;
  context.fillText(head.name, 18, middle);
  const used = 18 + context.measureText(head.name).width + 10;
  context.font = `400 11px ${palette.mono}`;
  context.fillStyle = palette.ink3;
  context.fillText(fitted(context, head.source, width - used), used, middle);
}

/** A range's mark of what is wrong at the right of its head, and letters as heads have them; where its title has to end. */
function beginHead(context: CanvasRenderingContext2D, { y }: AtlasPart, { gravity }: AtlasLook, right: number, palette: Palette): number {
  if (gravity) paintGravity(context, gravity, right - 6, y + 15, palette);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  return gravity ? right - 18 : right;
}

function paintRange(context: CanvasRenderingContext2D, part: AtlasPart, family: Family, look: AtlasLook, palette: Palette): void {
  box(context, part);
  context.fillStyle = palette.paper;
  context.fill();
  // The share of what binds, as on the map; its outline carries the pale steps.
  context.save();
  box(context, part);
  context.clip();
  context.fillStyle = look.step === null || look.step === 'free' ? palette.surface : palette.ramp[look.step];
  context.fillRect(part.x, part.y, 7, part.height);
  if (look.step === null) paintHatch(context, { x: part.x, y: part.y, width: 7, height: part.height }, palette.edge, 4, 1);
  context.fillStyle = palette.edge;
  context.fillRect(part.x + 7, part.y, 1, part.height);
  context.restore();

  const left = part.x + 16;
  const right = part.x + part.width - 8;
  const end = beginHead(context, part, look, right, palette);
  if (end - left > 40) {
    paintFamily(context, family, left + 5, part.y + 15, palette);
    context.font = `600 12px ${palette.mono}`;
    context.fillStyle = palette.ink;
    context.fillText(fitted(context, part.before ? `… ${look.title}` : look.title, end - left - 16), left + 16, part.y + 15.5);
    const [first, ...rest] = look.lines;
    context.font = `400 11px ${palette.sans}`;
    context.fillStyle = palette.ink2;
    if (first) context.fillText(fitted(context, first, right - left), left, part.y + 32);
    for (const [k, line] of rest.entries()) context.fillText(fitted(context, line, right - left), left, part.y + 56 + k * 14);
    if (look.bar) paintBar(context, { x: left, y: part.y + 41, width: right - left, height: 6 }, family, look.bar, palette);
  }
  context.save();
  box(context, part);
  context.lineWidth = 1;
  context.strokeStyle = palette.edge;
  if (look.closed) context.setLineDash([4, 3]);
  context.stroke();
  context.restore();
  // Where a box goes on in another line, its side is open.
  context.fillStyle = palette.surface;
  if (part.before) context.fillRect(part.x - 1, part.y + 6, 2, part.height - 12);
  if (part.behind) context.fillRect(part.x + part.width - 1, part.y + 6, 2, part.height - 12);
}

function paintBar(
  context: CanvasRenderingContext2D,
  rect: Rect,
  family: Family,
  bar: { readonly band: number | null; readonly line: number | null },
  palette: Palette,
): void {
  context.fillStyle = palette.sunk;
  context.fillRect(rect.x, rect.y, rect.width, rect.height);
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.strokeRect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1);
  const { mark, wash } = palette.families[family];
  // Anything above nothing shows.
  const wide = (share: number) => (share <= 0 ? 0 : Math.max(2, Math.min(1, share) * rect.width));
  if (bar.band !== null) {
    context.fillStyle = wash;
    context.fillRect(rect.x, rect.y, wide(bar.band), rect.height);
  }
  if (bar.line !== null) {
    context.fillStyle = mark;
    context.fillRect(rect.x, rect.y + 1.5, wide(bar.line), rect.height - 3);
  }
}

/** Somebody else's range: nothing of it is the cluster's to fill, so it is dashed, hatched pale and see-through. */
function paintDeclared(context: CanvasRenderingContext2D, part: AtlasPart, family: Family, look: AtlasLook, palette: Palette): void {
  context.save();
  box(context, part);
  context.clip();
  paintHatch(context, part, palette.line, 8, 1, false);
  context.restore();
  const left = part.x + 12;
  const right = part.x + part.width - 8;
  const end = beginHead(context, part, look, right, palette);
  if (end - left > 40) {
    paintFamily(context, family, left + 5, part.y + 15, palette);
    const rows = [part.before ? `… ${look.title}` : look.title, ...look.lines];
    for (const [k, row] of rows.entries()) {
      context.font = k === 0 ? `600 12px ${palette.sans}` : k === 1 ? `400 11px ${palette.mono}` : `400 11px ${palette.sans}`;
      context.fillStyle = k === 0 ? palette.ink : palette.ink2;
      const x = k === 0 ? left + 16 : left;
      context.fillText(fitted(context, row, (k === 0 ? end : right) - x), x, part.y + 15.5 + (k === 0 ? 0 : 2) + k * 16);
    }
  }
  context.save();
  box(context, part);
  context.lineWidth = 1.25;
  context.strokeStyle = palette.ink3;
  context.setLineDash([6, 4]);
  context.stroke();
  context.restore();
  context.fillStyle = palette.surface;
  if (part.before) context.fillRect(part.x - 1, part.y + 6, 2, part.height - 12);
  if (part.behind) context.fillRect(part.x + part.width - 1, part.y + 6, 2, part.height - 12);
}

/** The mark of a declared range in the legend. */
export function paintDeclaredMark(context: CanvasRenderingContext2D, rect: Rect, palette: Palette): void {
  paintHatch(context, rect, palette.ink3, 5, 1, false);
  context.save();
  context.lineWidth = 1;
  context.strokeStyle = palette.ink3;
  context.setLineDash([3, 2]);
  context.strokeRect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1);
  context.restore();
}

/** Free space: no box, a dotted line through, and on it what it is. */
function paintGap(context: CanvasRenderingContext2D, part: AtlasPart, look: AtlasLook, palette: Palette): void {
  context.save();
  context.setLineDash([2, 4]);
  context.lineWidth = 1.5;
  context.strokeStyle = palette.edge;
  context.beginPath();
  const y = part.y + 6;
  context.moveTo(part.x + 2, y);
  context.lineTo(part.x + part.width - 2, y);
  context.stroke();
  context.restore();
  words(context, part, look, part.y + 18, palette);
}

/** Addresses that somebody holds and no range has: a well with a thick edge. */
function paintOutside(context: CanvasRenderingContext2D, part: AtlasPart, look: AtlasLook, palette: Palette): void {
  box(context, part);
  context.fillStyle = palette.sunk;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = palette.warning;
  context.stroke();
  words(context, part, look, part.y + 12, palette);
}

function words(context: CanvasRenderingContext2D, part: AtlasPart, look: AtlasLook, y: number, palette: Palette): void {
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const rows = [look.title, ...look.lines];
  for (const [k, line] of rows.entries()) {
    const count = k === rows.length - 1 && rows.length > 1;
    context.font = count ? `500 11px ${palette.sans}` : `400 11px ${palette.mono}`;
    context.fillStyle = count ? palette.ink2 : palette.ink3;
    context.fillText(fitted(context, line, part.width - 12), part.x + 6, y + k * 14);
  }
}

function paintOverlap(context: CanvasRenderingContext2D, rect: Rect, name: string, colour: string, palette: Palette): void {
  const band = { x: rect.x + 1, y: rect.y + rect.height - overlapBand, width: rect.width - 2, height: overlapBand - 1 };
  context.fillStyle = palette.surface;
  context.fillRect(band.x, band.y, band.width, band.height);
  paintHatch(context, band, colour, 6, 2);
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  context.strokeRect(rect.x + 0.75, rect.y + 0.75, rect.width - 1.5, rect.height - 1.5);
  context.font = `600 11px ${palette.mono}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const text = fitted(context, `overlaps ${name}`, band.width - 20);
  if (text === '') return;
  context.fillStyle = palette.surface;
  context.fillRect(band.x + 6, band.y, context.measureText(text).width + 8, band.height);
  context.fillStyle = colour;
  context.fillText(text, band.x + 10, band.y + band.height / 2 + 0.5);
}

export function paintGravity(context: CanvasRenderingContext2D, gravity: Gravity, x: number, y: number, palette: Palette): void {
  const mark = gravityMark(gravity, x, y, 12);
  const colour = gravity === 'critical' ? palette.critical : gravity === 'warning' ? palette.warning : palette.ink3;
  context.beginPath();
  if (mark.corners.length === 0) context.arc(x, y, 4, 0, 2 * Math.PI);
  for (const [k, [cx, cy]] of mark.corners.entries()) {
    if (k === 0) context.moveTo(cx, cy);
    else context.lineTo(cx, cy);
  }
  context.closePath();
  if (mark.filled) {
    context.fillStyle = colour;
    context.fill();
  } else {
    context.lineWidth = 1.5;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/** A text that fits a width; cut with an ellipsis where it is longer, nothing where not even that fits. */
function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (text === '' || context.measureText(text).width <= width) return text;
  let length = Math.floor((text.length * width) / context.measureText(text).width);
  while (length > 0 && context.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return length < 3 ? '' : `${text.slice(0, length)}…`;
}

function box(context: CanvasRenderingContext2D, rect: Rect): void {
  context.beginPath();
  context.roundRect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1, 4);
}
