import { type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { paintSheet, type SheetPicture } from '../../draw/paintSheet.ts';
import type { Palette } from '../../draw/palette.ts';
import { cellRect, type Sheet, slotAt, slotCount } from '../../draw/sheet.ts';
import { announce } from '../../kit/announce.ts';
import { differs, type Fade, progressAt } from './fade.ts';
import css from './MapSheet.module.css';
import { moveSlot } from './moves.ts';
import { usePixelRatio } from './usePixelRatio.ts';

export interface MapSheetProps {
  /** Names the map for readers of the screen. */
  label: string;
  /** Which map this is: changes fade where two pictures of the same name show the same cells. */
  name: string;
  picture: Omit<SheetPicture, 'before' | 'hover' | 'selected'>;
  palette: Palette;
  selected: number | null;
  /** Chosen by a key or a press. */
  onSelect: (slot: number, by: 'key' | 'press') => void;
  /** Opened: Enter, or a press on the cell that is selected already. */
  onOpen: (slot: number) => void;
  /** Escape and "−". */
  onClimb: () => void;
  /** What a slot is, aloud. */
  spoken: (slot: number) => string;
  /** The card beside the cell under the pointer. */
  card?: (slot: number) => ReactNode;
  paint?: typeof paintSheet;
  contextOf?: (canvas: HTMLCanvasElement) => CanvasRenderingContext2D | null;
}

/**
 * A sheet on a canvas: one stop of the keyboard (arrows, PageUp/PageDown, Home/End, Enter in, Escape out), whose cells a live region
 * speaks. A canvas has no elements for cells: of the grid only the current cell exists as one; the table is its twin.
 */
export function MapSheet(props: MapSheetProps) {
  const { label, picture, selected, onSelect, onOpen, onClimb, spoken, card } = props;
  const [hover, setHover] = useState<number | null>(null);
  const hint = useId();
  const canvas = usePainted(props, hover);
  const { sheet } = picture;
  const isCell = (slot: number | undefined): slot is number => slot !== undefined && picture.shades[slot] !== undefined;

  const slotOf = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const slot = slotAt(sheet, event.clientX - box.left, event.clientY - box.top);
    return isCell(slot) ? slot : null;
  };
  const press = (event: MouseEvent<HTMLElement>) => {
    const slot = slotOf(event);
    if (slot === null) return;
    if (slot === selected) onOpen(slot);
    else onSelect(slot, 'press');
  };
  const point = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType === 'touch') return;
    setHover(slotOf(event));
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === '+') {
      if (selected === null) return;
      event.preventDefault();
      onOpen(selected);
    } else if (event.key === 'Escape' || event.key === '-') {
      event.preventDefault();
      onClimb();
    } else {
      const next = selected === null ? firstKey(event.key) : moveSlot(event.key, selected, sheet.columns, slotCount(sheet), event.ctrlKey);
      if (next === undefined) return;
      event.preventDefault();
      if (!isCell(next)) return;
      setHover(null);
      onSelect(next, 'key');
      announce(spoken(next));
    }
  };
  const shownCard = hover !== null && isCell(hover) ? hover : null;
  // As in DataTable: a table that one moves in with arrows is a grid (ARIA in HTML, APG grid pattern); the linter's list lacks it.
  const asGrid = { role: 'grid', tabIndex: 0 };
  const current = selected !== null && isCell(selected) ? selected : null;
  return (
    <div className={css.sheet} style={{ width: sheet.width + 4, height: sheet.height + 4 }}>
      <canvas ref={canvas} />
      <table
        className={css.keys}
        {...asGrid}
        aria-label={label}
        aria-describedby={hint}
        aria-rowcount={sheet.rows.length}
        aria-colcount={sheet.columns}
        onKeyDown={key}
        onClick={press}
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
        The same cells are in the table.
      </span>
      {card && shownCard !== null && <HoverCard sheet={sheet} slot={shownCard} content={card(shownCard)} />}
    </div>
  );
}

/** The first key of movement enters the map at its first cell. */
function firstKey(key: string): number | undefined {
  return moveSlot(key, 0, 1, 1) === undefined ? undefined : 0;
}

function HoverCard({ sheet, slot, content }: { sheet: Sheet; slot: number; content: ReactNode }) {
  const rect = cellRect(sheet, slot);
  if (!rect || !content) return null;
  const below = rect.y + rect.height + 8;
  const right = rect.x > sheet.left + (sheet.width - sheet.left) / 2;
  const place = right ? { right: sheet.width + 4 - rect.x - rect.width } : { left: rect.x };
  return (
    <div className={css.card} aria-hidden="true" style={{ top: below, ...place }}>
      {content}
    </div>
  );
}

/** Keeps the canvas painted: sharp at any pixel ratio, again when the fonts come, changed cells fading in once. */
function usePainted(props: MapSheetProps, hover: number | null) {
  const { name, picture, palette, selected, paint = paintSheet, contextOf = context2d } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = usePixelRatio();
  const [fonts, setFonts] = useState(0);
  const last = useRef<{ sheet: string; shades: SheetPicture['shades'] }>(undefined);
  const fade = useRef<Fade | null>(null);

  useEffect(() => {
    let mounted = true;
    void document.fonts?.ready.then(() => {
      if (mounted) setFonts((count) => count + 1);
    });
    return () => {
      mounted = false;
    };
  }, []);

  useEffect(() => {
    const element = canvas.current;
    const context = element && contextOf(element);
    if (!element || !context) return;
    const { sheet } = picture;
    // A change of the same cells fades; another sheet is simply there.
    const drawn = `${name} ${sheet.rows.map((row) => row.first).join()}`;
    if (last.current?.sheet === drawn && differs(last.current.shades, picture.shades) && !wantsNoMotion()) {
      fade.current = { shades: last.current.shades, since: performance.now() };
    } else if (last.current?.sheet !== drawn) {
      fade.current = null;
    }
    last.current = { sheet: drawn, shades: picture.shades };

    const width = Math.round((sheet.width + 4) * ratio);
    const height = Math.round((sheet.height + 4) * ratio);
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    element.style.width = `${sheet.width + 4}px`;
    element.style.height = `${sheet.height + 4}px`;
    const draw = (progress: number) => {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, sheet.width + 4, sheet.height + 4);
      const before = fade.current && progress < 1 ? { shades: fade.current.shades, progress } : null;
      paint(context, { ...picture, before, hover, selected }, palette);
    };
    let frame = 0;
    const step = (now: number) => {
      const progress = fade.current ? progressAt(fade.current, now) : 1;
      if (progress >= 1) fade.current = null;
      draw(progress);
      if (fade.current) frame = requestAnimationFrame(step);
    };
    step(performance.now());
    return () => cancelAnimationFrame(frame);
    // fonts: the same picture, once the letters are there.
  }, [name, picture, palette, selected, hover, ratio, fonts, paint, contextOf]);
  return canvas;
}

function context2d(canvas: HTMLCanvasElement) {
  return canvas.getContext('2d');
}

function wantsNoMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
