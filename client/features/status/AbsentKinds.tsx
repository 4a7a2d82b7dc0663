import type { KindStatus } from '../../../shared/wire/status.ts';
import { counted } from '../../kit/formatCount.ts';
import { pluralOf } from '../../kit/kindWords.ts';
import css from './Status.module.css';

/** Kinds that come with network plugins and load balancers that are not here, folded into one line; nothing where there are none. */
export function AbsentKinds({ kinds }: { kinds: readonly KindStatus[] }) {
  if (kinds.length === 0) return null;
  return (
    <details className={css.absent}>
      <summary>{counted(kinds.length, 'more kind is', 'more kinds are')} not served here, and read as soon as they are</summary>
      <p>They come with network plugins and load balancers: {kinds.map(({ kind }) => pluralOf(kind)).join(', ')}.</p>
    </details>
  );
}
