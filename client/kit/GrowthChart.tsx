import { useId, useMemo, useRef } from 'react';
import type { Family } from '../../shared/net/address.ts';
import { growthChart, type LimitLine } from '../draw/growthChart.ts';
import { daysShown } from '../draw/growthDomain.ts';
import { growthRows } from '../draw/growthRows.ts';
import { type GrowthSeries, readSeries } from '../draw/growthSeries.ts';
import { formatDay } from './formatDate.ts';
import css from './GrowthChart.module.css';
import { GrowthTable } from './GrowthTable.tsx';
import { growthWords, limitWords } from './growthWords.ts';
import { useWidth } from './useWidth.ts';

/**
 * How something grows towards its limit: the past, the forecast with its band, the limit, and the same in a scenario, if there is one.
 * In words for those who do not see it, and as a table on demand.
 */
export function GrowthChart({
  name,
  family,
  series,
  days,
  limitNames = {},
  height = 214,
  explains = false,
}: {
  /** "IPv4 nodes with a block" */
  name: string;
  family: Family;
  series: GrowthSeries;
  /** The first and the last day (from 1970-01-01), where several charts show the same days. */
  days?: readonly [number, number] | undefined;
  /** What the limits are called: "capacity" and "in the scenario" unless said. */
  limitNames?: { readonly now?: string; readonly scenario?: string } | undefined;
  height?: number;
  /** Says below what an arrow is: where no key does. */
  explains?: boolean;
}) {
  const field = useRef<HTMLDivElement>(null);
  const clip = useId();
  const width = useWidth(field, 480);
  const read = useMemo(() => readSeries(series), [series]);
  const shown = useMemo(() => days ?? daysShown([read]), [days, read]);
  const chart = useMemo(() => growthChart(read, { width, height, days: shown }), [read, width, height, shown]);
  const rows = useMemo(() => growthRows(read, shown), [read, shown]);
  const mark = family === 'IPv4' ? 'var(--v4)' : 'var(--v6)';
  const { plot } = chart;
  const colourOf = (of: 'now' | 'scenario') => (of === 'now' ? 'var(--ink)' : 'var(--accent)');
  return (
    <div ref={field} className={css.chart}>
      <svg width={width} height={height} role="img" aria-label={growthWords(name, series)}>
        <clipPath id={clip}>
          <rect x={plot.left} y={plot.top - 2} width={plot.right - plot.left} height={plot.bottom - plot.top + 2} />
        </clipPath>
        {chart.values.map(({ y, value, text }) => (
          <g key={value}>
            <line x1={plot.left} x2={plot.right} y1={y} y2={y} stroke="var(--line)" />
            <text x={width} y={y + 4} textAnchor="end">
              {text}
            </text>
          </g>
        ))}
        {chart.days.map(({ day, x, text }) => (
          <g key={day}>
            <line x1={x} x2={x} y1={plot.bottom} y2={plot.bottom + 4} stroke="var(--edge)" />
            <text x={x + 4} y={height - 6}>
              {text}
            </text>
          </g>
        ))}
        <line x1={plot.left} x2={plot.right} y1={plot.bottom + 0.5} y2={plot.bottom + 0.5} stroke="var(--edge)" />
        <g clipPath={`url(#${clip})`}>
          {chart.band && <path d={chart.band} fill={family === 'IPv4' ? 'var(--v4-wash)' : 'var(--v6-wash)'} fillOpacity=".75" />}
          {chart.forecast && <path d={chart.forecast} className={css.forecast} stroke={mark} />}
          {chart.scenario && <path d={chart.scenario} className={css.line} />}
          {chart.alive && <path d={chart.alive} className={css.alive} stroke={mark} />}
          {chart.history && <path d={chart.history} className={css.history} stroke={mark} />}
          {chart.lone.map(({ x, y }) => (
            <circle key={x} cx={x} cy={y} r="1.8" fill={mark} />
          ))}
          {chart.jumps.map(({ x, y, day, by }) => (
            <path key={day} d={jumpPath(x, y + 24 < plot.bottom ? y + 18 : y - 18, by > 0 ? 1 : -1)} className={css.jump}>
              <title>{`${formatDay(day)}: ${by > 0 ? 'up' : 'down'} by ${Math.round(Math.abs(by)).toLocaleString('en')} at once, which is no growth`}</title>
            </path>
          ))}
        </g>
        <line x1={chart.todayX} x2={chart.todayX} y1={plot.top} y2={plot.bottom} className={css.today} />
        <text x={chart.todayLabel.x} y={chart.todayLabel.y} textAnchor={chart.todayLabel.anchor} className={css.halo}>
          today
        </text>
        {chart.limits.map((limit) => (
          <g key={limit.of}>
            <path d={limit.path} fill="none" stroke={colourOf(limit.of)} strokeWidth="1.5" />
            {limit.offScale && (
              <path
                d={`m${limit.offScale.x - 5} ${limit.offScale.y - 6} 5-7 5 7`}
                fill="none"
                stroke={colourOf(limit.of)}
                strokeWidth="1.5"
              />
            )}
          </g>
        ))}
        {chart.limits.map((limit) => (
          <g key={limit.of}>
            <text x={limit.label.x} y={limit.label.y} textAnchor={limit.label.anchor} className={`${css.limit} ${css[limit.of]}`}>
              {nameOf(limit, limitNames[limit.of])}
            </text>
          </g>
        ))}
        {chart.crossings.map(({ of, x, y, day, label }) => (
          <g key={of}>
            <circle cx={x} cy={y} r="4" fill="var(--surface)" stroke={of === 'now' ? mark : 'var(--accent)'} strokeWidth="2.2" />
            <text x={label.x} y={label.y} textAnchor={label.anchor} className={`${css.date} ${css[of]}`}>
              {formatDay(day)}
            </text>
          </g>
        ))}
      </svg>
      {explains && chart.jumps.length > 0 && (
        <p className="dim s12">An arrow marks what came or went all at once: it is not counted as growth.</p>
      )}
      <GrowthTable name={name} rows={rows} withScenario={series.scenario !== null} />
    </div>
  );
}

/** An arrow up (1) or down (-1) around a place. */
function jumpPath(x: number, y: number, way: 1 | -1): string {
  return `M${x} ${y - 5}v10M${x - 4} ${y - way}l4 ${-4 * way} 4 ${4 * way}`;
}

/** The longest name of a limit that has room. */
function nameOf(limit: LimitLine, name: string | undefined): string {
  const names = limitWords(limit.of, limit.limit, limit.offScale !== null, name);
  return names.find((one) => one.length <= limit.letters) ?? names.at(-1) ?? '';
}
