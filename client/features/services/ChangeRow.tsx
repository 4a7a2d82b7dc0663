import type { ReactNode } from 'react';
import type { Family } from '../../../shared/net/address.ts';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { CheckIcon, CrossIcon, InfoIcon } from '../../kit/icons.tsx';
import css from './ChangeRow.module.css';

/** What a change would do: the change, whether it is accepted and with which families, what becomes of the Service, and the way to do it. */
export function ChangeRow({
  title,
  result,
  families,
  text,
  field = null,
  children,
}: {
  title: ReactNode;
  result: 'accepted' | 'rejected' | 'unknown';
  families: readonly Family[];
  text: string;
  /** What the API server blames. */
  field?: string | null;
  children?: ReactNode;
}) {
  const isRefused = result === 'rejected';
  return (
    <li className={css.change}>
      <span className={isRefused ? 'critical' : undefined}>
        {result === 'accepted' ? <CheckIcon size={14} /> : isRefused ? <CrossIcon size={14} /> : <InfoIcon size={14} />}
      </span>
      <span className={`${css.title} ${isRefused ? 'critical' : ''}`}>{title}</span>
      <span className={css.result}>
        {isRefused ? <b className="critical">rejected</b> : <span className="dim">{result}</span>}
        {families.map((family) => (
          <FamilyMark key={family} family={family} text={false} />
        ))}
      </span>
      <span className={css.text}>
        {text}
        {field !== null && (
          <>
            {' '}
            <span className="mono">{field}</span>
          </>
        )}
      </span>
      {children && <div className={css.more}>{children}</div>}
    </li>
  );
}
