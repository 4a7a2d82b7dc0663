import type { KindStatus } from '../../shared/wire/status.ts';
import { DashIcon, LockIcon } from './icons.tsx';
import { troubleOf, troubleWords } from './kindWords.ts';

/** How one kind is read, as a mark: a full dot is live, a hollow one stale, a lock forbidden, a dash not served. */
export function KindMark({ kind }: { kind: KindStatus }) {
  const trouble = troubleOf(kind) ?? 'live';
  const isOld = trouble === 'stale' || trouble === 'failing' || trouble === 'unreached';
  const tone = trouble === 'forbidden' ? 'critical' : isOld ? 'warning' : 'dim';
  return (
    <span role="img" aria-label={troubleWords[trouble]} title={troubleWords[trouble]} className={tone}>
      {trouble === 'forbidden' ? (
        <LockIcon size={13} />
      ) : trouble === 'not-served' ? (
        <DashIcon size={13} />
      ) : (
        <svg width="10" height="10" aria-hidden="true">
          <circle cx="5" cy="5" r="4.2" fill="none" stroke="currentColor" strokeWidth={tone === 'warning' ? 1.8 : 1} />
          {tone === 'dim' && <circle cx="5" cy="5" r="2.4" fill={trouble === 'live' ? 'var(--ink)' : 'var(--edge)'} />}
        </svg>
      )}
    </span>
  );
}
