import { around, blit, copyPart, inPixels, type Still } from './blit.ts';
import { type Camera, plateOf, seenThrough } from './camera.ts';
import { type AxisMarks, axisMarks, columnStep, paintAxis } from './paintAxis.ts';
import { paintLabels, type SheetPicture } from './paintSheet.ts';
import type { Palette } from './palette.ts';
import type { Rect } from './sheet.ts';

/**
 * What lies around a view, half a view further on every side, as images: the whole sheet enlarged to the view's scale, and the labels above
 * and beside it. Neither has to be sampled or written while the view only moves.
 */
export interface Surroundings {
  readonly cells: CanvasImageSource;
  readonly above: CanvasImageSource;
  readonly beside: CanvasImageSource;
  readonly camera: Camera;
  /** Every how many columns have a label. */
  readonly step: number;
  /** Where the label of each labelled column and row stands in its image, in device pixels. */
  readonly columns: ReadonlyMap<number, number>;
  readonly rows: ReadonlyMap<number, number>;
}

/**
 * Paints the surroundings of a camera; `picture` is the sheet as a whole, `blank` makes clear images of so many device pixels. Undefined where
 * there can be none.
 */
export function paintSurroundings(
  blank: (width: number, height: number) => CanvasRenderingContext2D | undefined,
  whole: Still,
  picture: SheetPicture,
  camera: Camera,
  palette: Palette,
  ratio: number,
): Surroundings | undefined {
  const plate = inPixels(plateOf(picture.sheet), ratio);
  const margin = marginOf(plate);
  const wide = { x: 0, y: 0, width: plate.width + 2 * margin.x, height: plate.height + 2 * margin.y };
  const cells = blank(wide.width, wide.height);
  const above = blank(wide.width, plate.y);
  const beside = blank(plate.x, wide.height);
  if (!cells || !above || !beside) return undefined;
  const further = {
    scale: camera.scale,
    x: camera.x - margin.x / plate.width / camera.scale,
    y: camera.y - margin.y / plate.height / camera.scale,
  };
  cells.imageSmoothingEnabled = false;
  cells.translate(-plate.x, -plate.y);
  blit(cells, whole, further, plate, { ...wide, x: plate.x, y: plate.y });
  const labelled = { ...picture, sheet: seenThrough(further, picture.sheet) };
  const edges = { ...plateOf(picture.sheet), width: wide.width / ratio, height: wide.height / ratio };
  const step = columnStep(above, labelled, palette);
  const { columns, rows } = axisMarks(labelled, edges, step);
  above.setTransform(ratio, 0, 0, ratio, -plate.x, 0);
  paintAxis(above, labelled, edges, { columns, rows: [] }, palette);
  beside.setTransform(ratio, 0, 0, ratio, 0, -plate.y);
  paintAxis(beside, labelled, edges, { columns: [], rows }, palette);
  return {
    cells: cells.canvas,
    above: above.canvas,
    beside: beside.canvas,
    camera,
    step,
    columns: new Map(columns.map(({ index, middle }) => [index, middle * ratio - plate.x])),
    rows: new Map(rows.map(({ index, middle }) => [index, middle * ratio - plate.y])),
  };
}

/** Whether a view lies within the surroundings of another one, at the same scale. */
export function isWithin({ camera }: Surroundings, { scale, x, y }: Camera): boolean {
  return camera.scale === scale && Math.abs(camera.x - x) * scale <= 0.49 && Math.abs(camera.y - y) * scale <= 0.49;
}

/**
 * A sheet that is only moved, labels and all: `still` is the last sharp image, `picture` the sheet through `camera`. The view lies within the
 * surroundings, and has the scale of both. Replaces what stood on the canvas, but for the corner, where nothing changes.
 */
