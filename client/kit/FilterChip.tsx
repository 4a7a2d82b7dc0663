import type { ReactNode } from 'react';
import css from './Filter.module.css';
import { CrossIcon } from './icons.tsx';

/** A filter that is on or off: "Only problems", or a mark with its count and word. */
export function FilterChip({
  on,
  onChange,
  whyNot,
  children,
}: {
  on: boolean;
  onChange: (on: boolean) => void;
  /** Why it cannot be pressed now. */
  whyNot?: string | undefined;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={`${css.filter} ${css.face} ${on ? css.on : ''}`}
      aria-pressed={on}
      disabled={whyNot !== undefined}
      title={whyNot}
      onClick={() => onChange(!on)}
    >
      {on ? <b className={css.content}>{children}</b> : <span className={css.content}>{children}</span>}
      {on && <CrossIcon size={14} />}
    </button>
  );
}
