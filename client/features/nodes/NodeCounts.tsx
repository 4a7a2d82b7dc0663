import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { Count } from '../../kit/Count.tsx';
import css from './Nodes.module.css';

/** How many nodes fit the filters and, where none is set, how the whole cluster divides by family. Null is unknown. */
export function NodeCounts({ total, filtered }: { total: number | null; filtered: boolean }) {
  const { data } = useQuery(queries.overview(useApi()));
  const families = filtered || total === null ? undefined : data?.families.nodes;
  return (
    <p className={css.counts}>
      <span>
        <b>
          <Count value={total} />
        </b>
        {total === 1 ? 'node' : 'nodes'}
      </span>
      {families &&
        (
          [
            [families.both, 'both families'],
            [families.IPv4, 'IPv4 only'],
            [families.IPv6, 'IPv6 only'],
          ] as const
        ).map(([count, words]) => (
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
