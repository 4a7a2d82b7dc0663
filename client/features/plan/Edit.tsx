import type { ReactNode } from 'react';
import css from './Plan.module.css';

/** One edit of a scenario: what it is of, what it is today, what it is changed to, the controls, and what the answer says about it. */
export function Edit({
  label,
  today,
  value,
  hint,
  children,
}: {
  label: ReactNode;
  today: ReactNode;
  /** Null: not changed. */
  value: ReactNode | null;
  hint?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section className={css.edit}>
      <header className={css.editHead}>
        <h3 className={css.editLabel}>{label}</h3>
        <span className={css.editValue}>
          {value === null ? (
            <>
              <strong>{today}</strong>, as today
            </>
          ) : (
            <>
              <b className={css.changed}>{value}</b> was {today}
            </>
          )}
        </span>
      </header>
      {children}
      {hint && <div className={css.hint}>{hint}</div>}
    </section>
  );
}
