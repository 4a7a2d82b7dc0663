import { Link } from '@tanstack/react-router';
import type { Status } from '../../shared/wire/status.ts';
import { historyTrouble } from './historyState.ts';
import { Note } from './Note.tsx';

/** A remark where the history is not kept as it should be, for then dates and pasts are old; nothing where it is. */
export function HistoryNote({ status, isStatus = false }: { status: Pick<Status, 'history' | 'now'>; isStatus?: boolean }) {
  const trouble = historyTrouble(status.history, status.now);
  if (!trouble) return null;
  return (
    <Note tone="stale">
      <strong>{trouble.title}</strong> {trouble.means}{' '}
      {isStatus ? (
        <>
          {status.history.error && `${status.history.error}. `}
          {trouble.todo}
        </>
      ) : (
        <Link to="/status">Why, and what to do</Link>
      )}
    </Note>
  );
}
