import { type ReactNode, type RefObject, useId, useState } from 'react';
import { CaretIcon, RightIcon } from './icons.tsx';
import css from './Section.module.css';

/** Of a section that can be folded away below its heading. */
export interface Fold {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** What is in it, in a few words, beside the heading while it is folded. */
  readonly summary: ReactNode;
}

/** A hairline, a heading, a remark beside it, something at the far end, and what belongs to it. */
export function Section({
  title,
  aside,
  end,
  children,
  className = '',
  fold,
  place,
}: {
  title: ReactNode;
  aside?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
  /** Undefined: it is always open. */
  fold?: Fold | undefined;
  /** Where it is to be come to: it takes the focus itself, so that Tab goes on to what is in it. */
  place?: RefObject<HTMLElement | null> | undefined;
}) {
  const id = useId();
  const isOpen = fold?.isOpen ?? true;
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true); // what is typed there outlasts folding
  return (
    <section ref={place} tabIndex={place && -1} className={`${css.section} ${isOpen ? '' : css.folded} ${className}`} aria-labelledby={id}>
      <header className={fold && css.foldable}>
        <h2 id={id}>
          {fold ? (
            <button type="button" aria-expanded={isOpen} aria-controls={`${id}-content`} onClick={fold.onToggle}>
              {isOpen ? <CaretIcon size={14} /> : <RightIcon size={14} />}
              {title}
            </button>
          ) : (
            title
          )}
        </h2>
        <span className={css.aside}>{isOpen ? aside : fold?.summary}</span>
        {end}
      </header>
      {fold ? (
        <div id={`${id}-content`} hidden={!isOpen}>
          {wasOpen && children}
        </div>
      ) : (
        children
      )}
    </section>
  );
}
