import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import css from './Button.module.css';

type Plain = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'>;

/** A button of 28 px. `main` is the one thing to do here; there is at most one in sight. */
export function Button({
  main = false,
  className,
  children,
  ...rest
}: Plain & { main?: boolean; ref?: Ref<HTMLButtonElement>; children: ReactNode }) {
  return (
    <button type="button" {...rest} className={`${css.button} ${main ? css.main : ''} ${className ?? ''}`}>
      {children}
    </button>
  );
}

/** A button that is only a picture: it must have a name. */
export function IconButton({ label, className, children, ...rest }: Plain & { label: string; children: ReactNode }) {
  return (
    <button type="button" {...rest} aria-label={label} title={label} className={`${css.icon} ${className ?? ''}`}>
      {children}
    </button>
  );
}
