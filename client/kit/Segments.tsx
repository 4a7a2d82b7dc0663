import { useId } from 'react';
import css from './Segments.module.css';

/** One of a few ways: "Row-major | Hilbert". Arrow keys move between them, as in every group of radio buttons. */
export function Segments<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className={css.segments}>
      <legend className="unseen">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? css.on : ''}>
          <input type="radio" name={name} className="unseen" checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
