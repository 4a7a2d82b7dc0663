import type { ServiceList } from '../../../shared/wire/services.ts';
import { Count } from '../../kit/Count.tsx';
import css from './Services.module.css';
import { policies } from './search.ts';

/** How many Services fit the filters, and how they divide by policy. Null is unknown: they are not read. */
export function ServiceCounts({ list }: { list: Pick<ServiceList, 'total' | 'counts'> | null }) {
  return (
    <p className={css.counts}>
      <span>
        <b>
          <Count value={list?.total ?? null} />
        </b>
        {list?.total === 1 ? 'Service' : 'Services'}
      </span>
      {policies.map((policy) => (
        <span key={policy}>
          <b>
            <Count value={list?.counts.policy?.[policy] ?? null} />
          </b>
          {policy}
        </span>
      ))}
      <span>
        <b>
          <Count value={list?.counts.policy?.none ?? null} />
        </b>
        no policy
      </span>
    </p>
  );
}
