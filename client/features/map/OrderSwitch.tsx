import { useId } from 'react';
import type { Order } from '../../draw/sheet.ts';
import css from './OrderSwitch.module.css';

const words: Readonly<Record<Order, string>> = { rows: 'Row-major', hilbert: 'Hilbert' };

/** The order of the cells: row by row, where an address' own digits say where it stands, or along a Hilbert curve, where neighbours stay together. */
export function OrderSwitch({ order, onChange, whyNot }: { order: Order; onChange: (order: Order) => void; whyNot: string | null }) {
  const name = useId();
  const reason = useId();
  return (
    <fieldset
      className={css.switch}
      disabled={whyNot !== null}
      aria-describedby={whyNot === null ? undefined : reason}
      title={whyNot ?? undefined}
    >
      <legend className="unseen">Order of the cells</legend>
      {(['rows', 'hilbert'] as const).map((value) => (
        <label key={value} className={css.choice}>
          <input
            type="radio"
            className="unseen"
            name={name}
            checked={(whyNot === null ? order : 'rows') === value}
            onChange={() => onChange(value)}
          />
          <span>{words[value]}</span>
        </label>
      ))}
      {whyNot !== null && (
        <span id={reason} className="unseen">
          {whyNot}
        </span>
      )}
    </fieldset>
  );
}
