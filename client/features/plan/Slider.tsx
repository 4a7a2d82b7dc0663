import type { CSSProperties } from 'react';
import { formatCount } from '../../kit/formatCount.ts';
import { NumberField } from './NumberField.tsx';
import css from './Plan.module.css';

/** A number by slider, or exactly by a field, which takes numbers beyond the slider's ends, too. */
export function Slider({
  label,
  value,
  from,
  to,
  step = 1,
  least,
  most,
  ticks,
  prefix = '',
  onChange,
}: {
  label: string;
  value: number;
  from: number;
  to: number;
  step?: number;
  /** Of the field. */
  least: number;
  most: number;
  /** Marks below the slider, at their numbers. */
  ticks: readonly number[];
  /** Before each number: "/" */
  prefix?: string;
  onChange: (value: number) => void;
}) {
  const share = (number: number) => (to === from ? 0 : Math.min(1, Math.max(0, (number - from) / (to - from))));
  return (
    <div className={css.slider}>
      <span className={css.track}>
        <input
          type="range"
          aria-label={label}
          aria-valuetext={`${prefix}${formatCount(value).short}`}
          min={from}
          max={to}
          step={step}
          value={Math.min(to, Math.max(from, value))}
          style={{ '--share': share(value) } as CSSProperties}
          onChange={(event) => onChange(Number(event.currentTarget.value))}
        />
        <span className={css.ticks} aria-hidden="true">
          {ticks.map((tick) => (
            <span key={tick} style={{ '--at': share(tick) } as CSSProperties}>
              {prefix}
              {formatCount(tick).short}
            </span>
          ))}
        </span>
      </span>
      <NumberField
        label={`${label}, exactly`}
        value={value}
        least={least}
        most={most}
        prefix={prefix}
        onChange={(next) => onChange(next ?? value)}
      />
    </div>
  );
}
