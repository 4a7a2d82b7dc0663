import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { Counts } from '../../kit/Counts.tsx';

/** How many nodes fit the filters and, where none is set, how the whole cluster divides by family. Null is unknown. */
export function NodeCounts({ total, filtered }: { total: number | null; filtered: boolean }) {
  const { data } = useQuery(queries.overview(useApi()));
  const families = filtered || total === null ? undefined : data?.families.nodes;
  return (
    <Counts
      items={[
        [total, total === 1 ? 'node' : 'nodes'],
        ...(families
          ? ([
              [families.both, 'both families'],
              [families.IPv4, 'IPv4 only'],
              [families.IPv6, 'IPv6 only'],
            ] as const)
          : []),
      ]}
    />
  );
}
