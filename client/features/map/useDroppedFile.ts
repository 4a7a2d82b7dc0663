import { useEffect, useRef } from 'react';

/** A file that is let go anywhere over the page, while it is wanted. The browser would open it in the page's place. */
export function useDroppedFile(isWanted: boolean, onFile: (file: File) => void): void {
  const told = useRef(onFile);
  useEffect(() => {
    told.current = onFile;
  });
  useEffect(() => {
    if (!isWanted) return;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      told.current(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [isWanted]);
}
