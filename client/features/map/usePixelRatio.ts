import { useSyncExternalStore } from 'react';

/** Device pixels in a CSS pixel: changes when a window moves to another screen, or the page is zoomed. */
export function usePixelRatio(): number {
  return useSyncExternalStore(subscribe, () => window.devicePixelRatio || 1);
}

function subscribe(changed: () => void): () => void {
  // A query for the ratio of now answers once, when it no longer holds; resize covers the rest.
  const match = window.matchMedia(`(resolution: ${window.devicePixelRatio || 1}dppx)`);
  match.addEventListener('change', changed);
  window.addEventListener('resize', changed);
  return () => {
    match.removeEventListener('change', changed);
    window.removeEventListener('resize', changed);
  };
}
