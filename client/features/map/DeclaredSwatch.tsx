import { useId } from 'react';
import { hatchLines } from '../../draw/hatchLines.ts';

const side = 14;

/** A range outside the cluster as the legend shows it: dashed and hatched, as it is drawn. */
export function DeclaredSwatch() {
  const clip = useId();
  return (
    <svg width={side} height={side} aria-hidden="true">
      <clipPath id={clip}>
        <rect x="1" y="1" width={side - 2} height={side - 2} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {hatchLines({ x: 0, y: 0, width: side, height: side }, 5, false).map((line) => (
          <line key={`${line.x1} ${line.y1}`} {...line} stroke="var(--ink-3)" />
        ))}
      </g>
      <rect x=".5" y=".5" width={side - 1} height={side - 1} fill="none" stroke="var(--ink-3)" strokeDasharray="3 2" />
    </svg>
  );
}
