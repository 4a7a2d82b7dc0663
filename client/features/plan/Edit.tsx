import type { ReactNode } from 'react';
import css from './Plan.module.css';

/** One edit of a scenario: what it is of, what it is today, what it is changed to, the controls, and what the answer says about it. */
export function Edit({
  label,
  today,
  value,
  word = 'was',
  hint,
  children,
}: {
  label: ReactNode;
  today: ReactNode;
  /** Null: not changed. */
  value: ReactNode | null;
  /** Between what it is changed to and what it is today. */
  word?: string;
  hint?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section className={css.edit}>
      <header className={css.editHead}>
        <h3 className={css.editLabel}>{label}</h3>
        <span className={css.editValue}>
          {value === null ? (
            <strong>{today}</strong>
          ) : (
            <>
              <b className={css.changed}>{value}</b> {word} {today}
            </>
          )}
        </span>
      </header>
      {children}
      {hint && <div className={css.hint}>{hint}</div>}
    </section>
  );
}