export function blitPanned(
  context: CanvasRenderingContext2D,
  still: Still,
  surroundings: Surroundings,
  picture: SheetPicture,
  camera: Camera,
  palette: Palette,
  ratio: number,
): void {
  const { width, height } = context.canvas;
  const edges = plateOf(still.sheet);
  const plate = inPixels(edges, ratio);
  const margin = marginOf(plate);
  const left = plate.x - margin.x + Math.round((surroundings.camera.x - camera.x) * camera.scale * plate.width);
  const top = plate.y - margin.y + Math.round((surroundings.camera.y - camera.y) * camera.scale * plate.height);
  const clear = (rect: Rect) => context.clearRect(rect.x, rect.y, rect.width, rect.height);
  context.setTransform(1, 0, 0, 1, 0, 0);
  // Copied pixels replace what was there: nothing has to be cleared first, and nothing mixed.
  context.globalCompositeOperation = 'copy';
  const covered = blit(context, still, camera, plate, plate);
  for (const piece of around(plate, covered)) copyPart(context, surroundings.cells, piece, left, top);
  if (picture.sheet.order === 'hilbert') {
    context.globalCompositeOperation = 'source-over';
    for (const side of around({ x: 0, y: 0, width, height }, plate)) clear(side);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintLabels(context, picture, palette);
    return;
  }
  const marks = axisMarks(picture, edges, surroundings.step);
  const columns = span(marks.columns, marks.across, ratio);
  const rows = span(marks.rows, marks.down, ratio);
  const above = { x: columns.from, y: 0, width: columns.to - columns.from, height: plate.y };
  const beside = { x: 0, y: Math.max(plate.y, rows.from), width: plate.x, height: rows.to - Math.max(plate.y, rows.from) };
  if (above.width > 0) copyPart(context, surroundings.above, above, left, 0);
  if (beside.height > 0) copyPart(context, surroundings.beside, beside, 0, top);
  context.globalCompositeOperation = 'source-over';
  for (const rest of around({ x: plate.x, y: 0, width: width - plate.x, height: plate.y }, above)) clear(rest);
  for (const rest of around({ x: 0, y: plate.y, width: plate.x, height: height - plate.y }, beside)) clear(rest);
  // A label at an edge stays in the middle of what shows of its cell: it does not move with it.
  for (const mark of marks.columns) {
    const from = mark.isWhole ? undefined : surroundings.columns.get(mark.index);
    if (from === undefined) continue;
    const { at, size } = room(mark.middle, marks.across, ratio);
    copyPart(context, surroundings.above, { x: at, y: 0, width: size, height: plate.y }, Math.round(mark.middle * ratio - from), 0);
  }
  for (const mark of marks.rows) {
    const from = mark.isWhole ? undefined : surroundings.rows.get(mark.index);
    if (from === undefined) continue;
    const { at, size } = room(mark.middle, marks.down, ratio);
    copyPart(context, surroundings.beside, { x: 0, y: at, width: plate.x, height: size }, 0, Math.round(mark.middle * ratio - from));
  }
}

/** The room of one label, in whole device pixels. */
function room(middle: number, distance: number, ratio: number): { readonly at: number; readonly size: number } {
  const at = Math.ceil((middle - distance / 2) * ratio);
  return { at, size: Math.floor((middle + distance / 2) * ratio) - at };
}

/** From where to where labels move with their cells, in whole device pixels: half a distance of labels beyond the first and the last. */
function span(marks: AxisMarks['rows'], distance: number, ratio: number): { readonly from: number; readonly to: number } {
  const first = marks.find((mark) => mark.isWhole);
  const last = marks.findLast((mark) => mark.isWhole);
  if (!first || !last) return { from: 0, to: 0 };
  return { from: Math.ceil((first.middle - distance / 2) * ratio), to: Math.floor((last.middle + distance / 2) * ratio) };
}

/** How much further than the view its surroundings go, in device pixels. */
function marginOf(plate: Rect): { readonly x: number; readonly y: number } {
  return { x: Math.floor(plate.width / 2), y: Math.floor(plate.height / 2) };
}
