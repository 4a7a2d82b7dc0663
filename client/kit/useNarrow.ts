import { useSyncExternalStore } from 'react';

/** The one breakpoint: at most 600 px is one column with tabs below. The same number stands in the style sheets. */
const query = '(max-width: 600px)';

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const match = window.matchMedia(query);
      match.addEventListener('change', changed);
      return () => match.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}
