import { type ReactNode, useId } from 'react';
import type { Gravity, Shade } from '../../draw/cellShade.ts';
import { gravityMark, isGravity } from '../../draw/gravityMark.ts';
import { groupLetter } from '../../draw/groupLetter.ts';
import { hatchLines } from '../../draw/hatchLines.ts';
import type { LegendEntry } from '../../draw/legendCounts.ts';
import { groundBehindAddresses } from '../../draw/paintSheet.ts';
import { usePalette } from './usePalette.ts';

const side = 14;

/** A cell as the legend shows it: the same fill, outline, hatch, letter and mark as on the map. */
export function Swatch({
  shade,
  freeDashed,
  pale = false,
}: {
  shade: LegendEntry['shade'];
  freeDashed: boolean;
  /** As cells are behind the addresses inside them. */
  pale?: boolean;
}) {
  const clip = useId();
  if (shade === 'leftOut') {
    return (
      <svg width={side} height={side} aria-hidden="true">
        <path d="M0 4 3.5 6 7 4 10.5 6 14 4M0 10 3.5 8 7 10 10.5 8 14 10" fill="none" stroke="var(--edge)" />
      </svg>
    );
  }
  return (
    <svg width={side} height={side} aria-hidden="true">
      <clipPath id={clip}>
        <rect x="1" y="1" width={side - 2} height={side - 2} />
      </clipPath>
      <rect
        x=".5"
        y=".5"
        width={side - 1}
        height={side - 1}
        rx="1.5"
        fill={fillOf(shade)}
        fillOpacity={pale ? groundBehindAddresses : 1}
        stroke={edgeOf(shade)}
        strokeDasharray={shade === 'free' && freeDashed ? '2 3' : undefined}
        strokeOpacity={shade === 'outside' || shade === 'groupNone' ? 0.3 : 0.8}
      />
      <g clipPath={`url(#${clip})`}>{hatchOf(shade)}</g>
      <Letter shade={shade} pale={pale} />
      {isGravity(shade) && <Mark gravity={shade} />}
      {shade === 'terminating' && <circle cx="7" cy="7" r="3" fill="none" stroke="var(--ink-3)" strokeWidth="1.4" />}
    </svg>
  );
}

function fillOf(shade: Shade): string {
  if (typeof shade === 'number') return `var(--ramp-${shade})`;
  if (shade === 'inUse') return 'var(--ramp-5)';
  if (shade === 'free' || shade === 'groupNone') return 'var(--paper)';
  if (shade === 'critical' || shade === 'warning') return `var(--${shade}-wash)`;
  if (/^group[1-8]$/.test(shade)) return `var(--group-${shade.slice(5)})`;
  return shade === 'outside' ? 'var(--sunk)' : 'var(--surface)';
}

function edgeOf(shade: Shade): string {
  if (shade === 'conflict' || shade === 'leaked' || shade === 'critical') return 'var(--critical)';
  return shade === 'warning' ? 'var(--warning)' : 'var(--edge)';
}

function Letter({ shade, pale }: { shade: Shade; pale: boolean }) {
  const palette = usePalette();
  const letter = groupLetter(shade);
  if (!letter) return null;
  const ink = (pale ? undefined : palette.onGroups[shade as keyof typeof palette.onGroups]) ?? 'var(--ink-2)';
  return (
    <text x={side / 2} y={side / 2 + 3.5} textAnchor="middle" fontSize="10" fontWeight="600" fill={ink}>
      {letter}
    </text>
  );
}

function Mark({ gravity }: { gravity: Gravity }) {
  const { corners, filled } = gravityMark(gravity, side / 2, side / 2, 8.5);
  const colour = gravity === 'info' ? 'var(--ink-3)' : `var(--${gravity})`;
  if (corners.length === 0) return <circle cx={side / 2} cy={side / 2} r="2.2" fill={colour} />;
  return (
    <polygon
      points={corners.map((corner) => corner.join()).join(' ')}
      fill={filled ? colour : 'none'}
      stroke={filled ? undefined : colour}
      strokeWidth="1.3"
    />
  );
}

function hatchOf(shade: Shade): ReactNode {
  const hatch = {
    reserved: ['var(--hatch)', 1],
    conflict: ['var(--critical)', 2],
    leaked: ['var(--critical)', 2],
    unknown: ['var(--edge)', 1],
  } as const;
  if (typeof shade === 'number' || !(shade in hatch)) return null;
  const [colour, width] = hatch[shade as keyof typeof hatch];
  const rising = shade === 'reserved' || shade === 'leaked';
  return hatchLines({ x: 0, y: 0, width: side, height: side }, 4, rising).map((line) => (
    <line key={`${line.x1} ${line.y1}`} {...line} stroke={colour} strokeWidth={width} />
  ));
}
