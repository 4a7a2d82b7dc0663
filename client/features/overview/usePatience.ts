import { useEffect, useState } from 'react';

/** Whether a view has been there for longer than so many milliseconds: what was worth waiting for until then is no more. */
export function usePatience(ms: number): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isOver;
}
