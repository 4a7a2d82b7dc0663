import { interpolateZoom } from 'd3';
import type { Rect, Sheet } from './sheet.ts';

/**
 * What is seen of a sheet's cells: `scale` times as large, from the point on that lies `x` and `y` of their width and height from the
 * top left (0…1). Shares and not pixels, so that the same camera shows the same cells on a sheet of another size.
 */
export interface Camera {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** All of it. */
export const wholeView: Camera = { scale: 1, x: 0, y: 0 };

/** The part of a sheet where its cells stand: labels stand around it and do not move with the camera. */
export function plateOf(sheet: Sheet): Rect {
  return { x: sheet.left, y: sheet.top, width: sheet.columns * sheet.pitch, height: sheet.height - sheet.top };
}

/** The nearest camera that shows nothing but the sheet, from the whole of it to `most` times as large. */
export function clampCamera({ scale, x, y }: Camera, most: number): Camera {
  const within = Math.min(Math.max(1, most), Math.max(1, Number.isFinite(scale) ? scale : 1));
  const room = 1 - 1 / within;
  const clamp = (share: number) => Math.min(room, Math.max(0, Number.isFinite(share) ? share : 0));
  return { scale: within, x: clamp(x), y: clamp(y) };
}

/** The camera `factor` times nearer, with the same point of the sheet under the point (shares of the plate) as before. Not clamped. */
export function zoomAt(camera: Camera, point: { readonly x: number; readonly y: number }, factor: number): Camera {
  const scale = camera.scale * factor;
  return {
    scale,
    x: camera.x + point.x / camera.scale - point.x / scale,
    y: camera.y + point.y / camera.scale - point.y / scale,
  };
}

/** The camera after the sheet was dragged by shares of the plate. Not clamped. */
export function panBy(camera: Camera, right: number, down: number): Camera {
  return { scale: camera.scale, x: camera.x - right / camera.scale, y: camera.y - down / camera.scale };
}

/** The camera in which a rectangle of the sheet (pixels of the sheet as a whole) is as large as the plate allows, in its middle. Not clamped: at an edge it shows what lies behind it. */
export function toRect(sheet: Sheet, rect: Rect): Camera {
  const plate = plateOf(sheet);
  const scale = Math.min(plate.width / rect.width, plate.height / rect.height);
  return {
    scale,
    x: (rect.x + rect.width / 2 - plate.x) / plate.width - 0.5 / scale,
    y: (rect.y + rect.height / 2 - plate.y) / plate.height - 0.5 / scale,
  };
}

/** The nearest camera of the same scale that shows a rectangle of the sheet whole, or its beginning where it is larger than the view. */
export function toShow(camera: Camera, sheet: Sheet, rect: Rect): Camera {
  const plate = plateOf(sheet);
  const view = 1 / camera.scale;
  const along = (from: number, begin: number, end: number) =>
    begin < from ? begin : end > from + view ? Math.min(begin, end - view) : from;
  const x = along(camera.x, (rect.x - plate.x) / plate.width, (rect.x + rect.width - plate.x) / plate.width);
  const y = along(camera.y, (rect.y - plate.y) / plate.height, (rect.y + rect.height - plate.y) / plate.height);
  return x === camera.x && y === camera.y ? camera : { scale: camera.scale, x, y };
}

/** The way from one camera to another, 0…1, as smooth as it can look (van Wijk and Nuij, 2003; d3's interpolateZoom). */
export function between(from: Camera, to: Camera, sheet: Sheet): (progress: number) => Camera {
  const { width, height } = plateOf(sheet);
  const view = ({ scale, x, y }: Camera): [number, number, number] => [
    (x + 0.5 / scale) * width,
    (y + 0.5 / scale) * height,
    width / scale,
  ];
  const way = interpolateZoom(view(from), view(to));
  return (progress) => {
    if (progress <= 0) return from;
    if (progress >= 1) return to;
    const [cx, cy, w] = way(progress);
    const scale = width / w;
    return { scale, x: cx / width - 0.5 / scale, y: cy / height - 0.5 / scale };
  };
}

/** Where a rectangle of the sheet stands through a camera. */
export function rectThrough(camera: Camera, sheet: Sheet, rect: Rect): Rect {
  const plate = plateOf(sheet);
  return {
    x: plate.x + (rect.x - plate.x - camera.x * plate.width) * camera.scale,
    y: plate.y + (rect.y - plate.y - camera.y * plate.height) * camera.scale,
    width: rect.width * camera.scale,
    height: rect.height * camera.scale,
  };
}

/** The sheet as it stands through a camera: hit-testing and painting take it like any other. Its labels' room is the plate's, not its own. */
export function seenThrough(camera: Camera, sheet: Sheet): Sheet {
  if (camera.scale === 1 && camera.x === 0 && camera.y === 0) return sheet;
  const plate = plateOf(sheet);
  const { x, y, width, height } = rectThrough(camera, sheet, plate);
  const down = (at: number) => y + (at - plate.y) * camera.scale;
  return {
    ...sheet,
    pitch: sheet.pitch * camera.scale,
    gap: sheet.gap * camera.scale,
    left: x,
    top: y,
    rows: sheet.rows.map((row) => ({ ...row, y: down(row.y) })),
    strips: sheet.strips.map((strip) => ({ ...strip, y: down(strip.y), height: strip.height * camera.scale })),
    width: x + width,
    height: y + height,
  };
}

/** The columns and rows of a sheet that show in a plate: the first one and the one behind the last. */
export function visiblePart(sheet: Sheet, plate: Rect): { columns: readonly [number, number]; rows: readonly [number, number] } {
  const first = Math.max(0, Math.floor((plate.x - sheet.left) / sheet.pitch));
  const end = Math.min(sheet.columns, Math.ceil((plate.x + plate.width - sheet.left) / sheet.pitch));
  const from = sheet.rows.findIndex((row) => row.y + sheet.pitch > plate.y);
  const behind = sheet.rows.findIndex((row) => row.y >= plate.y + plate.height);
  return {
    columns: [first, Math.max(first, end)],
    rows: from < 0 ? [0, 0] : [from, behind < 0 ? sheet.rows.length : Math.max(from, behind)],
  };
}

/** The camera as a link holds it, "4,0.25,0.5"; undefined for the whole, which needs no words. */
export function cameraText(camera: Camera): string | undefined {
  if (camera.scale <= 1.001) return undefined;
  return [camera.scale, camera.x, camera.y].map((number) => String(Math.round(number * 1e4) / 1e4)).join();
}

/** Reads a camera from a link; what cannot be one is the whole. */
export function readCamera(text: string | undefined): Camera {
  const numbers = text?.split(',').map((part) => (/^\d+(\.\d+)?$/.test(part) ? Number(part) : Number.NaN));
  const [scale = Number.NaN, x = Number.NaN, y = Number.NaN] = numbers ?? [];
  if (numbers?.length !== 3 || numbers.some(Number.isNaN)) return wholeView;
  return clampCamera({ scale, x, y }, Number.POSITIVE_INFINITY);
}
