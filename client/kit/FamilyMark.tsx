import type { Family } from '../../shared/net/address.ts';
import css from './FamilyMark.module.css';

/** IPv4: a blue square; IPv6: a green diamond. Shape and word carry it, colour only helps. Without its text it is named for readers of the screen. */
export function FamilyMark({ family, text = true, className }: { family: Family; text?: boolean; className?: string }) {
  const kind = family === 'IPv4' ? css.v4 : css.v6;
  return (
    <span className={`${css.family} ${kind} ${className ?? ''}`} {...(text ? {} : { role: 'img', 'aria-label': family, title: family })}>
      {family === 'IPv4' ? (
        <svg width="9" height="9" aria-hidden="true">
          <rect x=".5" y=".5" width="8" height="8" fill="var(--v4)" />
        </svg>
      ) : (
        <svg width="11" height="11" aria-hidden="true">
          <path d="M5.5 0 11 5.5 5.5 11 0 5.5Z" fill="var(--v6)" />
        </svg>
      )}
      {text && family}
    </span>
  );
}

/** The families of an object in its own order: "■ IPv4 then ◆ IPv6"; "none" without any. */
export function FamilyOrder({ families }: { families: readonly Family[] }) {
  if (families.length === 0) return <span className="dim">none</span>;
  return (
    <span className={css.order}>
      {families.map((family, index) => (
        <span key={family} className={css.order}>
          {index > 0 && <span className="ink2">then</span>}
          <FamilyMark family={family} />
        </span>
      ))}
    </span>
  );
}
