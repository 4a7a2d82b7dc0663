import type { ReactNode } from 'react';
import css from './states.module.css';

/** There is nothing, and that is known: says what there is nothing of, and what would change it. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.state}>
      <h2>{title}</h2>
      {children && <div className="ink2 s12">{children}</div>}
      {action && <div className={css.actions}>{action}</div>}
    </div>
  );
}
