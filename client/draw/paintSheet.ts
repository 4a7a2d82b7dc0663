import { plateOf, visiblePart } from './camera.ts';
import type { Gravity, Shade } from './cellShade.ts';
import type { DigitAxis } from './digitAxis.ts';
import { gravityMark, isGravity } from './gravityMark.ts';
import { groupLetter } from './groupLetter.ts';
import { type InnerAddresses, type InnerRects, innerRects } from './innerAddresses.ts';
import { axisMarks, columnStep, paintAxis, paintCorner } from './paintAxis.ts';
import { paintCurve, paintEnds } from './paintCurve.ts';
import { paintHatch } from './paintHatch.ts';
import { paintRing } from './paintRing.ts';
import type { ColouredGroup, Palette } from './palette.ts';
import { cellRect, offsetOfSlot, type Rect, type Sheet, type Strip } from './sheet.ts';
import { tornEdge } from './tornEdge.ts';

/** What a sheet shows. Slots without a shade (behind the end of the range) stay blank. */
export interface SheetPicture {
  readonly sheet: Sheet;
  /** Where cells show, if that is not the whole sheet: the sheet is seen through a camera, and its labels stand around this. */
  readonly plate: Rect | null;
  readonly axis: DigitAxis;
  readonly shades: readonly (Shade | undefined)[];
  /** Shades before the last change, and how far the change has faded in (0…1). */
  readonly before: { readonly shades: readonly (Shade | undefined)[]; readonly progress: number } | null;
  /** The addresses inside the cells; null where cells are too small for them, or they are not known. */
  readonly inner: InnerAddresses | null;
  /** Slots that a filter has left out: painted pale, without a label. */
  readonly dimmed: readonly boolean[] | null;
  /** Slots that lie in ranges outside the cluster: hatched over what else they are. */
  readonly declared?: readonly boolean[] | null;
  /** A count inside a cell; sheets of blocks have them, sheets of addresses have not. */
  readonly labels: readonly (string | undefined)[];
  readonly hover: number | null;
  readonly selected: number | null;
  /** Prefixes outlined inside the sheet, such as a range nested in this one. */
  readonly outlines: readonly Rect[];
  /** What each strip says: left and right. */
  readonly stripText: readonly { readonly left: string; readonly right: string }[];
  /** Old data: everything is hatched pale. */
  readonly stale: boolean;
  /** Free cells are dashed where they are room for a block, faintly outlined where they are single addresses. */
  readonly freeDashed: boolean;
}

/** How much is left of a dimmed cell: its place stays visible, its colour does not call. */
const paleness = 0.18;

/** How much is left of a cell's colour behind its addresses. */
export const groundBehindAddresses = 0.35;

/** Paints a sheet. The context is scaled to CSS pixels and clear; colours come from the palette alone. */
export function paintSheet(context: CanvasRenderingContext2D, picture: SheetPicture, palette: Palette): void {
  const { sheet, plate } = picture;
  paintLabels(context, picture, palette);
  context.save();
  if (plate) {
    context.beginPath();
    context.rect(plate.x, plate.y, plate.width, plate.height);
    context.clip();
  }
  for (const [k, strip] of sheet.strips.entries()) paintStrip(context, sheet, strip, picture.stripText[k], palette);
  const slots = visibleSlots(picture);
  for (const slot of slots) paintSlot(context, picture, slot, palette);
  if (sheet.order === 'hilbert') paintCurve(context, sheet, (slot) => hasFace(picture, slot), palette);
  for (const rect of picture.outlines) paintRing(context, rect, palette.ink, 1.5, 1, 3);
  const hovered = picture.hover === null ? undefined : cellRect(sheet, picture.hover);
  if (hovered) paintRing(context, hovered, palette.ink, 1.5, 1, 3);
  const selected = picture.selected === null ? undefined : cellRect(sheet, picture.selected);
  if (selected) {
    paintRing(context, selected, palette.surface, 5, 1.5, 3);
    paintRing(context, selected, palette.accent, 3, 1.5, 3);
  }
  context.restore();
}

/** The slots that are painted, first to last: all of them, or those that the plate shows. */
function visibleSlots({ sheet, plate, shades }: SheetPicture): number[] {
  if (!plate) return Array.from(shades.keys());
  const { columns, rows } = visiblePart(sheet, plate);
  const slots: number[] = [];
  for (let row = rows[0]; row < rows[1]; row++) {
    for (let column = columns[0]; column < columns[1]; column++) slots.push(row * sheet.columns + column);
  }
  return slots;
}

