import type { ReactNode } from 'react';
import css from './WorkLayout.module.css';

/**
 * A page that fills the window: what there is to choose from on the left (hidden at 390), the work in the middle, what is selected on the right.
 * The middle scrolls itself or gives its height to something that does (DataTable).
 */
export function WorkLayout({
  left,
  leftWidth = 248,
  children,
  right,
}: {
  left?: ReactNode;
  /** 248 or 320 px. */
  leftWidth?: number;
  children: ReactNode;
  right?: ReactNode;
}) {
  return (
    <div className={css.work}>
      {left && (
        <aside className={css.left} style={{ width: leftWidth }}>
          {left}
        </aside>
      )}
      <div className={css.middle}>{children}</div>
      {right}
    </div>
  );
}

/** The bar of 48 px on top of the middle: where one is on the left, what one can do on the right. It wraps where it must. */
export function Toolbar({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  return (
    <div className={css.toolbar}>
      <div className={css.start}>{children}</div>
      {end && <div className={css.end}>{end}</div>}
    </div>
  );
}
