import type { KeyboardEvent, ReactNode } from 'react';
import css from './Panel.module.css';
import { PanelHead, type PanelHeadProps } from './PanelHead.tsx';
import { useModal } from './useModal.ts';
import { useNarrow } from './useNarrow.ts';

export interface PanelProps extends PanelHeadProps {
  /** Names the panel for readers of the screen. */
  label: string;
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
  const dialog = useModal(onClose);
  return (
    <dialog ref={dialog} className={css.sheet} aria-label={label} onCancel={onClose}>
      <Inside label={label} onClose={onClose} {...rest} />
    </dialog>
  );
}

function Inside({ title, subtitle, actions, onClose, children }: PanelProps) {
  return (
    <div className={css.inside}>
      <PanelHead title={title} subtitle={subtitle} actions={actions} onClose={onClose} />
      {children}
    </div>
  );
}

/** What stands right below a panel's head, without a heading of its own. */
export function PanelLead({ children }: { children: ReactNode }) {
  return <div className={css.lead}>{children}</div>;
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
