import type { KindStatus } from '../../shared/wire/status.ts';
import { DashIcon, LockIcon } from './icons.tsx';
import { type Trouble, troubleOf } from './kindWords.ts';

const words: Record<Trouble | 'live', string> = {
  live: 'live',
  forbidden: 'forbidden',
  stale: 'stale',
  failing: 'stale',
  syncing: 'being read',
  'not-served': 'not served',
};

/** How one kind is read, as a mark: a full dot is live, a hollow one stale, a lock forbidden, a dash not served. */
export function KindMark({ kind }: { kind: KindStatus }) {
  const trouble = troubleOf(kind) ?? 'live';
  const tone = trouble === 'forbidden' ? 'critical' : trouble === 'stale' || trouble === 'failing' ? 'warning' : 'dim';
  return (
    <span role="img" aria-label={words[trouble]} title={words[trouble]} className={tone}>
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
