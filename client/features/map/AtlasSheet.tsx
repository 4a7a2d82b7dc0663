import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { type AtlasLayout, atlasMarkAt } from '../../draw/atlasLayout.ts';
import { type AtlasPicture, paintAtlas } from '../../draw/paintAtlas.ts';
import type { Palette } from '../../draw/palette.ts';
import { announce } from '../../kit/announce.ts';
import css from './Atlas.module.css';
import { useAboveWhenCut } from './useAboveWhenCut.ts';
import { useFonts } from './useFonts.ts';
import { usePixelRatio } from './usePixelRatio.ts';

export interface AtlasSheetProps {
  picture: Omit<AtlasPicture, 'hover' | 'selected' | 'from' | 'to'>;
  palette: Palette;
  selected: number | null;
  onSelect: (mark: number, by: 'key' | 'press') => void;
  /** Enter, or a press. */
  onOpen: (mark: number) => void;
  spoken: (mark: number) => string;
  card: (mark: number) => ReactNode;
  paint?: typeof paintAtlas;
  contextOf?: (canvas: HTMLCanvasElement) => CanvasRenderingContext2D | null;
}

/** Browsers refuse canvases of more than some 16,000 device pixels: a long atlas is painted on several, of this height in CSS pixels. */
const tile = 2000;
/** Rings lie a little outside the boxes. */
const edge = 4;

/**
 * An atlas on canvases: one stop of the keyboard (arrows by entry in reading order, PageUp/PageDown by space, Home/End, Enter in), whose
 * entries a live region speaks. As in MapSheet only the current entry exists as an element; the table is its twin.
 */
export function AtlasSheet(props: AtlasSheetProps) {
  const { picture, selected, onSelect, onOpen, spoken, card } = props;
  const { layout } = picture;
  const [hover, setHover] = useState<number | null>(null);
  const [keyed, setKeyed] = useState(false);
  const keys = useRef<HTMLTableElement>(null);
  const hint = useId();

  const markOf = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return atlasMarkAt(layout, event.clientX - box.left - edge, event.clientY - box.top - edge) ?? null;
  };
  const press = (event: MouseEvent<HTMLElement>) => {
    const mark = markOf(event);
    if (mark === null) return;
    onSelect(mark, 'press');
    onOpen(mark);
  };
  const point = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType === 'touch') return;
    setKeyed(false);
    setHover(markOf(event));
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    if (event.key === 'Enter' || event.key === '+') {
      if (selected === null) return;
      event.preventDefault();
      onOpen(selected);
      return;
    }
    if (event.key === 'Escape') {
      setHover(null);
      setKeyed(false);
      return;
    }
    const next = markAfterKey(event.key, selected, layout);
    if (next === undefined) return;
    event.preventDefault();
    setHover(null);
    setKeyed(true);
    onSelect(next, 'key');
    announce(spoken(next));
    scrollTo(keys, layout, next);
  };
  const shown = hover ?? (keyed ? selected : null);
  // As in MapSheet: a table that one moves in with arrows is a grid (ARIA in HTML, APG grid pattern); the linter's list lacks it.
  const asGrid = { role: 'grid', tabIndex: 0 };
  const tiles = Math.max(1, Math.ceil((layout.height + 2 * edge) / tile));
  return (
    <div className={css.sheet} style={{ width: layout.width + 2 * edge, height: layout.height + 2 * edge }}>
      {Array.from({ length: tiles }, (_, k) => (
        <Tile key={k} top={k * tile} height={Math.min(tile, layout.height + 2 * edge - k * tile)} hover={hover} {...props} />
      ))}
      <table
        ref={keys}
        className={css.keys}
        {...asGrid}
        aria-label="All ranges"
        aria-describedby={hint}
        aria-rowcount={layout.marks.length}
        aria-colcount={1}
        onKeyDown={key}
        onClick={press}
        onPointerMove={point}
        onPointerLeave={() => setHover(null)}
        onBlur={() => setKeyed(false)}
      >
        <tbody className="unseen">
          <tr aria-rowindex={(selected ?? 0) + 1}>
            <td aria-colindex={1}>{selected === null ? 'No range is selected' : spoken(selected)}</td>
          </tr>
        </tbody>
      </table>
      <span id={hint} className="unseen">
        Arrow keys move by entry in the order of addresses, Page Up and Page Down by address space, Home and End to the first and the last.
        Enter opens a range. The same entries are in the table.
      </span>
      {shown !== null && layout.marks[shown] && <Card layout={layout} mark={shown} content={card(shown)} />}
    </div>
  );
}

/** Where a key leads; the first key of movement enters at the first entry. Undefined for keys that do not move. */
export function markAfterKey(key: string, mark: number | null, { marks }: Pick<AtlasLayout, 'marks'>): number | undefined {
  const last = marks.length - 1;
  if (last < 0) return undefined;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const step = steps[key];
  if (step !== undefined) return mark === null ? 0 : Math.max(0, Math.min(last, mark + step));
  if (key !== 'PageDown' && key !== 'PageUp') return undefined;
  const space = mark === null ? -1 : (marks[mark]?.space ?? -1);
  const next = marks.findIndex((item) => item.space === space + (key === 'PageDown' ? 1 : -1));
  return next < 0 ? (key === 'PageDown' ? last : 0) : next;
}

/** Brings an entry into sight: the browser knows the grid alone. */
function scrollTo(keys: RefObject<HTMLElement | null>, layout: AtlasLayout, mark: number): void {
  const part = layout.marks[mark]?.parts[0];
  const element = keys.current;
  let pane = element?.parentElement ?? null;
  while (pane && pane.scrollHeight <= pane.clientHeight) pane = pane.parentElement;
  if (!part || !element || !pane) return;
  const top = element.getBoundingClientRect().top + part.y - pane.getBoundingClientRect().top;
  if (top < 60) pane.scrollTop += top - 60;
  else if (top + part.height > pane.clientHeight - 24) pane.scrollTop += top + part.height - pane.clientHeight + 24;
}

function Card({ layout, mark, content }: { layout: AtlasLayout; mark: number; content: ReactNode }) {
  const part = layout.marks[mark]?.parts[0];
  const card = useRef<HTMLDivElement>(null);
  const above = useAboveWhenCut(card, `${mark} ${part?.y}`);
  if (!part || !content) return null;
  const right = part.x > layout.width / 2;
  const place = right ? { right: layout.width + edge - part.x - part.width } : { left: part.x + edge };
  return (
    <div
      ref={card}
      className={css.card}
      aria-hidden="true"
      style={{ ...(above ? { bottom: layout.height + edge - part.y + 6 } : { top: part.y + part.height + edge + 6 }), ...place }}
    >
      {content}
    </div>
  );
}

/** One canvas of the atlas, painted again where something on it changes, and once the fonts are there. */
function Tile(props: AtlasSheetProps & { top: number; height: number; hover: number | null }) {
  const { picture, palette, selected, hover, top, height, paint = paintAtlas, contextOf = context2d } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = usePixelRatio();
  const fonts = useFonts();
  const width = picture.layout.width + 2 * edge;
  useEffect(() => {
    const element = canvas.current;
    const context = element && contextOf(element);
    if (!element || !context) return;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, edge * ratio, (edge - top) * ratio);
    paint(context, { ...picture, hover, selected, from: top - edge, to: top + height }, palette);
    // fonts: the same picture, once the letters are there.
  }, [picture, palette, selected, hover, ratio, fonts, paint, contextOf, top, height, width]);
  return <canvas ref={canvas} style={{ width, height }} />;
}

function context2d(canvas: HTMLCanvasElement) {
  return canvas.getContext('2d');
}
