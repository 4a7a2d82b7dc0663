import { type Camera, plateOf, rectThrough, wholeView } from './camera.ts';
import type { Rect, Sheet } from './sheet.ts';

/** A sheet painted through a camera, kept as an image of the whole canvas. */
export interface Still {
  readonly image: CanvasImageSource;
  readonly sheet: Sheet;
  readonly camera: Camera;
}

/**
 * The cells of a sheet through a moving camera, from images of it: the last sharp one as far as it reaches, the whole sheet's around it.
 * Every pixel of the plate is painted once. Works in device pixels, `ratio` to a CSS pixel; does not clear.
 */
export function blitMoved(context: CanvasRenderingContext2D, still: Still, whole: Still, camera: Camera, ratio: number): void {
  const plate = inPixels(plateOf(still.sheet), ratio);
  const covered = blit(context, still, camera, plate, plate);
  if (still === whole) return;
  // Around it the whole is enlarged: smoothed it is as coarse, and takes longer than all the rest of a frame.
  context.imageSmoothingEnabled = false;
  for (const piece of around(plate, covered)) blit(context, whole, camera, plate, piece);
  context.imageSmoothingEnabled = true;
}

/**
 * Between two levels: the sheet outside seen through `camera`, and the one that stands in `rect` of it laid over that, `opacity` (0…1) of
 * it. Both are drawn into the plate of the canvas as it is now.
 */
export function blitLevels(
  context: CanvasRenderingContext2D,
  outer: Still,
  inner: Still,
  at: { readonly rect: Rect; readonly camera: Camera; readonly opacity: number },
  plate: Rect,
  ratio: number,
): void {
  const target = inPixels(plate, ratio);
  const own = plateOf(outer.sheet);
  const placed = rectThrough(at.camera, outer.sheet, at.rect);
  const across = target.width / own.width;
  const down = target.height / own.height;
  context.save();
  context.beginPath();
  context.rect(target.x, target.y, target.width, target.height);
  context.clip();
  const seen = rectThrough(at.camera, outer.sheet, own);
  draw(context, outer, ratio, {
    x: target.x + (seen.x - own.x) * across,
    y: target.y + (seen.y - own.y) * down,
    width: seen.width * across,
    height: seen.height * down,
  });
  context.globalAlpha = at.opacity;
  draw(context, inner, ratio, {
    x: target.x + (placed.x - own.x) * across,
    y: target.y + (placed.y - own.y) * down,
    width: placed.width * across,
    height: placed.height * down,
  });
  context.restore();
}

/** The plate of an image into a rectangle; the image shows its sheet as a whole. */
function draw(context: CanvasRenderingContext2D, { image, sheet }: Still, ratio: number, to: Rect): void {
  const from = inPixels(plateOf(sheet), ratio);
  context.drawImage(image, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
}

/** Draws what an image holds of a piece of the plate, and returns the whole pixels that it has covered. */
export function blit(context: CanvasRenderingContext2D, still: Still, camera: Camera, plate: Rect, piece: Rect): Rect {
  const zoom = camera.scale / still.camera.scale;
  // Where the image's own plate stands now. Only moved, it is moved by whole pixels: nothing has to be sampled anew.
  const round = zoom === 1 ? Math.round : (value: number) => value;
  const left = plate.x + round((still.camera.x - camera.x) * camera.scale * plate.width);
  const top = plate.y + round((still.camera.y - camera.y) * camera.scale * plate.height);
  const x1 = Math.max(piece.x, Math.ceil(left));
  const y1 = Math.max(piece.y, Math.ceil(top));
  const x2 = Math.min(piece.x + piece.width, Math.floor(left + plate.width * zoom));
  const y2 = Math.min(piece.y + piece.height, Math.floor(top + plate.height * zoom));
  if (x2 <= x1 || y2 <= y1) return { x: piece.x, y: piece.y, width: 0, height: 0 };
  if (zoom === 1) {
    copyPart(context, still.image, { x: x1, y: y1, width: x2 - x1, height: y2 - y1 }, left - plate.x, top - plate.y);
  } else {
    context.drawImage(
      still.image,
      plate.x + (x1 - left) / zoom,
      plate.y + (y1 - top) / zoom,
      (x2 - x1) / zoom,
      (y2 - y1) / zoom,
      x1,
      y1,
      x2 - x1,
      y2 - y1,
    );
  }
  return { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
}

/**
 * Draws what lies in a rectangle of an image whose top left stands at (left, top), all in whole device pixels. A part of an image is sampled
 * even where it is only moved; the whole image, cut by a clip, is copied.
 */
export function copyPart(
  context: CanvasRenderingContext2D,
  image: CanvasImageSource,
  { x, y, width, height }: Rect,
  left: number,
  top: number,
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.drawImage(image, left, top);
  context.restore();
}

/** What is left of a rectangle around a part of it: above, below, at the left, at the right. */
export function around(whole: Rect, part: Rect): Rect[] {
  const right = whole.x + whole.width;
  const bottom = whole.y + whole.height;
  const partRight = part.x + part.width;
  const partBottom = part.y + part.height;
  if (part.width <= 0 || part.height <= 0) return [whole];
  return [
    { x: whole.x, y: whole.y, width: whole.width, height: part.y - whole.y },
    { x: whole.x, y: partBottom, width: whole.width, height: bottom - partBottom },
    { x: whole.x, y: part.y, width: part.x - whole.x, height: part.height },
    { x: partRight, y: part.y, width: right - partRight, height: part.height },
  ].filter((rect) => rect.width > 0 && rect.height > 0);
}

/** A rectangle in whole device pixels. */
export function inPixels({ x, y, width, height }: Rect, ratio: number): Rect {
  const left = Math.round(x * ratio);
  const top = Math.round(y * ratio);
  return { x: left, y: top, width: Math.round((x + width) * ratio) - left, height: Math.round((y + height) * ratio) - top };
}

/** A still of a whole sheet. */
export function wholeStill(image: CanvasImageSource, sheet: Sheet): Still {
  return { image, sheet, camera: wholeView };
}
