import { useQuery } from '@tanstack/react-query';
import { useApi } from '../data/ApiContext.ts';
import { queries } from '../data/queries.ts';
import { formatCount } from '../kit/formatCount.ts';
import css from './Shell.module.css';

/** How many critical findings there are, beside the name of their page; nothing where there is none, or that is not known. */
export function CriticalCount() {
  const { data } = useQuery(queries.findingCounts(useApi(), {}));
  const critical = data?.counts.critical ?? 0;
  if (critical === 0) return null;
  return (
    <>
      {' '}
      <span className={css.critical} title={`${formatCount(critical).exact} critical`}>
        {formatCount(critical).short}
        <span className="unseen"> critical</span>
      </span>
    </>
  );
}
