import { Link } from '@tanstack/react-router';
import { Note } from './Note.tsx';

/** Why the past cannot be asked for; everything else can. */
export function HistoryUnavailable({ error }: { error: unknown }) {
  return (
    <Note tone="stale">
      <strong>The history cannot be asked.</strong> {sentence(error)} <Link to="/status">Status</Link>
    </Note>
  );
}

/** Reasons of the history come without a full stop. */
function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.endsWith('.') ? text : `${text}.`;
}
