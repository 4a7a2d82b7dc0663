import { Link } from '@tanstack/react-router';
import type { Audit, FamilySet } from '../../../shared/wire/audit.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { Unknown } from '../../kit/Unknown.tsx';
import css from './Audit.module.css';
import { listWords, setWords } from './listWords.ts';
import { lists, sets } from './search.ts';

const heads: Record<FamilySet, string> = {
  IPv4: 'IPv4 only',
  IPv6: 'IPv6 only',
  'IPv4,IPv6': 'IPv4, IPv6',
  'IPv6,IPv4': 'IPv6, IPv4',
  none: 'none',
  unknown: 'host name',
};

/** Kind by families: each count leads to who they are. A kind that is not read is unknown, not zero. */
export function Matrix({ counts }: { counts: Audit['counts'] }) {
  return (
    <table className={css.matrix}>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">Kind</span>
          </th>
          {sets.map((set) => (
            <th key={set} scope="col" title={setWords[set]}>
              {heads[set]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lists.map((list) => {
          const of = counts[list];
          return (
            <tr key={list}>
              <th scope="row">
                {list === 'pods' ? (
                  <Link to="/dual-stack" search={{ list }} title="By workload">
                    Pods
                  </Link>
                ) : (
                  <Link to="/dual-stack" search={{ list }}>
                    {listWords[list].title}
                  </Link>
                )}
              </th>
              {of === null ? (
                <td colSpan={sets.length}>
                  <Unknown why={`${listWords[list].title} were not read`} />
                </td>
              ) : (
                sets.map((set) => (
                  <td key={set}>
                    {of[set] === 0 ? (
                      <span className="dim">0</span>
                    ) : (
                      <Link
                        to="/dual-stack"
                        search={{ list, families: set }}
                        aria-label={`${listWords[list].title}, ${setWords[set]}: ${formatCount(of[set]).exact}`}
                      >
                        {formatCount(of[set]).short}
                      </Link>
                    )}
                  </td>
                ))
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
