import { useEffect, useState } from 'react';
import { formatCount } from '../../kit/formatCount.ts';
import css from './Plan.module.css';

/**
 * A number to type. While what stands there is no number within bounds it is marked, and the last good one holds. `value` null: empty,
 * which `placeholder` explains.
 */
export function NumberField({
  label,
  value,
  least,
  most,
  prefix = '',
  placeholder,
  whole = true,
  onChange,
}: {
  label: string;
  value: number | null;
  least: number;
  most: number;
  prefix?: string;
  placeholder?: string;
  whole?: boolean;
  onChange: (value: number | null) => void;
}) {
  const [text, setText] = useState(textOf(value));
  const typed = text.trim() === '' ? null : Number(text);
  const isGood = typed === null ? placeholder !== undefined : typed >= least && typed <= most && (!whole || Number.isInteger(typed));
  useEffect(() => {
    // What comes from elsewhere replaces what stands here, but not another spelling of the same number.
    setText((now) => (Number(now) === value && now.trim() !== '' ? now : textOf(value)));
  }, [value]);
  return (
    <span className={css.number}>
      {prefix}
      <input
        type="number"
        aria-label={label}
        aria-invalid={!isGood}
        title={
          isGood ? undefined : `${whole ? 'A whole number' : 'A number'} from ${formatCount(least).short} to ${formatCount(most).short}`
        }
        min={least}
        max={most}
        step={whole ? 1 : 'any'}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          const number = next.trim() === '' ? null : Number(next);
          if (number === null ? placeholder !== undefined : number >= least && number <= most && (!whole || Number.isInteger(number)))
            onChange(number);
        }}
        onBlur={() => {
          if (!isGood) setText(textOf(value));
        }}
      />
    </span>
  );
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}
