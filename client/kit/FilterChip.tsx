import type { ReactNode } from 'react';
import css from './Filter.module.css';
import { CrossIcon } from './icons.tsx';

/** A filter that is on or off: "Only problems", or a mark with its count and word. */
export function FilterChip({ on, onChange, children }: { on: boolean; onChange: (on: boolean) => void; children: ReactNode }) {
  return (
    <button type="button" className={`${css.filter} ${css.face} ${on ? css.on : ''}`} aria-pressed={on} onClick={() => onChange(!on)}>
      {on ? <b className={css.content}>{children}</b> : <span className={css.content}>{children}</span>}
      {on && <CrossIcon size={14} />}
    </button>
  );
}
