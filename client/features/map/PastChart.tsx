import { useId, useMemo, useRef, useState } from 'react';
import type { PoolHistory } from '../../../shared/wire/history.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { pastChart, pastPoints } from '../../draw/pastChart.ts';
import { ChartTable } from '../../kit/ChartTable.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { formatMoment, formatShortDay } from '../../kit/formatDate.ts';
import { useWidth } from '../../kit/useWidth.ts';
import { markWords } from './markWords.ts';
import css from './PastChart.module.css';

const height = 150;
const day = 86_400_000;

/** How much of a pool was taken, over a while: gaps are gaps, hatched where it is known why; as a table, too. */
export function PastChart({ history, pool }: { history: PoolHistory; pool: Pick<Pool, 'family'> }) {
  const field = useRef<HTMLDivElement>(null);
  const hatch = useId();
  const width = useWidth(field, 270);
  const now = Date.parse(history.to);
  const isShort = now - Date.parse(history.from) <= 2 * day;
  const chart = useMemo(
    () =>
      pastChart(history, {
        width,
        height,
        textOf: (at) => (isShort ? formatMoment(at, now)?.slice(-5) : formatShortDay(at)) ?? '',
      }),
    [history, width, isShort, now],
  );
  const mark = pool.family === 'IPv4' ? 'var(--v4)' : 'var(--v6)';
  const { plot } = chart;
  return (
    <div ref={field} className={css.chart}>
      <svg width={width} height={height} role="img" aria-label={pastWords(history)}>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y1="0" y2="6" stroke="var(--hatch)" />
        </pattern>
        {chart.values.map(({ value, y }) => (
          <g key={value}>
            <line x1={plot.left} x2={plot.right} y1={y} y2={y} stroke="var(--line)" />
            <text x={width} y={y + 4} textAnchor="end">
              {formatCount(value).short}
            </text>
          </g>
        ))}
        {chart.marks.map(({ kind, from, x, width: wide }) => (
          <rect key={`${kind} ${from}`} x={x} y={plot.top} width={wide} height={plot.bottom - plot.top} fill={`url(#${hatch})`}>
            <title>{markWords[kind as keyof typeof markWords]}</title>
          </rect>
        ))}
        {chart.times.map(({ at, x, text }) => (
          <g key={at}>
            <line x1={x} x2={x} y1={plot.bottom} y2={plot.bottom + 4} stroke="var(--edge)" />
            <text x={x + 4} y={height - 6}>
              {text}
            </text>
          </g>
        ))}
        <line x1={plot.left} x2={plot.right} y1={plot.bottom + 0.5} y2={plot.bottom + 0.5} stroke="var(--edge)" />
        <path d={chart.band} fill={pool.family === 'IPv4' ? 'var(--v4-wash)' : 'var(--v6-wash)'} />
        <path d={chart.line} className={css.line} stroke={mark} />
        {chart.lone.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r="1.8" fill={mark} />
        ))}
        {chart.limit && (
          <>
            <line x1={plot.left} x2={plot.right} y1={chart.limit.y} y2={chart.limit.y} stroke="var(--ink)" strokeWidth="1.5" />
            <text x={plot.left} y={chart.limit.y - 4} className={css.limit}>
              capacity {formatCount(chart.limit.value).short}
            </text>
          </>
        )}
      </svg>
      <p className="ink2">{pastWords(history)}</p>
      <PastTable history={history} />
    </div>
  );
}

/** Rows only once they are asked for: there may be hundreds. */
function PastTable({ history }: { history: PoolHistory }) {
  const [isOpen, setOpen] = useState(false);
  const now = Date.parse(history.to);
  return (
    <ChartTable name="The past, as a table" heads={['From', 'Most', 'Least', 'Of']} onOpen={setOpen}>
      {(isOpen ? pastPoints(history) : []).toReversed().map(({ at, most, least, limit }) => (
        <tr key={at}>
          <th scope="row">{formatMoment(at, now)}</th>
          <td>{formatCount(most).short}</td>
          <td>{formatCount(least).short}</td>
          <td>{limit === null ? 'unknown' : formatCount(limit).short}</td>
        </tr>
      ))}
    </ChartTable>
  );
}

function pastWords(history: PoolHistory): string {
  const points = pastPoints(history);
  if (points.length === 0) return 'Nothing was counted in this time.';
  const most = points.reduce((max, point) => Math.max(max, point.most), 0);
  const least = points.reduce((min, point) => Math.min(min, point.least), Number.POSITIVE_INFINITY);
  const span = least === most ? formatCount(most).short : `${formatCount(least).short} to ${formatCount(most).short}`;
  const limit = points.at(-1)?.limit ?? null;
  const unit = history.points.at(-1)?.limit === 'blocks' ? 'blocks' : 'addresses';
  return `${span}${limit === null ? '' : ` of ${formatCount(limit).short}`} ${unit} taken${history.imported ? ', some of it counted by kube-state-metrics' : ''}${history.made ? ', some of it made up for the demo' : ''}.`;
}
