import css from './GridFrame.module.css';

/** The map's frame at its final size while its cells are awaited: nothing jumps when they come. */
export function GridFrame({ label }: { label: string }) {
  return (
    <div className={css.frame} role="status">
      <span className="unseen">{label}</span>
    </div>
  );
}
