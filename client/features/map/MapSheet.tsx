import { type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type Camera, plateOf, seenThrough, toShow, wholeView } from '../../draw/camera.ts';
import { paintSheet, type SheetPicture } from '../../draw/paintSheet.ts';
import type { Palette } from '../../draw/palette.ts';
import { cellRect, type Rect, type Sheet, slotCount } from '../../draw/sheet.ts';
import { announce } from '../../kit/announce.ts';
import { followGestures } from './gestures.ts';
import css from './MapSheet.module.css';
import { moveSlot } from './moves.ts';
import { SheetView } from './SheetView.ts';
import { useAboveWhenCut } from './useAboveWhenCut.ts';
import { useFonts } from './useFonts.ts';
import { usePixelRatio } from './usePixelRatio.ts';

export interface MapSheetProps {
  /** Names the map for readers of the screen. */
  label: string;
  /** Which map this is: changes fade where two pictures of the same name show the same cells. */
  name: string;
  picture: Omit<SheetPicture, 'before' | 'hover' | 'selected' | 'plate'>;
  palette: Palette;
  selected: number | null;
  /** Chosen by a key or a press. */
  onSelect: (slot: number, by: 'key' | 'press') => void;
  /** Opened: Enter, a press on the cell that is selected already, or by coming near enough. */
  onOpen: (slot: number) => void;
  /** Escape and "−". */
  onClimb: () => void;
  /** What a slot is, aloud. */
  spoken: (slot: number) => string;
  /** The card beside the cell under the pointer. */
  card?: (slot: number) => ReactNode;
  /** What is seen of the sheet, and where it is told when that has changed. Without it, the sheet is always seen whole. */
  zoom?: { readonly camera: Camera; readonly onCamera: (camera: Camera) => void } | undefined;
  /** Whether cells have a map of their own, whether there is one around this, and whether one of them is on its way. */
  levels?: { readonly canOpen: boolean; readonly canClimb: boolean; readonly isAwaited: boolean } | undefined;
  /** Where another map lies on this one, by its name. */
  locate?: ((name: string) => Rect | undefined) | undefined;
  paint?: typeof paintSheet;
  contextOf?: (canvas: HTMLCanvasElement) => CanvasRenderingContext2D | null;
}

/**
 * A sheet on a canvas: one stop of the keyboard (arrows, PageUp/PageDown, Home/End, Enter in, Escape out), whose cells a live region
 * speaks. A canvas has no elements for cells: of the grid only the current cell exists as one; the table is its twin.
 */
export function MapSheet(props: MapSheetProps) {
  const { label, picture, selected, onSelect, onOpen, onClimb, spoken, card, zoom } = props;
  const [hover, setHover] = useState<number | null>(null);
  // The card of the cell one stands on comes with the first key of movement and goes with the focus; Space puts cards away and brings them back.
  const [byKey, setByKey] = useState(false);
  const [putAway, setPutAway] = useState(false);
  const hint = useId();
  const keys = useRef<HTMLTableElement>(null);
  const { canvas, view } = usePainted(props, hover);
  const { sheet } = picture;
  const camera = zoom?.camera ?? wholeView;
  const isZoomed = camera.scale > 1;
  const isCell = (slot: number | undefined): slot is number => slot !== undefined && picture.shades[slot] !== undefined;
  useGestures(keys, view, zoom !== undefined, () => setHover(null));

  const slotOf = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const slot = view.current?.slotAt(event.clientX - box.left, event.clientY - box.top);
    return isCell(slot) ? slot : null;
  };
  const open = (slot: number) => {
    view.current?.open(slot);
    onOpen(slot);
  };
  const press = (event: MouseEvent<HTMLElement>) => {
    const slot = slotOf(event);
    if (slot === null) return;
    setByKey(false);
    if (slot === selected) open(slot);
    else onSelect(slot, 'press');
  };
  const point = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType === 'touch' || event.buttons !== 0 || view.current?.isMoving) return;
    setHover(slotOf(event));
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.metaKey) return;
    if (event.key === ' ') {
      // Escape climbs, as everywhere on the map: so it is Space that puts a card away (WCAG 1.4.13), and it stays away.
      event.preventDefault();
      setPutAway(!putAway);
      setByKey(true);
    } else if (event.key === 'Enter' || event.key === '+') {
      if (selected === null) return;
      event.preventDefault();
      open(selected);
    } else if (event.key === 'Escape' || event.key === '-') {
      event.preventDefault();
      // Out of a part first, then out of the whole.
      if (isZoomed) zoom?.onCamera(wholeView);
      else onClimb();
    } else {
      const next = selected === null ? firstKey(event.key) : moveSlot(event.key, selected, sheet.columns, slotCount(sheet), event.ctrlKey);
      if (next === undefined) return;
      event.preventDefault();
      if (!isCell(next)) return;
      setHover(null);
      setByKey(true);
      onSelect(next, 'key');
      const rect = cellRect(sheet, next);
      const shows = rect && toShow(camera, sheet, rect);
      if (shows && shows !== camera) zoom?.onCamera(shows);
      announce(spoken(next));
    }
  };
  const pointed = hover ?? (byKey ? selected : null);
  const shownCard = !putAway && pointed !== null && isCell(pointed) ? pointed : null;
  // As in DataTable: a table that one moves in with arrows is a grid (ARIA in HTML, APG grid pattern); the linter's list lacks it.
  const asGrid = { role: 'grid', tabIndex: 0 };
  const current = selected !== null && isCell(selected) ? selected : null;
  return (
    <div className={css.sheet} style={{ width: sheet.width + 4, height: sheet.height + 4 }}>
      <canvas ref={canvas} />
      <table
        ref={keys}
        className={`${css.keys} ${zoom ? css.zooms : ''} ${isZoomed ? css.pans : ''}`}
        {...asGrid}
        aria-label={label}
        aria-describedby={hint}
        aria-rowcount={sheet.rows.length}
        aria-colcount={sheet.columns}
        onKeyDown={key}
        onClick={press}
        onBlur={() => setByKey(false)}
        onPointerMove={point}
        onPointerLeave={() => setHover(null)}
      >
        <tbody className="unseen">
          <tr aria-rowindex={Math.floor((current ?? 0) / sheet.columns) + 1}>
            <td aria-colindex={((current ?? 0) % sheet.columns) + 1}>{current === null ? 'No cell is selected' : spoken(current)}</td>
          </tr>
        </tbody>
      </table>
      <span id={hint} className="unseen">
        Arrow keys move by cell, Page Up and Page Down by row, Home and End to the ends of a row. Enter opens a cell, Escape goes back out.
        Space hides or shows the card of a cell. The same cells are in the table.
      </span>
      {card && shownCard !== null && <HoverCard sheet={sheet} camera={camera} slot={shownCard} content={card(shownCard)} />}
    </div>
  );
}

