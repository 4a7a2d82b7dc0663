import { type RefObject, useCallback, useEffect, useRef } from 'react';

const inputs = ['pointerdown', 'click', 'wheel', 'touchmove', 'keydown'] as const;

/** A part of the page that a link may speak of. */
export interface Arrival {
  readonly place: RefObject<HTMLElement | null>;
  /** To call when the part is there, and again when what it waits for is: its height is then another one. */
  readonly arrive: () => void;
}

/**
 * Comes to the part that the address bar speaks of as the page opens. From the first key, press or turn of the wheel on the page is its
 * reader's: it does not move, and the keyboard stays where it is.
 */
export function useArrival(isWanted: boolean): Arrival {
  const place = useRef<HTMLElement>(null);
  const isComing = useRef(isWanted);
  useEffect(() => {
    const stop = () => {
      isComing.current = false;
    };
    for (const input of inputs) window.addEventListener(input, stop, { capture: true, passive: true });
    return () => {
      for (const input of inputs) window.removeEventListener(input, stop, { capture: true });
    };
  }, []);
  const arrive = useCallback(() => {
    if (!isComing.current || !place.current) return;
    // Who is somewhere else already, such as in the bar above, stays there.
    if (document.activeElement !== document.body && document.activeElement !== place.current) return;
    place.current.scrollIntoView({ block: 'start' });
    place.current.focus({ preventScroll: true });
  }, []);
  return { place, arrive };
}