function paintSlot(context: CanvasRenderingContext2D, picture: SheetPicture, slot: number, palette: Palette): void {
  const { sheet, freeDashed, inner } = picture;
  const shade = picture.shades[slot];
  const rect = cellRect(sheet, slot);
  if (!shade || !rect) return;
  const old = picture.before?.shades[slot];
  const dimmed = picture.dimmed?.[slot] === true;
  context.save();
  if (dimmed) context.globalAlpha *= paleness;
  const ground = inner ? groundBehindAddresses : 1;
  if (picture.before && old && old !== shade) {
    paintCell(context, rect, old, freeDashed, palette, ground);
    context.save();
    context.globalAlpha *= picture.before.progress;
    paintCell(context, rect, shade, freeDashed, palette, ground);
    context.restore();
  } else {
    paintCell(context, rect, shade, freeDashed, palette, ground);
  }
  if (picture.declared?.[slot] === true) paintDeclaredCell(context, rect, inkOn(shade, palette));
  const offset = inner && offsetOfSlot(sheet, slot);
  if (inner && offset !== undefined && offset !== null) {
    paintAddresses(context, innerRects(rect, inner, Number(offset), sheet.order), palette);
  }
  const label = labelIn(picture, slot);
  if (label) paintLabel(context, rect, label, shade, palette);
  context.restore();
  if (picture.stale) paintHatch(context, rect, palette.surface, 8, 2);
}

/** A group's letter says which it is: it goes before a count. Addresses and a filter leave no room for either. */
function labelIn({ shades, labels, dimmed, inner }: SheetPicture, slot: number): string | undefined {
  const shade = shades[slot];
  if (!shade || inner || dimmed?.[slot] === true) return undefined;
  return groupLetter(shade) ?? labels[slot];
}

function hasFace(picture: SheetPicture, slot: number): boolean {
  const shade = picture.shades[slot];
  return picture.inner !== null || Boolean(labelIn(picture, slot)) || shade === 'terminating' || (shade !== undefined && isGravity(shade));
}

function paintAddresses(context: CanvasRenderingContext2D, rects: InnerRects, palette: Palette): void {
  const colours = { 1: palette.ramp[5], 2: palette.critical, 3: palette.edge } as const;
  for (const code of [3, 1, 2] as const) {
    if (rects[code].length === 0) continue;
    context.beginPath();
    for (const { x, y, width, height } of rects[code]) context.rect(x, y, width, height);
    context.fillStyle = colours[code];
    context.fill();
  }
}

/** Somebody else's range over a cell: wide diagonals that fall, in an ink that can be told from what the cell is filled with. */
function paintDeclaredCell(context: CanvasRenderingContext2D, rect: Rect, ink: string): void {
  context.save();
  context.globalAlpha *= 0.55;
  paintHatch(context, inset(rect), ink, 7, 1, false);
  context.restore();
}

/** Paints one cell as it stands in the sheet and in the legend; `ground` is how much of its colour there is, 0…1. */
export function paintCell(
  context: CanvasRenderingContext2D,
  rect: Rect,
  shade: Shade,
  freeDashed: boolean,
  palette: Palette,
  ground = 1,
): void {
  const path = () => {
    context.beginPath();
    context.roundRect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1, Math.min(2, rect.width / 8));
  };
  path();
  context.fillStyle = fillOf(shade, palette);
  if (ground < 1) context.save();
  if (ground < 1) context.globalAlpha *= ground;
  context.fill();
  if (ground < 1) context.restore();
  if (shade === 'reserved') paintHatch(context, inset(rect), palette.hatch, 4, 1);
  if (shade === 'conflict' || shade === 'leaked') paintHatch(context, inset(rect), palette.critical, 5, 2.5, shade === 'leaked');
  if (shade === 'unknown') paintHatch(context, inset(rect), palette.edge, 4, 1, false);
  context.save();
  path();
  context.lineWidth = 1;
  context.strokeStyle = edgeOf(shade, palette);
  // Pale steps rely on their outline (tokens.css); single free addresses would drown the rest in outlines.
  if (shade === 'free' && freeDashed) context.setLineDash([2, 3]);
  else if (shade === 'free' || shade === 'groupNone') context.globalAlpha *= 0.4;
  else if (shade === 'outside') context.globalAlpha *= 0.2;
  context.stroke();
  context.restore();
  if (isGravity(shade)) paintGravity(context, rect, shade, palette);
  if (shade === 'terminating') {
    context.beginPath();
    context.arc(rect.x + rect.width / 2, rect.y + rect.height / 2, Math.min(4.5, rect.width / 4), 0, 2 * Math.PI);
    context.lineWidth = 1.5;
    context.strokeStyle = palette.ink3;
    context.stroke();
  }
}

