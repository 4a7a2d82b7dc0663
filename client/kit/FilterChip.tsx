import css from './Filter.module.css';
import { CrossIcon } from './icons.tsx';

/** A filter that is on or off: "Only problems". */
export function FilterChip({ on, onChange, children }: { on: boolean; onChange: (on: boolean) => void; children: string }) {
  return (
    <button type="button" className={`${css.filter} ${css.face} ${on ? css.on : ''}`} aria-pressed={on} onClick={() => onChange(!on)}>
      {on ? <b>{children}</b> : children}
      {on && <CrossIcon size={14} />}
    </button>
  );
}
