import type { ReactNode } from 'react';
import css from './StackedRow.module.css';

/** A whole row of a table at 390: its parts two in a line, the second at the end, and below them a line of its own. */
export function StackedRow({ children, below }: { children: ReactNode; below?: ReactNode }) {
  return (
    <div className={css.row}>
      {children}
      {below && <span className={css.below}>{below}</span>}
    </div>
  );
}
