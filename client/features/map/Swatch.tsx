import { type ReactNode, useId } from 'react';
import type { Shade } from '../../draw/cellShade.ts';
import { hatchLines } from '../../draw/hatchLines.ts';
import type { LegendEntry } from '../../draw/legendCounts.ts';

const side = 14;

/** A cell as the legend shows it: the same fill, outline and hatch as on the map. */
export function Swatch({ shade, freeDashed }: { shade: LegendEntry['shade']; freeDashed: boolean }) {
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
        stroke={shade === 'conflict' || shade === 'leaked' ? 'var(--critical)' : 'var(--edge)'}
        strokeDasharray={shade === 'free' && freeDashed ? '2 3' : undefined}
        strokeOpacity={shade === 'outside' ? 0.3 : 0.8}
      />
      <g clipPath={`url(#${clip})`}>{hatchOf(shade)}</g>
      {shade === 'terminating' && <circle cx="7" cy="7" r="3" fill="none" stroke="var(--ink-3)" strokeWidth="1.4" />}
    </svg>
  );
}

function fillOf(shade: Shade): string {
  if (typeof shade === 'number') return `var(--ramp-${shade})`;
  if (shade === 'inUse') return 'var(--ramp-5)';
  if (shade === 'free') return 'var(--paper)';
  return shade === 'outside' ? 'var(--sunk)' : 'var(--surface)';
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
