import type { ReactNode } from 'react';
import css from './ChartTable.module.css';

/** A chart's numbers as a table, behind a press. */
export function ChartTable({
  name,
  heads,
  children,
  onOpen,
}: {
  /** What the table is called for readers of the screen. */
  name: string;
  heads: readonly string[];
  /** Its rows, whose first cell is a head. */
  children: ReactNode;
  onOpen?: (isOpen: boolean) => void;
}) {
  return (
    <details className={css.twin} onToggle={(event) => onOpen?.(event.currentTarget.open)}>
      <summary>View as table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className={css.scroller} aria-label={name} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
    </details>
  );
}