function fillOf(shade: Shade, palette: Palette): string {
  if (typeof shade === 'number') return palette.ramp[shade];
  if (shade === 'inUse') return palette.ramp[5];
  if (shade === 'free' || shade === 'groupNone') return palette.paper;
  if (shade === 'outside') return palette.sunk;
  if (shade === 'critical') return palette.criticalWash;
  if (shade === 'warning') return palette.warningWash;
  return isColoured(shade, palette) ? palette.groups[shade] : palette.surface;
}

function isColoured(shade: Shade, palette: Palette): shade is ColouredGroup {
  return shade in palette.groups;
}

function edgeOf(shade: Shade, palette: Palette): string {
  if (shade === 'conflict' || shade === 'leaked' || shade === 'critical') return palette.critical;
  return shade === 'warning' ? palette.warning : palette.edge;
}

function paintGravity(context: CanvasRenderingContext2D, rect: Rect, gravity: Gravity, palette: Palette): void {
  const size = Math.min(14, Math.min(rect.width, rect.height) * 0.6);
  const x = rect.x + rect.width / 2;
  const y = rect.y + rect.height / 2;
  const { corners, filled } = gravityMark(gravity, x, y, size);
  context.beginPath();
  for (const [k, [cornerX, cornerY]] of corners.entries()) {
    if (k === 0) context.moveTo(cornerX, cornerY);
    else context.lineTo(cornerX, cornerY);
  }
  if (corners.length === 0) context.arc(x, y, size / 4, 0, 2 * Math.PI);
  context.closePath();
  const colour = gravity === 'critical' ? palette.critical : gravity === 'warning' ? palette.warning : palette.ink3;
  if (filled) {
    context.fillStyle = colour;
    context.fill();
  } else {
    context.lineWidth = 1.5;
    context.strokeStyle = colour;
    context.stroke();
  }
}

function inset(rect: Rect): Rect {
  return { x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: rect.height - 2 };
}

function paintLabel(context: CanvasRenderingContext2D, rect: Rect, label: string, shade: Shade, palette: Palette): void {
  context.font = `500 11px ${palette.sans}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  if (context.measureText(label).width > rect.width - 4) return;
  context.fillStyle = inkOn(shade, palette);
  context.fillText(label, rect.x + rect.width / 2, rect.y + rect.height / 2 + 0.5);
}

function inkOn(shade: Shade, palette: Palette): string {
  if (typeof shade === 'number') return palette.onRamp[shade];
  if (shade === 'inUse') return palette.onRamp[5];
  return isColoured(shade, palette) ? palette.onGroups[shade] : palette.ink2;
}

/** Along the edges: the digits of columns and rows, or where a curve enters and leaves. */
export function paintLabels(context: CanvasRenderingContext2D, picture: SheetPicture, palette: Palette): void {
  const { sheet, axis, selected } = picture;
  const plate = picture.plate ?? plateOf(sheet);
  if (sheet.order === 'hilbert') paintEnds(context, sheet, plate, axis.place, selected, palette);
  else {
    paintCorner(context, picture, plate, palette);
    paintAxis(context, picture, plate, axisMarks(picture, plate, columnStep(context, picture, palette)), palette);
  }
}

function paintStrip(
  context: CanvasRenderingContext2D,
  sheet: Sheet,
  { y, height }: Strip,
  text: { readonly left: string; readonly right: string } | undefined,
  palette: Palette,
): void {
  const width = sheet.columns * sheet.pitch - sheet.gap;
  context.lineWidth = 1;
  context.strokeStyle = palette.edge;
  for (const edge of [y + 4, y + height - 6]) {
    context.beginPath();
    const [start, ...points] = tornEdge(sheet.left, edge, width);
    if (start) context.moveTo(start.x, start.y);
    let from = start;
    for (const point of points) {
      if (from) context.quadraticCurveTo(from.x, from.y, (from.x + point.x) / 2, (from.y + point.y) / 2);
      from = point;
    }
    context.stroke();
  }
  if (!text) return;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.font = `400 12px ${palette.sans}`;
  context.fillStyle = palette.ink2;
  context.fillText(text.left, sheet.left + 12, y + height / 2 - 0.5);
  const used = context.measureText(text.left).width + 36;
  context.textAlign = 'right';
  context.font = `400 11px ${palette.mono}`;
  context.fillStyle = palette.ink3;
  if (used + context.measureText(text.right).width <= width) context.fillText(text.right, sheet.left + width - 8, y + height / 2 - 0.5);
}
