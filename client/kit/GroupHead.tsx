import type { ReactNode } from 'react';
import css from './GroupHead.module.css';

/** The head of a group of rows: what they have in common, how many there are; `onOnly` narrows the page to them, and `name` says to which. */
export function GroupHead({
  children,
  count,
  name,
  onOnly,
}: {
  /** A mark or none, and a bold name. */
  children: ReactNode;
  /** Nothing where the name says it, or where it is not known. */
  count: string | undefined;
  name: string;
  onOnly: (() => void) | undefined;
}) {
  return (
    <span className={css.group}>
      {children}
      {count !== undefined && <span className={css.count}>{count}</span>}
      {onOnly && (
        <button type="button" className={css.only} onClick={onOnly}>
          Only these<span className="unseen"> {name}</span>
        </button>
      )}
    </span>
  );
}
