import type { ReactNode } from 'react';
import css from './Tag.module.css';

/** A word on a small ground: a state, a kind. */
export function Tag({ tone = 'plain', children }: { tone?: 'plain' | 'critical' | 'warning' | 'accent'; children: ReactNode }) {
  return <span className={`${css.tag} ${css[tone]}`}>{children}</span>;
}
