import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { PanelSection } from '../../kit/Panel.tsx';
import { Severity } from '../../kit/Severity.tsx';
import css from './PoolFindings.module.css';

/** Findings about a pool; nothing where there are none. */
export function PoolFindings({ pool }: { pool: string }) {
  const { data } = useQuery(queries.findingCounts(useApi(), { pool }));
  if (!data || data.groups.length === 0) return null;
  return (
    <PanelSection title="Findings">
      <ul className={css.list}>
        {data.groups.map((group) => (
          <li key={group.code}>
            <Severity severity={group.severity} size={13} />
            <Link to="/findings" search={{ pool, code: group.code }}>
              {group.title}
            </Link>
            <span className="num ink2">{group.count}</span>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
