import { Count } from './Count.tsx';
import css from './Counts.module.css';

/** Above a list: how many there are, and how they divide. Null is unknown. */
export function Counts({ items }: { items: readonly (readonly [count: number | null, words: string])[] }) {
  return (
    <p className={css.counts}>
      {items.map(([count, words]) => (
        <span key={words}>
          <b>
            <Count value={count} />
          </b>
          {words}
        </span>
      ))}
    </p>
  );
}
