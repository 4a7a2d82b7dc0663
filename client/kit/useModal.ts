import { type RefObject, useEffect, useRef } from 'react';

/**
 * A dialog that is modal for as long as it is there: a press on its backdrop closes it, and the focus goes back to where it was, or to
 * `opener`, where it was in a menu that is gone by then.
 */
export function useModal(onClose: () => void, opener?: RefObject<HTMLElement | null>): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    element.showModal();
    // The dialog is filled by its content: a press on the dialog itself is one on its backdrop.
    const pressed = (event: MouseEvent) => {
      if (event.target === element) onClose();
    };
    element.addEventListener('pointerdown', pressed);
    return () => {
      element.removeEventListener('pointerdown', pressed);
      element.close();
      const back = opener?.current ?? before;
      if (back instanceof HTMLElement) back.focus();
    };
  }, [onClose, opener]);
  return dialog;
}
