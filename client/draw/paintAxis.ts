import { visiblePart } from './camera.ts';
import type { DigitAxis } from './digitAxis.ts';
import type { Palette } from './palette.ts';
import type { Rect, Sheet } from './sheet.ts';

/** A sheet with digits along its edges. */
export interface AxisPicture {
  readonly sheet: Sheet;
  readonly axis: DigitAxis;
  readonly selected: number | null;
}

/** A labelled column or row. */
interface Mark {
  readonly index: number;
  /** Where its label stands, in CSS pixels. */
  readonly middle: number;
  /** All of it shows, so that its label stands in the middle of the cell and moves with it. */
  readonly isWhole: boolean;
  readonly isChosen: boolean;
}

/** Which columns and rows of a sheet have a label, from first to last. */
export interface AxisMarks {
  readonly columns: readonly Mark[];
  readonly rows: readonly Mark[];
  /** From one labelled column to the next one, and from row to row: no label is larger. CSS pixels. */
  readonly across: number;
  readonly down: number;
}

/** Every how many columns have a label: where labels would touch every second one, or fourth. */
export function columnStep(context: CanvasRenderingContext2D, { sheet, axis }: AxisPicture, palette: Palette): number {
  // The digits are of one width, whatever their weight: the longest label is the widest.
  const longest = axis.columns.reduce((long, text) => (text.length > long.length ? text : long), '');
  context.font = `400 11px ${palette.mono}`;
  const room = context.measureText(longest).width + 4;
  let every = sheet.pitch < 30 ? 2 : 1;
  while (every * sheet.pitch < room && every < sheet.columns) every *= 2;
  return every;
}

/** The labels along a plate, every `step`th column and always the chosen one. */
export function axisMarks({ sheet, axis, selected }: AxisPicture, plate: Rect, step: number): AxisMarks {
  const size = sheet.pitch - sheet.gap;
  const part = visiblePart(sheet, plate);
  const chosenColumn = selected === null ? -1 : selected % sheet.columns;
  const chosenRow = selected === null ? -1 : Math.floor(selected / sheet.columns);
  const columns: Mark[] = [];
  for (let k = part.columns[0]; k < Math.min(part.columns[1], axis.columns.length); k++) {
    // Beside the chosen one there is no room for another.
    if (k !== chosenColumn && (k % step !== 0 || (chosenColumn >= 0 && Math.abs(k - chosenColumn) < step))) continue;
    const from = sheet.left + k * sheet.pitch;
    const middle = middleWithin(from, size, plate.x, plate.x + plate.width);
    if (middle !== undefined) columns.push({ index: k, middle, isWhole: middle === from + size / 2, isChosen: k === chosenColumn });
  }
  const rowStep = sheet.pitch < 14 ? 2 : 1;
  const rows: Mark[] = [];
  for (let k = part.rows[0]; k < part.rows[1]; k++) {
    const from = sheet.rows[k]?.y;
    if (from === undefined || (k % rowStep !== 0 && k !== chosenRow)) continue;
    const middle = middleWithin(from, size, plate.y, plate.y + plate.height);
    if (middle !== undefined) rows.push({ index: k, middle, isWhole: middle === from + size / 2, isChosen: k === chosenRow });
  }
  return { columns, rows, across: step * sheet.pitch, down: rowStep * sheet.pitch };
}

/** Writes the digits of columns and rows around a plate; of those that `marks` has. */
export function paintAxis(
  context: CanvasRenderingContext2D,
  { sheet, axis }: AxisPicture,
  plate: Rect,
  { columns, rows }: Pick<AxisMarks, 'columns' | 'rows'>,
  palette: Palette,
): void {
  context.textBaseline = 'middle';
  // A font is read anew each time it is set, so it is set seldom.
  let weight = 0;
  const write = (next: number) => {
    if (next !== weight) context.font = `${next} 11px ${palette.mono}`;
    weight = next;
  };
  context.textAlign = 'center';
  for (const { index, middle, isChosen } of columns) {
    write(isChosen ? 600 : 400);
    context.fillStyle = isChosen ? palette.accent : palette.ink3;
    context.fillText(axis.columns[index] ?? '', middle, plate.y - 12);
  }
  context.textAlign = 'right';
  for (const { index, middle, isChosen } of rows) {
    const label = axis.row(sheet.rows[index]?.first ?? 0n);
    const y = middle + 0.5;
    write(isChosen || label.shared !== '' ? 600 : 400);
    context.fillStyle = isChosen ? palette.accent : label.shared === '' ? palette.ink3 : palette.ink;
    context.fillText(label.own, plate.x - 10, y);
    if (label.shared === '') continue;
    const width = context.measureText(label.own).width;
    write(400);
    context.fillStyle = palette.ink3;
    // What all rows share is left out where there is no room for it: the breadcrumb says it too.
    if (context.measureText(label.shared).width + width <= plate.x - 10) {
      context.fillText(label.shared, plate.x - 10 - width, y);
    }
  }
}

/** Writes the prefix length of a row into the corner, where there is room. */
export function paintCorner(context: CanvasRenderingContext2D, { axis }: AxisPicture, plate: Rect, palette: Palette): void {
  if (plate.x < 36) return;
  context.textBaseline = 'middle';
  context.font = `500 11px ${palette.sans}`;
  context.textAlign = 'right';
  context.fillStyle = palette.ink3;
  context.fillText(axis.corner, plate.x - 10, plate.y - 12);
}

/** The middle of what shows of a cell between two edges; undefined where too little shows to label it. */
function middleWithin(from: number, size: number, low: number, high: number): number | undefined {
  if (from >= low && from + size <= high) return from + size / 2;
  const begin = Math.max(from, low);
  const end = Math.min(from + size, high);
  return end - begin < Math.min(size, 14) ? undefined : (begin + end) / 2;
}
