import type { Attention } from '../../shared/wire/overview.ts';

/** `label` null: the words beside it say it already. Filled octagon, outlined triangle, circle: the shapes differ because the hues do not for every eye. */
export function Severity({
  severity,
  size = 14,
  label = severity,
}: {
  severity: Attention['severity'];
  size?: number;
  label?: string | null;
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      role="img"
      aria-label={label ?? severity}
      aria-hidden={label === null}
      className={severity === 'info' ? 'dim' : severity}
    >
      {severity === 'critical' && (
        <>
          <path d="M4.2.4h5.6l3.8 3.8v5.6l-3.8 3.8H4.2L.4 9.8V4.2Z" fill="currentColor" />
          <path d="M6.3 4h1.4v4H6.3zM6.3 9h1.4v1.4H6.3z" fill="var(--surface)" />
        </>
      )}
      {severity === 'warning' && (
        <>
          <path d="M7 1.2 13.2 12.6H.8Z" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
          <path d="M6.3 5h1.4v3.6H6.3zM6.3 9.6h1.4V11H6.3z" fill="currentColor" />
        </>
      )}
      {severity === 'info' && (
        <>
          <circle cx="7" cy="7" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M6.3 6.2h1.4v4.2H6.3zM6.3 3.6h1.4V5H6.3z" fill="currentColor" />
        </>
      )}
    </svg>
  );
}
