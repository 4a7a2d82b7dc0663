import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from './Button.tsx';
import { CrossIcon } from './icons.tsx';
import css from './Panel.module.css';
import { useNarrow } from './useNarrow.ts';

export interface PanelProps {
  /** Names the panel for readers of the screen. */
  label: string;
  /** The identity of what is selected. */
  title: ReactNode;
  /** A line below it. */
  subtitle?: ReactNode;
  /** Buttons before the close button. */
  actions?: ReactNode;
  onClose: () => void;
  /** 320 … 432 px. */
  width?: number;
  children: ReactNode;
}

/** What is selected: beside the work where there is room, a sheet from below at 390. Escape closes it. */
export function Panel(props: PanelProps) {
  return useNarrow() ? <Sheet {...props} /> : <Beside {...props} />;
}

function Beside({ label, width = 408, onClose, ...rest }: PanelProps) {
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <aside className={css.beside} aria-label={label} style={{ width }} onKeyDown={close}>
      <Inside label={label} onClose={onClose} {...rest} />
    </aside>
  );
}

function Sheet({ label, onClose, ...rest }: PanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    // The dialog is filled by its content: a press on the dialog itself is one on its backdrop.
    const pressed = (event: MouseEvent) => {
      if (event.target === element) onClose();
    };
    element.addEventListener('pointerdown', pressed);
    return () => {
      element.removeEventListener('pointerdown', pressed);
      element.close();
    };
  }, [onClose]);
  return (
    <dialog ref={dialog} className={css.sheet} aria-label={label} onCancel={onClose}>
      <Inside label={label} onClose={onClose} {...rest} />
    </dialog>
  );
}

function Inside({ title, subtitle, actions, onClose, children }: PanelProps) {
  return (
    <div className={css.inside}>
      <header className={css.head}>
        <div className={css.title}>{title}</div>
        {actions}
        <IconButton label="Close" onClick={onClose}>
          <CrossIcon />
        </IconButton>
      </header>
      {subtitle && <div className={css.subtitle}>{subtitle}</div>}
      {children}
    </div>
  );
}

/** A part of a panel below a hairline: a small heading, a remark at its end, the content. */
export function PanelSection({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.part}>
      <h3>
        {title}
        {aside && <span>{aside}</span>}
      </h3>
      {children}
    </section>
  );
}