/** The first key of movement enters the map at its first cell. */
function firstKey(key: string): number | undefined {
  return moveSlot(key, 0, 1, 1) === undefined ? undefined : 0;
}

/** As high as cards get, in pixels. */
const roomForCard = 200;

function HoverCard({ sheet, camera, slot, content }: { sheet: Sheet; camera: Camera; slot: number; content: ReactNode }) {
  const rect = cellRect(seenThrough(camera, sheet), slot);
  const card = useRef<HTMLDivElement>(null);
  const isCut = useAboveWhenCut(card, `${slot} ${rect?.x} ${rect?.y}`);
  if (!rect || !content) return null;
  const plate = plateOf(sheet);
  // Never over its own cell: below it in the upper half, above it where there is as much room.
  const above = isCut || (rect.y > plate.y + plate.height / 2 && rect.y > roomForCard);
  const down = above
    ? { bottom: sheet.height + 4 - Math.max(rect.y, plate.y) + 8 }
    : { top: Math.min(rect.y + rect.height, sheet.height) + 8 };
  const right = rect.x > plate.x + plate.width / 2;
  const place = right ? { right: Math.max(4, sheet.width + 4 - rect.x - rect.width) } : { left: Math.max(plate.x, rect.x) };
  return (
    <div ref={card} className={css.card} aria-hidden="true" style={{ ...down, ...place }}>
      {content}
    </div>
  );
}

/** Keeps the canvas painted: sharp at any pixel ratio, again when the fonts come. */
function usePainted(props: MapSheetProps, hover: number | null) {
  const { name, picture, palette, selected, zoom, levels, paint = paintSheet, contextOf = context2d } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<SheetView>(null);
  const latest = useRef(props);
  const ratio = usePixelRatio();
  const fonts = useFonts();
  const camera = zoom?.camera ?? wholeView;
  const { canOpen = false, canClimb = false, isAwaited = false } = levels ?? {};

  useEffect(() => {
    if (!canvas.current) return;
    const made = new SheetView(canvas.current, {
      paint,
      contextOf,
      wantsNoMotion,
      onCamera: (next) => latest.current.zoom?.onCamera(next),
      onOpen: (slot) => latest.current.onOpen(slot),
      onClimb: () => latest.current.onClimb(),
    });
    view.current = made;
    return () => made.stop();
  }, [paint, contextOf]);

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    view.current?.show({
      name,
      picture: { ...picture, hover, selected },
      palette,
      ratio,
      camera,
      isAwaited,
      canOpen,
      canClimb,
      locate: latest.current.locate ?? nowhere,
    });
    // fonts: the same picture, once the letters are there.
  }, [name, picture, palette, selected, hover, ratio, fonts, camera, isAwaited, canOpen, canClimb]);
  return { canvas, view };
}

/** Wheel, mouse and fingers move what is seen. */
function useGestures(element: { current: HTMLElement | null }, view: { current: SheetView | null }, isOn: boolean, onMove: () => void) {
  const moved = useRef(onMove);
  useEffect(() => {
    moved.current = onMove;
  });
  useEffect(() => {
    const target = element.current;
    if (!target || !isOn) return;
    // Where the sheet stands is asked once a gesture, and its card goes away once: nothing of the page is read or changed while it moves.
    let box: DOMRect | undefined;
    const begin = () => {
      if (!box) moved.current();
      box ??= target.getBoundingClientRect();
      return box;
    };
    return followGestures(target, {
      isZoomed: () => view.current?.isZoomed === true,
      zoom: (at, factor) => {
        const { left, top } = begin();
        view.current?.zoom({ x: at.x - left, y: at.y - top }, factor);
      },
      pan: (right, down) => {
        begin();
        view.current?.pan(right, down);
      },
      end: () => {
        box = undefined;
        view.current?.settle();
      },
    });
  }, [element, view, isOn]);
}

function nowhere() {
  return undefined;
}

function context2d(canvas: HTMLCanvasElement) {
  return canvas.getContext('2d');
}

function wantsNoMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
