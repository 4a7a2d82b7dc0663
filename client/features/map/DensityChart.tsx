import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { type Family, formatAddress } from '../../../shared/net/address.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { densityBins } from '../../draw/densityBins.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { useWidth } from '../../kit/useWidth.ts';
import css from './DensityChart.module.css';
import type { Bin } from './serviceBands.ts';

const height = 168;
const axisWidth = 40;

/** How full each bin of the dynamic band is. A press on a bar opens its addresses; by keyboard the table has the same rows. */
export function DensityChart({
  bins,
  family,
  capacity,
  last,
  pool,
}: {
  bins: readonly Bin[];
  family: Family;
  capacity: bigint;
  last: string;
  pool: string;
}) {
  const field = useRef<HTMLDivElement>(null);
  const width = Math.max(120, useWidth(field, 660) - axisWidth);
  const counts = bins.map((bin) => bin.inUse);
  const chart = densityBins(counts, Number(capacity), width, height);
  const fullest = Math.max(0, ...counts);
  const emptiest = counts.length === 0 ? 0 : Math.min(...counts);
  const summary = `Fullest bin ${formatCount(fullest).short}${family === 'IPv4' ? ` of ${formatCount(capacity).short}` : ''}, emptiest ${formatCount(emptiest).short}`;
  return (
    <div ref={field}>
      <svg
        width={width + axisWidth}
        height={height + 24}
        // For the pointer: the words below say the same, and the table has every address.
        aria-hidden="true"
        className={css.chart}
      >
        <g transform="translate(0 2)">
          {chart.ticks.map((tick) => (
            <g key={tick.value}>
              <line x1="0" x2={width} y1={tick.y} y2={tick.y} stroke="var(--line)" />
              <text x={width + 8} y={tick.y + 4}>
                {formatCount(Math.round(tick.value)).short}
              </text>
            </g>
          ))}
          {chart.bars.map((bar, index) => {
            const bin = bins[index];
            if (!bin) return null;
            const name = formatCidr(bin.cidr);
            return (
              <Link key={name} className={css.bin} to="/map" search={{ cidr: name, pool }} tabIndex={-1}>
                <title>{`${name}: ${formatCount(bin.inUse).short} in use`}</title>
                <rect x={bar.x} y="0" width={bar.width} height={height} fill="transparent" />
                <rect {...bar} className={css.bar} fill={family === 'IPv4' ? 'var(--v4)' : 'var(--v6)'} />
              </Link>
            );
          })}
          <line x1="0" x2={width} y1={height + 0.5} y2={height + 0.5} stroke="var(--edge)" />
          {bins[0] && (
            <text y={height + 18} className={css.address}>
              {formatAddress(bins[0].cidr)}
            </text>
          )}
          <text x={width} y={height + 18} textAnchor="end" className={css.address}>
            {last}
          </text>
        </g>
      </svg>
      <p className="dim s12">{summary}: allocation is random, so neighbours say nothing about owners.</p>
    </div>
  );
}
