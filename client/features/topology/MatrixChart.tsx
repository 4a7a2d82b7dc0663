import { type KeyboardEvent, type MouseEvent, memo, type Ref, useId, useState } from 'react';
import type { TopologyMatrix } from '../../../shared/wire/topology.ts';
import { announce } from '../../kit/announce.ts';
import { referenceName } from '../../kit/referenceWords.ts';
import { fitText } from './fitText.ts';
import {
  cellAt,
  cellWidth,
  headOfMatrix,
  type MatrixLayout,
  matrixLayout,
  moveInMatrix,
  nameWidth,
  rowHeight,
  totalWidth,
} from './matrixLayout.ts';
import { matrixCellText } from './matrixWords.ts';
import css from './Topology.module.css';

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Services by node: how many endpoints of which family are there. One stop of the keyboard, like the columns. */
export function MatrixChart({
  label,
  matrix,
  zoom,
  selected,
  onOpen,
  onBack,
  picture,
}: {
  label: string;
  matrix: TopologyMatrix;
  zoom: number;
  selected: Place | null;
  onOpen: (place: Place) => void;
  onBack: () => void;
  picture: Ref<SVGSVGElement>;
}) {
  const hint = useId();
  const [moved, setMoved] = useState<Place | null>(null);
  const layout = matrixLayout(matrix);
  const { rows, nodes } = matrix;
  const scale = zoom / 100;
  const known = (place: Place | null) => (place && place.row < rows.length && place.column < nodes.length ? place : null);
  const current = known(moved) ?? known(selected);
  const press = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = cellAt(layout, rows.length, (event.clientX - box.left) / scale, (event.clientY - box.top) / scale);
    if (!place) return;
    setMoved(place);
    onOpen(place);
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      if (!current) return;
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
    const next = moveInMatrix(event.key, current ?? { row: 0, column: -1 }, rows.length, nodes.length);
    const to = next && { row: next.row, column: Math.max(0, next.column) };
    if (!to || rows.length === 0 || nodes.length === 0) return;
    event.preventDefault();
    setMoved(to);
    announce(matrixCellText(matrix, to));
  };
  // As in MapSheet: a table that one moves in with arrows is a grid.
  const asGrid = { role: 'grid', tabIndex: 0 };
  return (
    <div className={css.sheet} style={{ width: layout.width * scale, height: layout.height * scale }}>
      <svg
        ref={picture}
        aria-hidden="true"
        width={layout.width * scale}
        height={layout.height * scale}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
      >
        <defs>
          <pattern id="none-ready" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="5" height="5" fill="var(--critical-wash)" />
            <rect width="2" height="5" fill="var(--critical)" />
          </pattern>
        </defs>
        <Cells matrix={matrix} layout={layout} />
        {current && (
          <g fill="none" stroke="var(--accent)">
            <rect x={2} y={headOfMatrix + current.row * rowHeight} width={layout.width - 4} height={rowHeight} rx={4} />
            <rect
              x={(layout.xs[current.column] ?? 0) - 1}
              y={headOfMatrix + current.row * rowHeight}
              width={cellWidth - 1}
              height={rowHeight}
              rx={3}
              strokeWidth={2}
            />
          </g>
        )}
      </svg>
      <table
        className={css.keys}
        {...asGrid}
        aria-label={label}
        aria-describedby={hint}
        aria-rowcount={rows.length}
        aria-colcount={nodes.length}
        onKeyDown={key}
        onClick={press}
      >
        <tbody className="unseen">
          <tr aria-rowindex={(current?.row ?? 0) + 1}>
            <td aria-colindex={(current?.column ?? 0) + 1}>{current ? matrixCellText(matrix, current) : 'No cell is selected'}</td>
          </tr>
        </tbody>
      </table>
      <span id={hint} className="unseen">
        Arrow keys move by cell, Home and End to the ends of a row, Page Up and Page Down to the first and last Service. Enter opens a cell,
        Escape goes back. The same endpoints are in the table.
      </span>
    </div>
  );
}

