import type { Family } from '../../shared/net/address.ts';
import { barWidth } from './barWidth.ts';
import { fraction } from './fraction.ts';
import css from './TwoBar.module.css';

export interface TwoBarProps {
  family: Family;
  /** What the whole bar stands for, as a count. */
  total: string | number;
  /** The pale band. Null: there is no such thing, or it is unknown. */
  handedOut: string | number | null;
  /** The solid line. Null: unknown. */
  inUse: string | number | null;
  /** What binds before the whole does (maxPods), as a count; drawn as a tick. */
  tick?: number | null | undefined;
  /** What the bar says, in words. */
  label: string;
}

/** Two numerators over one whole: the pale band is handed out, the line is in use, the tick is what binds. */
export function TwoBar({ family, total, handedOut, inUse, tick, label }: TwoBarProps) {
  const band = fraction(handedOut, total);
  const line = fraction(inUse, total);
  const mark = fraction(tick, total);
  return (
    <div className={`${css.bar} ${family === 'IPv4' ? css.v4 : css.v6}`} role="img" aria-label={label}>
      {band !== null && <span className={css.band} style={{ width: barWidth(band) }} />}
      {line !== null && <span className={css.line} style={{ width: barWidth(line) }} />}
      {mark !== null && <span className={css.tick} style={{ left: `${mark * 100}%` }} />}
    </div>
  );
}
