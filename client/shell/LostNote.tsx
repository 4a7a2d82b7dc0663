import { useQuery } from '@tanstack/react-query';
import { useApi } from '../data/ApiContext.ts';
import { queries } from '../data/queries.ts';
import { useStreamState } from '../data/StreamContext.ts';
import { useLost } from '../data/useLost.ts';
import { formatClock } from '../kit/formatDate.ts';
import { Note } from '../kit/Note.tsx';
import css from './LostNote.module.css';

/** Says on every page that the server went away and since when its numbers are old. It floats: nothing moves because of it. */
export function LostNote() {
  const stream = useStreamState();
  const { dataUpdatedAt } = useQuery(queries.status(useApi()));
  if (!useLost() || dataUpdatedAt === 0) return null;
  return (
    <div className={css.lost} role="status">
      <Note tone="stale">
        <strong>{stream === 'offline' ? 'The browser is offline.' : 'The server does not answer.'}</strong> What is shown is as of{' '}
        {formatClock(new Date(dataUpdatedAt).toISOString())}. It is tried again by itself.
      </Note>
    </div>
  );
}
