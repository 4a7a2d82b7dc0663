import css from './Duration.module.css';
import { exactDuration, formatDuration } from './formatDuration.ts';
import { Unknown } from './Unknown.tsx';

/** A length of time in milliseconds: "4 d 6 h", every unit on hover. Null is unknown. */
export function Duration({ ms }: { ms: number | null }) {
  if (ms === null) return <Unknown />;
  return (
    <span className={css.duration} title={exactDuration(ms)}>
      {formatDuration(ms)}
    </span>
  );
}
