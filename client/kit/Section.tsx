import { type ReactNode, useId } from 'react';
import css from './Section.module.css';

/** A hairline, a heading, a remark beside it, something at the far end, and what belongs to it. */
export function Section({
  title,
  aside,
  end,
  children,
  className,
}: {
  title: ReactNode;
  aside?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
}) {
  const id = useId();
  return (
    <section className={`${css.section} ${className ?? ''}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <span className={css.aside}>{aside}</span>
        {end}
      </header>
      {children}
    </section>
  );
}
