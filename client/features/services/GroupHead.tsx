import { counted } from '../../kit/formatCount.ts';
import css from './GroupHead.module.css';

/** A namespace or policy with how many Services fit in it; `onOnly` narrows the page to them. */
export function GroupHead({ name, count, onOnly }: { name: string; count: number | undefined; onOnly: (() => void) | undefined }) {
  return (
    <span className={css.group}>
      <b translate="no">{name}</b>
      {count !== undefined && <span className={css.count}>{counted(count, 'Service')}</span>}
      {onOnly && (
        <button type="button" className={css.only} onClick={onOnly}>
          Only these<span className="unseen"> of {name}</span>
        </button>
      )}
    </span>
  );
}
