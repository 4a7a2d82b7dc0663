import { useEffect, useState } from 'react';

/** Another number once the page's letters are there: what was painted before has others, and is painted again. */
export function useFonts(): number {
  const [fonts, setFonts] = useState(0);
  useEffect(() => {
    let mounted = true;
    void document.fonts?.ready.then(() => {
      if (mounted) setFonts((count) => count + 1);
    });
    return () => {
      mounted = false;
    };
  }, []);
  return fonts;
}
