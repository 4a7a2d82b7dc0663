import { type KeyboardEvent, type MouseEvent, memo, type PointerEvent, type Ref, useId, useMemo, useRef, useState } from 'react';
import type { TopologyEdge } from '../../../shared/wire/topology.ts';
import { flowPath } from '../../draw/topologyLayout.ts';
import { announce } from '../../kit/announce.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { FlowEntry } from './FlowEntry.tsx';
import { litPath } from './litPath.ts';
import { moveInColumns } from './moves.ts';
import { entryAt, flowTop, isDetailed, type Scene } from './scene.ts';
import css from './Topology.module.css';
import { columnNames, columnOrder, isBroken, spokenEntry } from './words.ts';

/**
 * The columns as SVG, for what is drawn is bounded by the answer. One stop of the keyboard: arrows move along columns and between
 * them, Enter opens, Escape goes back; a live region speaks. Of the picture only the current entry exists for readers of the screen;
 * the table is its twin.
 */
export function FlowChart({
  label,
  scene,
  zoom,
  selected,
  onOpen,
  onBack,
  picture,
}: {
  label: string;
  scene: Scene;
  /** In percent. */
  zoom: number;
  /** The entry whose panel is open. */
  selected: string | null;
  onOpen: (id: string) => void;
  onBack: () => void;
  /** The element to export. */
  picture: Ref<SVGSVGElement>;
}) {
  const hint = useId();
  const keys = useRef<HTMLTableElement>(null);
  const [hover, setHover] = useState<string | null>(null);
  const [moved, setMoved] = useState<string | null>(null);
  const known = (id: string | null) => (id !== null && scene.byId.has(id) ? id : null);
  const current = known(moved) ?? known(selected);
  const shown = known(hover) ?? current;
  const { flow, byId, answer } = scene;
  const ties = useMemo(() => new Set(answer.edges.flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`])), [answer]);
  const scale = zoom / 100;

  const at = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return entryAt(scene, (event.clientX - box.left) / scale, (event.clientY - box.top) / scale);
  };
  const point = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType !== 'touch') setHover(at(event));
  };
  const press = (event: MouseEvent<HTMLElement>) => {
    const id = at(event);
    if (id === null) return;
    setMoved(id);
    onOpen(id);
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      if (current === null) return;
      event.preventDefault();
      onOpen(current);
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      setMoved(null);
      onBack();
      return;
    }
    const next = moveInColumns(event.key, current, flow.order, flow.boxes, (a, b) => ties.has(`${a} ${b}`));
    const entry = next === undefined ? undefined : byId.get(next);
    if (next === undefined || !entry) return;
    event.preventDefault();
    setHover(null);
    setMoved(next);
    announce(spokenEntry(entry));
    const box = flow.boxes.get(next);
    if (box) reveal(keys.current, box.x * scale, (box.y + flowTop) * scale, box.width * scale, box.height * scale);
  };
  const entry = current === null ? undefined : byId.get(current);
  const column = entry ? columnOrder.indexOf(entry.column) : 0;
  const row = entry ? (flow.order[column]?.indexOf(entry.id) ?? 0) : 0;
  // As in MapSheet: a table that one moves in with arrows is a grid (ARIA in HTML, APG grid pattern); the linter's list lacks it.
  const asGrid = { role: 'grid', tabIndex: 0 };
  const lit = shown === null ? null : shown;
  return (
    <div className={css.sheet} style={{ width: scene.width * scale, height: scene.height * scale }}>
      <svg
        ref={picture}
        aria-hidden="true"
        width={scene.width * scale}
        height={scene.height * scale}
        viewBox={`0 0 ${scene.width} ${scene.height}`}
      >
        <Drawn scene={scene} />
        {lit !== null && <Lit scene={scene} id={lit} />}
      </svg>
      <table
        ref={keys}
        className={css.keys}
        {...asGrid}
        aria-label={label}
        aria-describedby={hint}
        aria-rowcount={Math.max(1, ...flow.order.map((ids) => ids.length))}
        aria-colcount={columnOrder.length}
        onKeyDown={key}
        onClick={press}
        onPointerMove={point}
        onPointerLeave={() => setHover(null)}
      >
        <tbody className="unseen">
          <tr aria-rowindex={row + 1}>
            <td aria-colindex={column + 1}>{entry ? spokenEntry(entry) : 'Nothing is selected'}</td>
          </tr>
        </tbody>
      </table>
      <span id={hint} className="unseen">
        Up and down move within a column, left and right along the path, Home and End to the ends of a column. Enter opens, Escape goes
        back. The same paths are in the table.
      </span>
    </div>
  );
}

/** Everything but what is lit: drawn once for an answer and a width. */
const Drawn = memo(function Drawn({ scene }: { scene: Scene }) {
  const { answer, flow, byId, loud, columns } = scene;
  const detailed = isDetailed(answer.nodes);
  const fed = useMemo(
    () => new Set(answer.edges.flatMap(({ from, to }) => (loud.has(from) && byId.get(from)?.column === 'slice' ? [to] : []))),
    [answer, loud, byId],
  );
  return (
    <>
      {columnOrder.map((column, i) => {
        const at = columns[i] ?? { x: 0, width: 0 };
        const count = answer.nodes.reduce((sum, entry) => sum + (entry.column === column ? entry.objects : 0), 0);
        return (
          <g key={column} fontFamily="var(--sans)" fontSize={11} fontWeight={500} fill="var(--ink-3)">
            <text x={at.x} y={14}>
              {columnNames[column]}
            </text>
            <text x={at.x + at.width} y={14} textAnchor="end">
              {formatCount(count).short}
            </text>
          </g>
        );
      })}
      <g transform={`translate(0 ${flowTop})`}>
        <g fill="none">
          {answer.edges.map((edge, i) => (
            <path
              key={`${edge.from} ${edge.to}`}
              d={flowPath(flow.ways[i] ?? [])}
              stroke={edgeColor(edge, loud)}
              strokeOpacity={loud.has(edge.to) ? 1 : 0.4}
              strokeWidth={edgeWidth(edge)}
              strokeDasharray={isBroken(edge) ? '4 3' : undefined}
            />
          ))}
        </g>
        {answer.nodes.map((entry) => {
          const box = flow.boxes.get(entry.id);
          return (
            box && (
              <FlowEntry key={entry.id} entry={entry} box={box} loud={loud.has(entry.id)} fed={fed.has(entry.id)} detailed={detailed} />
            )
          );
        })}
      </g>
    </>
  );
});

/** The whole path of one entry, over the drawing. */
function Lit({ scene, id }: { scene: Scene; id: string }) {
  const { answer, flow } = scene;
  const { nodes, edges } = useMemo(() => litPath(answer.edges, id), [answer, id]);
  return (
    <g transform={`translate(0 ${flowTop})`} fill="none" stroke="var(--accent)" data-lit={nodes.size}>
      {[...edges].map((at) => {
        const edge = answer.edges[at];
        return edge && <path key={at} d={flowPath(flow.ways[at] ?? [])} strokeWidth={Math.max(1.6, edgeWidth(edge))} strokeOpacity={0.9} />;
      })}
      {[...nodes].map((one) => {
        const box = flow.boxes.get(one);
        return (
          box && (
            <rect
              key={one}
              x={box.x + 0.5}
              y={box.y + 0.5}
              width={box.width - 1}
              height={box.height - 1}
              rx={4}
              fill="var(--accent)"
              fillOpacity={one === id ? 0.14 : 0.05}
              strokeWidth={one === id ? 2 : 1.3}
            />
          )
        );
      })}
    </g>
  );
}

function edgeColor({ family, state, to }: TopologyEdge, loud: ReadonlySet<string>): string {
  if (loud.has(to)) return 'var(--critical)';
  if (state === 'notReady' || state === 'terminating') return 'var(--warning)';
  return family === 'IPv4' ? 'var(--v4)' : family === 'IPv6' ? 'var(--v6)' : 'var(--edge)';
}

/** One endpoint is a hairline; a thousand are four. */
function edgeWidth({ count }: Pick<TopologyEdge, 'count'>): number {
  return Math.min(4, 1 + 0.4 * Math.log2(Math.max(1, count)));
}

/** Brings a box of the picture into sight, in the nearest thing that scrolls. */
function reveal(element: HTMLElement | null, x: number, y: number, width: number, height: number): void {
  const scroller = element?.closest<HTMLElement>('[data-scroller]');
  if (!element || !scroller) return;
  const [outer, inner] = [scroller.getBoundingClientRect(), element.getBoundingClientRect()];
  const left = inner.left + x - outer.left;
  const top = inner.top + y - outer.top;
  const edge = 24;
  if (left < edge) scroller.scrollLeft += left - edge;
  else if (left + width > outer.width - edge) scroller.scrollLeft += left + width - outer.width + edge;
  if (top < edge) scroller.scrollTop += top - edge;
  else if (top + height > outer.height - edge) scroller.scrollTop += top + height - outer.height + edge;
}
