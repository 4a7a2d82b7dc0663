import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The width inside an element that scrolls, followed as it changes; 1392 until it is known. */
export function useRoom(): { ref: RefObject<HTMLDivElement | null>; width: number } {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(1392);
  useLayoutEffect(() => {
    const target = ref.current;
    if (!target) return;
    const read = () => {
      const style = getComputedStyle(target);
      const room = target.clientWidth - Number.parseFloat(style.paddingLeft || '0') - Number.parseFloat(style.paddingRight || '0');
      if (room > 0) setWidth(room);
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
