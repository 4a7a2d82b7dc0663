import { blitLevels, blitMoved, type Still, wholeStill } from '../../draw/blit.ts';
import { blitPanned, isWithin, paintSurroundings, type Surroundings } from '../../draw/blitPanned.ts';
import {
  between,
  type Camera,
  clampCamera,
  panBy,
  plateOf,
  rectThrough,
  seenThrough,
  toRect,
  wholeView,
  zoomAt,
} from '../../draw/camera.ts';
import { paintLabels, type paintSheet, type SheetPicture } from '../../draw/paintSheet.ts';
import type { Palette } from '../../draw/palette.ts';
import { cellRect, type Rect, type Sheet, slotAt } from '../../draw/sheet.ts';
import { differs, type Fade, progressAt } from './fade.ts';

/** Milliseconds from one level to the next. */
const levelLength = 250;
/** Zooming in opens the cell in the middle once it fills so much of the view. */
const opensAt = 0.72;
/** Cells that cannot be opened grow to so many pixels. */
const largestCell = 150;
/** Zooming out of the whole sheet climbs after so much more. */
const climbsAt = 1.3;

/** A map as it is at rest. */
export interface Shown {
  /** Which map it is: changes fade where two pictures of one name show the same cells. */
  readonly name: string;
  readonly picture: Omit<SheetPicture, 'before' | 'plate'>;
  readonly palette: Palette;
  readonly ratio: number;
  readonly camera: Camera;
  /** The next level is on its way. */
  readonly isAwaited: boolean;
  readonly canOpen: boolean;
  readonly canClimb: boolean;
  /** Where another map lies on this one, by its name. */
  readonly locate: (name: string) => Rect | undefined;
}

export interface SheetViewOptions {
  readonly paint: typeof paintSheet;
  readonly contextOf: (canvas: HTMLCanvasElement) => CanvasRenderingContext2D | null;
  readonly wantsNoMotion: () => boolean;
  /** The camera came to rest. */
  readonly onCamera: (camera: Camera) => void;
  readonly onOpen: (slot: number) => void;
  readonly onClimb: () => void;
}

/** What moves under hands: the last sharp image, the sheet as a whole, and what lies around a view that does not change its scale. */
interface Moving {
  readonly still: Still;
  readonly whole: Still;
  surroundings?: Surroundings | undefined;
}

/** On the way to the next level, whose picture may not be there yet. */
interface Growth {
  readonly outer: Still;
  readonly rect: Rect;
  readonly from: Camera;
  readonly way: (progress: number) => Camera;
  readonly since: number;
}

/** From one level to another. */
interface Crossing {
  readonly outer: Still;
  readonly inner: Still;
  readonly rect: Rect;
  readonly way: (progress: number) => Camera;
  readonly isInward: boolean;
  readonly since: number;
  readonly length: number;
}

/**
 * Keeps a canvas painted: sharp at rest, by images of itself while the camera moves and from one level to the next, changed cells fading
 * in. Nothing in here waits for data, and while something moves no component is rendered.
 */
export class SheetView {
  readonly #canvas: HTMLCanvasElement;
  readonly #options: SheetViewOptions;
  #shown: Shown | undefined;
  #camera: Camera = wholeView;
  /** The camera that was told last, by either side. */
  #told: Camera = wholeView;
  #fade: Fade | null = null;
  #frame = 0;
  #moving: Moving | null = null;
  #growth: Growth | null = null;
  #crossing: Crossing | null = null;
  /** How far the hands have pulled out of the whole sheet; 1 is not at all. */
  #pull = 1;
  /** A level was opened or left by this gesture: the rest of it does nothing. */
  #isSpent = false;

  constructor(canvas: HTMLCanvasElement, options: SheetViewOptions) {
    this.#canvas = canvas;
    this.#options = options;
  }

  get isZoomed(): boolean {
    return this.#camera.scale > 1;
  }

  /** Hands are at it: what is under them is asked again when they rest. */
  get isMoving(): boolean {
    return this.#moving !== null;
  }

