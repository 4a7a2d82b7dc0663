import type { KindStatus } from '../../shared/wire/status.ts';
import { formatCount } from './formatCount.ts';
import { formatDuration } from './formatDuration.ts';
import css from './KindList.module.css';
import { KindMark } from './KindMark.tsx';
import { isAbsent, pluralOf, troubleOf } from './kindWords.ts';

/** Each kind that is expected or there in one line: its state, how many there are, how old the last byte is. `now` is the server's clock. */
export function KindList({ kinds, now }: { kinds: readonly KindStatus[]; now: string }) {
  return (
    <ul className={css.list}>
      {kinds
        .filter((kind) => !isAbsent(kind))
        .map((kind) => {
          const trouble = troubleOf(kind);
          return (
            <li key={kind.kind}>
              <KindMark kind={kind} />
              <span>{pluralOf(kind.kind)}</span>
              <span className={trouble === 'forbidden' ? 'critical' : trouble === 'stale' || trouble === 'failing' ? 'warning' : ''}>
                {trouble === 'forbidden'
                  ? 'forbidden'
                  : trouble === 'not-served'
                    ? 'not served'
                    : kind.objects === null
                      ? 'unknown'
                      : formatCount(kind.objects).short}
              </span>
              <span className="dim">
                {trouble === 'forbidden' && kind.missing
                  ? `needs ${kind.missing.verb}`
                  : kind.lastEvent
                    ? formatDuration(Date.parse(now) - Date.parse(kind.lastEvent))
                    : ''}
              </span>
            </li>
          );
        })}
    </ul>
  );
}
