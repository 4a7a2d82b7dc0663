import { type RefObject, useEffect, useRef } from 'react';

/**
 * Whoever goes from map to map by keyboard stays on the map: where the focus stood on one that is gone with the place, it moves to the
 * one that comes. `place` is what is on the map; the first one takes no focus, because one came to the page and not to its map.
 */
export function useFocusOnArrival(page: RefObject<HTMLElement | null>, place: string): void {
  const last = useRef(place);
  useEffect(() => {
    if (last.current === place) return;
    last.current = place;
    const element = page.current;
    if (!element) return;
    let waiting: MutationObserver | undefined;
    const arrive = () => {
      // The focus is somewhere: a link, a field, the map that stayed.
      const isLost = document.activeElement === null || document.activeElement === document.body;
      const grid = isLost ? element.querySelector<HTMLElement>('[role=grid][tabindex="0"]') : null;
      grid?.focus({ preventScroll: true });
      if (!isLost || grid) waiting?.disconnect();
    };
    waiting = new MutationObserver(arrive);
    waiting.observe(element, { childList: true, subtree: true });
    arrive();
    return () => waiting?.disconnect();
  }, [page, place]);
}
