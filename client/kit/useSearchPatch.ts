import { useCallback } from 'react';
import { patched } from './patched.ts';

/** A change of some search params; undefined takes one off. `replace`: Back does not lead to the view as it was. */
export type SearchPatch<T> = (patch: { [K in keyof T]?: T[K] | undefined }, replace?: boolean) => void;

/** How a view that stands in the URL changes: some of its params, or all of them taken off. Both stay the same function from render to render. */
export function useSearchPatch<T extends object>(
  navigate: (to: { search: (before: T) => T; replace?: boolean }) => unknown,
): { change: SearchPatch<T>; clear: () => void } {
  const change = useCallback<SearchPatch<T>>(
    (patch, replace = false) => void navigate({ search: (before) => patched<T>(before, patch), replace }),
    [navigate],
  );
  const clear = useCallback(() => void navigate({ search: () => ({}) as T }), [navigate]);
  return { change, clear };
}
