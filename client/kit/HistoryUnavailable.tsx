import { Link } from '@tanstack/react-router';
import { Note } from './Note.tsx';

/** Why the past cannot be asked for; everything else can. */
export function HistoryUnavailable({ error }: { error: unknown }) {
  return (
    <Note tone="stale">
      <strong>The history cannot be asked.</strong> {error instanceof Error ? error.message : String(error)} It is tried again by itself.{' '}
      <Link to="/status">Status</Link>
    </Note>
  );
}
