import { useEffect, useRef, useState } from 'react';

/** Keys held down step faster than the address bar should change and than panels should ask: both follow after this many ms of rest. */
const rest = 150;

/**
 * The cell one stands on, by its text: it moves at once and is committed (to the URL) when it rests, or at once by `settle`. `committed`
 * is what the URL says; where that changes from elsewhere (Back, a link), the cursor goes there.
 */
export function useCursor(committed: string | null, commit: (cursor: string | null) => void) {
  const [cursor, setCursor] = useState(committed);
  const [seen, setSeen] = useState(committed);
  // What this hook committed last: its own echo must not take back a step made since.
  const [ours, setOurs] = useState(committed);
  if (seen !== committed) {
    setSeen(committed);
    if (ours !== committed) setCursor(committed);
    setOurs(committed);
  }
  const latest = useRef(commit);
  useEffect(() => {
    latest.current = commit;
  }, [commit]);
  useEffect(() => {
    if (cursor === committed) return;
    const timer = setTimeout(() => {
      setOurs(cursor);
      latest.current(cursor);
    }, rest);
    return () => clearTimeout(timer);
  }, [cursor, committed]);
  const settle = (next: string | null) => {
    setOurs(next);
    setCursor(next);
    commit(next);
  };
  return { cursor, move: setCursor, settle };
}
