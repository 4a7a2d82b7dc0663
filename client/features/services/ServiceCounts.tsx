import type { ServiceList } from '../../../shared/wire/services.ts';
import { Counts } from '../../kit/Counts.tsx';
import { policies } from './search.ts';

/** How many Services fit the filters, and how they divide by policy. Null is unknown: they are not read. */
export function ServiceCounts({ list }: { list: Pick<ServiceList, 'total' | 'counts'> | null }) {
  const by = list?.counts.policy ?? null;
  return (
    <Counts
      items={[
        [list?.total ?? null, list?.total === 1 ? 'Service' : 'Services'],
        ...policies.map((policy) => [by?.[policy] ?? null, policy] as const),
        [by?.none ?? null, 'no policy'],
      ]}
    />
  );
}
