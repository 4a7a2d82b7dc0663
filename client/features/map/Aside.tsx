import type { ReactNode } from 'react';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { Panel } from '../../kit/Panel.tsx';
import { PanelHead } from '../../kit/PanelHead.tsx';
import { useNarrow } from '../../kit/useNarrow.ts';
import css from './Aside.module.css';

/**
 * What is selected, or where nothing is, the range itself: beside the map, and below it at 390, where a sheet over the map would hide what
 * one steps through.
 */
export function Aside({
  label,
  title,
  subtitle,
  copy,
  onClose,
  children,
}: {
  label: string;
  title: ReactNode;
  subtitle?: ReactNode;
  copy: string;
  onClose?: (() => void) | undefined;
  children: ReactNode;
}) {
  const narrow = useNarrow();
  const button = <CopyButton text={copy} />;
  if (onClose && !narrow) {
    return (
      <Panel label={label} title={title} subtitle={subtitle} actions={button} onClose={onClose} width={320}>
        {children}
      </Panel>
    );
  }
  return (
    <aside className={css.aside} aria-label={label}>
      <PanelHead title={<h2>{title}</h2>} subtitle={subtitle} actions={button} onClose={onClose} />
      {children}
    </aside>
  );
}
