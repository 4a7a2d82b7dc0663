import { useEffect, useState } from 'react';
import { onAnnounce } from './announce.ts';

/** Where announcements are spoken. The shell mounts it once. */
export function LiveRegion() {
  const [{ text, turn }, setSpoken] = useState({ text: '', turn: false });
  useEffect(() => onAnnounce((next) => setSpoken((last) => ({ text: next, turn: !last.turn }))), []);
  // The same text twice is spoken twice only where the text node changes: a no-break space makes the difference.
  return (
    <div className="unseen" role="status" aria-live="polite">
      {turn ? `${text}\u00a0` : text}
    </div>
  );
}
