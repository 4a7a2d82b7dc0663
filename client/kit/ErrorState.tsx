import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { RetryIcon } from './icons.tsx';
import { Severity } from './Severity.tsx';
import css from './states.module.css';

/** What an error of the data layer says beside its message (data/apiError.ts). */
interface Failure {
  title: string;
  code: string;
  value: string | null;
  id: string | null;
}

/** What went wrong, in words; the stable code, the offending value and the id to quote; and a way on. */
export function ErrorState({ error, retry, action }: { error: unknown; retry?: (() => void) | undefined; action?: ReactNode }) {
  const known: Partial<Failure> = error instanceof Error ? { ...(error as Error & Partial<Failure>) } : {};
  const facts = (
    [
      ['code', known.code],
      ['value', known.value],
      ['id', known.id],
    ] as const
  ).filter(([, text]) => text);
  return (
    <div className={css.state} role="alert">
      <div className={css.marked}>
        <Severity severity="critical" size={16} />
        <div>
          <h2>{known.title ?? 'The page ran into an error of its own'}</h2>
          <p className="ink2">{error instanceof Error ? error.message : String(error)}</p>
        </div>
      </div>
      {facts.length > 0 && (
        <dl className={css.facts}>
          {facts.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="mono">{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {(retry || action) && (
        <div className={css.actions}>
          {retry && (
            <Button onClick={retry}>
              <RetryIcon />
              Try again
            </Button>
          )}
          {action}
        </div>
      )}
    </div>
  );
}
