import { useEffect, useRef, useState } from 'react';

/**
 * A text that is typed here and stands in the address bar: told a moment after the last key, or at once with `tell`. What comes back late
 * never undoes what is typed meanwhile; what comes from outside (Back, a link) replaces it.
 */
export function useTyped(
  value: string,
  onChange: (text: string) => void,
  wait: number,
): { typed: string; type: (text: string) => void; tell: (text: string) => void } {
  const [typed, setTyped] = useState(value);
  // What was told and has not come back as `value` yet.
  const told = useRef<string[]>([]);
  const seen = useRef(value);
  const tell = (text: string) => {
    setTyped(text);
    if (text === (told.current.at(-1) ?? seen.current)) return;
    told.current.push(text);
    onChange(text);
  };
  useEffect(() => {
    if (value === seen.current) return;
    seen.current = value;
    const echo = told.current.indexOf(value);
    told.current = echo < 0 ? [] : told.current.slice(echo + 1);
    if (echo < 0) setTyped(value);
  }, [value]);
  useEffect(() => {
    const timer = setTimeout(() => tell(typed), wait);
    return () => clearTimeout(timer);
  });
  return { typed, type: setTyped, tell };
}
