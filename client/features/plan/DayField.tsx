import { useEffect, useState } from 'react';
import { dayText, parseDay } from '../../../shared/plan/scenario/days.ts';
import css from './Plan.module.css';

/** A day (from 1970-01-01); null is today. A date that is half typed changes nothing yet. */
export function DayField({ label, value, onChange }: { label: string; value: number | null; onChange: (day: number | null) => void }) {
  const [text, setText] = useState(textOf(value));
  useEffect(() => setText(textOf(value)), [value]);
  return (
    <input
      type="date"
      className={css.day}
      aria-label={label}
      value={text}
      min="2000-01-01"
      max="2099-12-31"
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        const day = parseDay(next);
        if (day !== undefined) onChange(day);
      }}
      onBlur={() => {
        if (text === '' && value !== null) onChange(null);
      }}
    />
  );
}

function textOf(value: number | null): string {
  return value === null ? '' : dayText(value);
}
