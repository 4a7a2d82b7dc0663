import { useCallback, useState } from 'react';

/** A text that this tab keeps over a reload, and nobody else: sessionStorage. False where it is too large to be kept. */
export function useKept(key: string): readonly [string | null, (text: string) => void, boolean] {
  const [value, setValue] = useState(() => read(key));
  const [isKept, setKept] = useState(true);
  const keep = useCallback(
    (text: string) => {
      setValue(text);
      setKept(write(key, text));
    },
    [key],
  );
  return [value, keep, isKept];
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string): boolean {
  try {
    sessionStorage.setItem(key, text);
    return true;
  } catch {
    // Over the quota, or storage is shut off. An older text must not come back in its place.
    try {
      sessionStorage.removeItem(key);
    } catch {
      // Shut off altogether.
    }
    return false;
  }
}
