import css from './Loading.module.css';

/** A frame of its final size, calmly grey, until the answer is there. `label` is what is awaited: "Reading Services". */
export function Loading({ label, lines = 6 }: { label: string; lines?: number }) {
  return (
    <div className={css.loading} role="status">
      <span className="unseen">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        // Lines of nothing have no identity but their place.
        <span key={`line-${String(line)}`} className={css.line} style={{ width: `${92 - ((line * 37) % 41)}%` }} aria-hidden="true" />
      ))}
    </div>
  );
}
