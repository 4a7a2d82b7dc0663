import type { KindStatus } from '../../../shared/wire/status.ts';
import { Count } from '../../kit/Count.tsx';
import { Duration } from '../../kit/Duration.tsx';
import { KindMark } from '../../kit/KindMark.tsx';
import { pluralOf, troubleOf, troubleWords } from '../../kit/kindWords.ts';
import { Unknown } from '../../kit/Unknown.tsx';
import css from './KindTable.module.css';

/** Each kind: how it is read, how many there are, how old the last byte is, and what went wrong since the start. `now` is the server's clock. */
export function KindTable({ kinds, now }: { kinds: readonly KindStatus[]; now: string }) {
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">State</th>
          <th scope="col" className="num">
            Objects
          </th>
          <th scope="col" className="num">
            Last byte
          </th>
          <th scope="col" className="num" title="Watches that were begun again">
            Restarts
          </th>
          <th scope="col" className="num" title="Times everything was read anew">
            Relists
          </th>
          <th scope="col" className="num" title="Objects that could not be decoded">
            Undecoded
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <tr key={kind.kind}>
            <th scope="row">
              {pluralOf(kind.kind)}
              <span className={`mono dim ${css.resource}`}>{kind.resource}</span>
            </th>
            <td>
              <span className={css.state}>
                <KindMark kind={kind} />
                {troubleWords[troubleOf(kind) ?? 'live']}
              </span>
              {kind.error && <span className={css.error}>{kind.error}</span>}
            </td>
            <td className="num" data-name="objects">
              <Count value={kind.objects} unknownBecause="This kind was never read" />
            </td>
            <td className="num" data-name="last byte">
              {kind.lastEvent === null ? (
                <Unknown why="Nothing came yet" />
              ) : (
                <Duration ms={Date.parse(now) - Date.parse(kind.lastEvent)} />
              )}
            </td>
            <td className="num" data-name="restarts">
              {kind.restarts}
            </td>
            <td className="num" data-name="relists">
              {kind.relists}
            </td>
            <td data-name="undecoded" className={`num ${kind.decodeErrors > 0 ? 'warning' : ''}`}>
              {kind.decodeErrors}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
