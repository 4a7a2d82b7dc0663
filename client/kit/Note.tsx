import type { ReactNode } from 'react';
import { ClockIcon, InfoIcon, LockIcon } from './icons.tsx';
import css from './Note.module.css';
import { Severity } from './Severity.tsx';

export type NoteTone = 'stale' | 'forbidden' | 'warning' | 'critical' | 'plain';

/** A remark on its own ground: what is stale, what may not be read, what to know. */
export function Note({ tone = 'plain', children, action }: { tone?: NoteTone; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={`${css.note} ${css[tone]}`}>
      <span className={css.mark}>{mark(tone)}</span>
      <div className={css.text}>{children}</div>
      {action}
    </div>
  );
}

function mark(tone: NoteTone): ReactNode {
  if (tone === 'stale') return <ClockIcon size={15} />;
  if (tone === 'forbidden') return <LockIcon size={15} />;
  if (tone === 'plain') return <InfoIcon size={15} />;
  return <Severity severity={tone} />;
}