const Cells = memo(function Cells({ matrix, layout }: { matrix: TopologyMatrix; layout: MatrixLayout }) {
  const families = ['IPv4', 'IPv6'] as const;
  return (
    <g fontFamily="var(--sans)" fontSize={12} fill="var(--ink)">
      {layout.zones.map(({ name, x, width }) => (
        <g key={`${name} ${x}`}>
          <text x={x} y={14} fontSize={11} fontWeight={600}>
            {fitText(name, Math.max(width, 60), 6.5)}
          </text>
          <path d={`M${x} 21.5h${width - 3}`} stroke="var(--edge)" />
        </g>
      ))}
      {matrix.nodes.map(({ name }, i) => (
        <text
          key={name}
          fontSize={11}
          fill="var(--ink-2)"
          transform={`translate(${(layout.xs[i] ?? 0) + 16} ${headOfMatrix - 8}) rotate(-58)`}
        >
          {fitText(name, 84, 6, 'end')}
        </text>
      ))}
      {families.map((family, i) => (
        <text key={family} x={layout.end + (i + 1) * totalWidth} y={headOfMatrix - 8} textAnchor="end" fontSize={11} fill="var(--ink-3)">
          {family} ready
        </text>
      ))}
      {matrix.rows.map((row, r) => {
        const y = headOfMatrix + r * rowHeight;
        const at = new Map(row.cells.map((cell) => [cell.node, cell]));
        return (
          <g key={referenceName(row.service)}>
            <text x={8} y={y + 19} fontWeight={500}>
              {fitText(referenceName(row.service), nameWidth - 52, 6.8, 'end')}
            </text>
            {row.families.map((family, i) =>
              family === 'IPv4' ? (
                <rect key={family} x={nameWidth - 34 + i * 14} y={y + 10} width={8} height={8} fill="var(--v4)" />
              ) : (
                <path key={family} d={`M${nameWidth - 30 + i * 14} ${y + 9}l5 5l-5 5l-5-5Z`} fill="var(--v6)" />
              ),
            )}
            {layout.xs.map((x, column) => {
              const cell = at.get(column);
              const shown = families.filter((family) => (cell?.endpoints[family] ?? 0) > 0);
              const height = (rowHeight - 3) / Math.max(1, shown.length);
              return (
                <g key={matrix.nodes[column]?.name}>
                  <rect x={x} y={y + 1.5} width={cellWidth - 3} height={rowHeight - 3} rx={3} fill="var(--paper)" stroke="var(--line)" />
                  {cell &&
                    shown.map((family, i) => {
                      const all = cell.endpoints[family];
                      const none = cell.ready[family] === 0;
                      return (
                        <g key={family}>
                          <rect
                            x={x + 0.5}
                            y={y + 2 + i * height}
                            width={cellWidth - 4}
                            height={height - (shown.length > 1 ? 1.5 : 1)}
                            rx={2.5}
                            fill={none ? 'url(#none-ready)' : family === 'IPv4' ? 'var(--v4)' : 'var(--v6)'}
                            fillOpacity={none ? 1 : Math.min(0.46, 0.16 + 0.06 * Math.log2(all + 1))}
                          />
                          {!none && (
                            <text
                              x={x + cellWidth / 2 - 2}
                              y={y + 2 + i * height + height / 2 + (shown.length > 1 ? 3.5 : 4)}
                              textAnchor="middle"
                              fontSize={shown.length > 1 ? 9.5 : 11.5}
                              fontWeight={600}
                              fill={cell.ready[family] < all ? 'var(--critical)' : 'var(--ink)'}
                            >
                              {cell.ready[family] < all ? `${cell.ready[family]}/${all}` : all}
                            </text>
                          )}
                        </g>
                      );
                    })}
                </g>
              );
            })}
            {families.map((family, i) => {
              const has = row.endpoints[family] > 0 || row.families.includes(family);
              const silent = row.silent.includes(family);
              return (
                <text
                  key={family}
                  x={layout.end + (i + 1) * totalWidth}
                  y={y + 19}
                  textAnchor="end"
                  fontWeight={silent ? 600 : 400}
                  fill={silent ? 'var(--critical)' : has ? 'var(--ink)' : 'var(--ink-3)'}
                >
                  {has ? `${row.ready[family].toLocaleString('en')} / ${row.endpoints[family].toLocaleString('en')}` : '–'}
                </text>
              );
            })}
          </g>
        );
      })}
    </g>
  );
});
