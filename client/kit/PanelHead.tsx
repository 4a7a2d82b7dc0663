import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { CrossIcon } from './icons.tsx';
import css from './PanelHead.module.css';

export interface PanelHeadProps {
  /** The identity of what is selected. */
  title: ReactNode;
  /** A line below it. */
  subtitle?: ReactNode;
  /** Buttons before the close button. */
  actions?: ReactNode;
  /** Without it there is nothing to close. */
  onClose?: (() => void) | undefined;
}

/** What stands on top of a panel. */
export function PanelHead({ title, subtitle, actions, onClose }: PanelHeadProps) {
  return (
    <>
      <header className={css.head}>
        <div className={css.title}>{title}</div>
        {actions}
        {onClose && (
          <IconButton label="Close" onClick={onClose}>
            <CrossIcon />
          </IconButton>
        )}
      </header>
      {subtitle && <div className={css.subtitle}>{subtitle}</div>}
    </>
  );
}
