import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * Whether a card that stands below something is cut by the end of what is in sight, so that it has to stand above. Measured before the
 * paint, each time `at` is another place.
 */
export function useAboveWhenCut(card: RefObject<HTMLElement | null>, at: unknown): boolean {
  const [cutAt, setCutAt] = useState<unknown>();
  useLayoutEffect(() => {
    const element = card.current;
    if (!element || cutAt === at) return;
    const box = element.getBoundingClientRect();
    let pane = element.parentElement;
    while (pane && !/auto|scroll/.test(getComputedStyle(pane).overflowY)) pane = pane.parentElement;
    const sight = pane?.getBoundingClientRect() ?? { top: 0, bottom: window.innerHeight };
    // Where there is no room above either, below is as good: there one can scroll.
    const isCut = box.bottom > sight.bottom - 4 && box.top - box.height - 60 > sight.top;
    setCutAt(isCut ? at : undefined);
  }, [card, at, cutAt]);
  return cutAt !== undefined && cutAt === at;
}