  /** The slot under a point of the canvas; labels around the plate are none. */
  slotAt(x: number, y: number): number | undefined {
    if (!this.#shown) return undefined;
    const { sheet } = this.#shown.picture;
    const plate = plateOf(sheet);
    if (this.#camera.scale > 1 && (x < plate.x || y < plate.y || x >= plate.x + plate.width || y >= plate.y + plate.height))
      return undefined;
    return slotAt(seenThrough(this.#camera, sheet), x, y);
  }

  show(shown: Shown): void {
    const before = this.#shown;
    this.#shown = shown;
    if (before && before.name !== shown.name) {
      const still = this.#options.wantsNoMotion() ? undefined : this.#wholeOf(before);
      this.#moving = null;
      this.#fade = null;
      const from = this.#growth ? this.#growthCamera(this.#growth) : this.#camera;
      const growth = this.#growth;
      this.#growth = null;
      this.#camera = shown.camera;
      this.#told = shown.camera;
      this.#resize();
      if (still && this.#cross(before, shown, still, from, growth)) return;
      this.#rest();
      return;
    }
    if (before && differs(before.picture.shades, shown.picture.shades) && sameCells(before.picture.sheet, shown.picture.sheet)) {
      if (!this.#options.wantsNoMotion()) this.#fade = { shades: before.picture.shades, since: performance.now() };
    } else if (before && !sameCells(before.picture.sheet, shown.picture.sheet)) {
      this.#fade = null;
      this.#moving = null;
    }
    this.#resize();
    if (!sameCamera(shown.camera, this.#told)) {
      this.#camera = shown.camera;
      this.#told = shown.camera;
    }
    if (this.#growth || this.#crossing) {
      this.#schedule();
      return;
    }
    // The images of a motion are of an older picture: the next movement makes new ones.
    this.#moving = null;
    this.#rest();
  }

  /** Zooms at a point of the canvas. Far enough in, the cell in the middle is opened; out of the whole, one climbs. */
  zoom(point: { readonly x: number; readonly y: number }, factor: number): void {
    const shown = this.#shown;
    if (!shown || this.#isSpent || this.#growth || this.#crossing) return;
    const plate = plateOf(shown.picture.sheet);
    const wanted = zoomAt(this.#camera, { x: (point.x - plate.x) / plate.width, y: (point.y - plate.y) / plate.height }, factor);
    if (wanted.scale < 1 && this.#camera.scale <= 1) {
      this.#pull /= factor;
      if (this.#pull < climbsAt || !shown.canClimb) return;
      this.#isSpent = true;
      this.#options.onClimb();
      return;
    }
    this.#pull = 1;
    const next = clampCamera(wanted, mostScale(shown));
    const middle = this.#middleSlot(next);
    if (factor > 1 && shown.canOpen && next.scale >= mostScale(shown) && middle !== undefined) {
      this.#isSpent = true;
      this.#moveTo(next);
      this.open(middle);
      this.#options.onOpen(middle);
      return;
    }
    this.#moveTo(next);
  }

  pan(right: number, down: number): void {
    const shown = this.#shown;
    if (!shown || this.#isSpent || this.#growth || this.#crossing || this.#camera.scale <= 1) return;
    const plate = plateOf(shown.picture.sheet);
    this.#moveTo(clampCamera(panBy(this.#camera, right / plate.width, down / plate.height), mostScale(shown)));
  }

  /** The hands rest: the picture is painted sharp, and the camera told. */
  settle(): void {
    this.#pull = 1;
    this.#isSpent = false;
    if (this.#moving) {
      this.#moving = null;
      this.#rest();
    }
    if (sameCamera(this.#camera, this.#told) || this.#growth || this.#crossing) return;
    this.#told = this.#camera;
    this.#options.onCamera(this.#camera);
  }

  /** A cell begins to grow into its own map, before that is there. */
  open(slot: number): void {
    const shown = this.#shown;
    const rect = shown && cellRect(shown.picture.sheet, slot);
    if (!shown || !rect || !shown.canOpen || this.#options.wantsNoMotion()) return;
    const outer = this.#wholeOf(shown);
    if (!outer) return;
    this.#moving = null;
    const way = between(this.#camera, toRect(shown.picture.sheet, rect), shown.picture.sheet);
    this.#growth = { outer, rect, from: this.#camera, way, since: performance.now() };
    this.#schedule();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  #middleSlot(camera: Camera): number | undefined {
    if (!this.#shown) return undefined;
    const { sheet, shades } = this.#shown.picture;
    const plate = plateOf(sheet);
    const slot = slotAt(seenThrough(camera, sheet), plate.x + plate.width / 2, plate.y + plate.height / 2);
    return slot !== undefined && shades[slot] !== undefined ? slot : undefined;
  }

  #moveTo(camera: Camera): void {
    const shown = this.#shown;
    if (!shown || sameCamera(camera, this.#camera)) return;
    if (!this.#moving) {
      this.#fade = null;
      const still = this.#copy(this.#canvas, shown.picture.sheet, this.#camera);
      const whole = still && (this.#camera.scale === 1 ? still : this.#wholeOf(shown));
      if (still && whole) this.#moving = { still, whole };
    }
    this.#camera = camera;
    if (this.#moving) this.#schedule();
    else this.#rest();
  }

  #cross(before: Shown, shown: Shown, still: Still, from: Camera, growth: Growth | null): boolean {
    if (this.#options.wantsNoMotion()) return false;
    const into = before.locate(shown.name);
    const outOf = into ? undefined : shown.locate(before.name);
    const now = this.#wholeOf(shown);
    const rect = into ?? outOf;
    if (!now || !rect || !alike(before.picture.sheet, shown.picture.sheet)) return false;
    const [outer, inner] = into ? [still, now] : [now, still];
    const far = toRect(outer.sheet, rect);
    const passed = growth ? performance.now() - growth.since : 0;
    this.#crossing = {
      outer,
      inner,
      rect,
      way: into ? between(from, far, outer.sheet) : between(far, wholeView, outer.sheet),
      isInward: into !== undefined,
      since: performance.now(),
      length: Math.max(levelLength / 2, levelLength - passed),
    };
    this.#schedule();
    return true;
  }

  #schedule(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame((now) => this.#step(now));
  }

  #step(now: number): void {
    if (this.#crossing) this.#stepCrossing(this.#crossing, now);
    else if (this.#growth) this.#stepGrowth(this.#growth, now);
    else if (this.#moving) this.#drawMoving(this.#moving, this.#camera);
    else this.#rest(now);
  }

  #stepCrossing(crossing: Crossing, now: number): void {
    const progress = (now - crossing.since) / crossing.length;
    if (progress < 1) {
      this.#drawCrossing(crossing, Math.max(0, progress));
      this.#schedule();
    } else {
      this.#crossing = null;
      this.#rest();
    }
  }

  #stepGrowth(growth: Growth, now: number): void {
    const progress = (now - growth.since) / levelLength;
    if (progress >= 1 && this.#shown?.isAwaited === false) {
      // No level came: it goes back.
      this.#growth = null;
      this.#rest();
      return;
    }
    // It stays large until the next level is there.
    this.#drawMoved(growth.outer, growth.outer, this.#growthCamera(growth, now));
    if (progress < 1) this.#schedule();
  }

  #growthCamera(growth: Growth, now = performance.now()): Camera {
    return growth.way(eased(Math.max(0, Math.min(1, (now - growth.since) / levelLength))));
  }

  #rest(now = performance.now()): void {
    const context = this.#options.contextOf(this.#canvas);
    const shown = this.#shown;
    cancelAnimationFrame(this.#frame);
    if (!context || !shown) return;
    const progress = this.#fade ? progressAt(this.#fade, now) : 1;
    if (progress >= 1) this.#fade = null;
    const before = this.#fade ? { shades: this.#fade.shades, progress } : null;
    this.#paint(context, shown, this.#camera, before);
    if (this.#fade) this.#schedule();
  }

  #paint(context: CanvasRenderingContext2D, shown: Shown, camera: Camera, before: SheetPicture['before']): void {
    const { picture, palette, ratio } = shown;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, picture.sheet.width + 4, picture.sheet.height + 4);
    this.#options.paint(context, { ...throughCamera(picture, camera), before }, palette);
  }

  #drawMoving(moving: Moving, camera: Camera): void {
    const { still, whole } = moving;
    const context = this.#options.contextOf(this.#canvas);
    const shown = this.#shown;
    const around = camera.scale === still.camera.scale && camera.scale > 1 ? this.#surroundings(moving, camera) : undefined;
    if (!context || !shown || !around) {
      this.#drawMoved(still, whole, camera);
      return;
    }
    blitPanned(context, still, around, { ...throughCamera(shown.picture, camera), before: null }, camera, shown.palette, shown.ratio);
  }

  /** What lies around a view: what did for the view before, as long as that goes far enough. */
  #surroundings(moving: Moving, camera: Camera): Surroundings | undefined {
    if (moving.surroundings && isWithin(moving.surroundings, camera)) return moving.surroundings;
    const shown = this.#shown;
    if (!shown) return undefined;
    const blank = (width: number, height: number) => {
      const image = this.#blank(width, height);
      return (image && this.#options.contextOf(image)) ?? undefined;
    };
    const picture = { ...shown.picture, plate: null, before: null };
    moving.surroundings = paintSurroundings(blank, moving.whole, picture, camera, shown.palette, shown.ratio);
    return moving.surroundings;
  }

  #drawMoved(still: Still, whole: Still, camera: Camera): void {
    const context = this.#options.contextOf(this.#canvas);
    const shown = this.#shown;
    if (!context || !shown) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    blitMoved(context, still, whole, camera, shown.ratio);
    context.setTransform(shown.ratio, 0, 0, shown.ratio, 0, 0);
    paintLabels(context, { ...throughCamera(shown.picture, camera), before: null }, shown.palette);
  }

  #drawCrossing(crossing: Crossing, progress: number): void {
    const context = this.#options.contextOf(this.#canvas);
    const shown = this.#shown;
    if (!context || !shown) return;
    const { outer, inner, rect, isInward } = crossing;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    const camera = crossing.way(eased(progress));
    const opacity = isInward ? progress : 1 - progress;
    blitLevels(context, outer, inner, { rect, camera, opacity }, plateOf(shown.picture.sheet), shown.ratio);
    context.setTransform(shown.ratio, 0, 0, shown.ratio, 0, 0);
    context.globalAlpha = progress;
    paintLabels(context, { ...shown.picture, plate: null, before: null }, shown.palette);
    context.globalAlpha = 1;
  }

  #resize(): void {
    const shown = this.#shown;
    if (!shown) return;
    const { sheet } = shown.picture;
    const width = Math.round((sheet.width + 4) * shown.ratio);
    const height = Math.round((sheet.height + 4) * shown.ratio);
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#canvas.style.width = `${sheet.width + 4}px`;
    this.#canvas.style.height = `${sheet.height + 4}px`;
  }

  /** A map as a whole, as an image: the canvas itself where it shows just that, else painted for it. */
  #wholeOf(shown: Shown): Still | undefined {
    const { sheet } = shown.picture;
    const image = this.#blank((sheet.width + 4) * shown.ratio, (sheet.height + 4) * shown.ratio);
    const context = image && this.#options.contextOf(image);
    if (!image || !context) return undefined;
    this.#paint(context, { ...shown, picture: { ...shown.picture, hover: null } }, wholeView, null);
    return wholeStill(image, sheet);
  }

  #copy(canvas: HTMLCanvasElement, sheet: Sheet, camera: Camera): Still | undefined {
    const image = this.#blank(canvas.width, canvas.height);
    const context = image && this.#options.contextOf(image);
    if (!image || !context) return undefined;
    context.drawImage(canvas, 0, 0);
    return { image, sheet, camera };
  }

  #blank(width: number, height: number): HTMLCanvasElement | undefined {
    if (width < 1 || height < 1) return undefined;
    const image = this.#canvas.ownerDocument.createElement('canvas');
    image.width = Math.round(width);
    image.height = Math.round(height);
    return image;
  }
}

/** How far one may zoom in: until a cell that can be opened nearly fills the view, or until cells are large. */
function mostScale({ picture, canOpen }: Shown): number {
  const { sheet } = picture;
  const { width, height } = plateOf(sheet);
  return canOpen ? Math.max(1, (Math.min(width, height) / sheet.pitch) * opensAt) : Math.max(2, largestCell / sheet.pitch);
}

function throughCamera(picture: Shown['picture'], camera: Camera): Omit<SheetPicture, 'before'> {
  const { sheet } = picture;
  if (camera.scale === 1) return { ...picture, plate: null };
  return {
    ...picture,
    sheet: seenThrough(camera, sheet),
    plate: plateOf(sheet),
    outlines: picture.outlines.map((rect) => rectThrough(camera, sheet, rect)),
  };
}

function sameCells(a: Sheet, b: Sheet): boolean {
  return a.order === b.order && a.rows.length === b.rows.length && a.rows.every((row, k) => row.first === b.rows[k]?.first);
}

/** Whether one plate can grow into another without being bent. */
function alike(a: Sheet, b: Sheet): boolean {
  const [one, other] = [plateOf(a), plateOf(b)];
  return Math.abs(Math.log((one.width * other.height) / (one.height * other.width))) < 0.8;
}

function sameCamera(a: Camera, b: Camera): boolean {
  return a.scale === b.scale && a.x === b.x && a.y === b.y;
}

/** Begins fast and ends gently. */
function eased(progress: number): number {
  return 1 - (1 - progress) ** 3;
}
