import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Audit } from '../../../shared/wire/audit.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { useKinds } from '../../data/useKinds.ts';
import { Answer } from '../../kit/Answer.tsx';
import { KindNotes } from '../../kit/KindNote.tsx';
import { Loading } from '../../kit/Loading.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { Section } from '../../kit/Section.tsx';
import { useSearchPatch } from '../../kit/useSearchPatch.ts';
import css from './Audit.module.css';
import { AuditFindings } from './AuditFindings.tsx';
import { AuditTable } from './AuditTable.tsx';
import { LeavingList } from './LeavingList.tsx';
import { lead } from './lead.ts';
import { auditKinds } from './listWords.ts';
import { Matrix } from './Matrix.tsx';
import { StepList } from './StepList.tsx';
import { type AuditSearch, families } from './search.ts';

const route = getRouteApi('/dual-stack');

/** Who has which family, what is left to do for two, and what breaks on the way back to one. */
export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { change } = useSearchPatch<AuditSearch>(navigate);
  const { list } = search;
  const clear = useCallback(() => void navigate({ search: list === undefined ? {} : { list } }), [navigate, list]);
  if (list !== undefined) return <AuditTable key={list} list={list} search={search} change={change} clear={clear} />;
  return <AuditOverview leaving={search.leaving} />;
}

function AuditOverview({ leaving }: { leaving: 'IPv4' | 'IPv6' | undefined }) {
  const query = useQuery(queries.audit(useApi()));
  const { kinds, now } = useKinds(auditKinds);
  const loading = 'Reading who has which family';
  return (
    <div className={css.page}>
      <div>
        <PageTitle title="Dual-stack" />
        {query.data && <p className={`lead ${css.lead}`}>{lead(query.data)}</p>}
      </div>
      <KindNotes kinds={kinds} now={now} />
      <Answer query={query} label={loading} loading={<Loading label={loading} lines={10} />}>
        {(data) => (
          <>
            <div className={css.top}>
              <Section title="Who has which family" aside="Both families in the order of the object">
                <Matrix counts={data.counts} />
              </Section>
              <AuditFindings findings={data.findings} />
            </div>
            <Journeys data={data} leaving={leaving} />
          </>
        )}
      </Answer>
    </div>
  );
}

function Journeys({ data, leaving }: { data: Audit; leaving: 'IPv4' | 'IPv6' | undefined }) {
  const way = (on: boolean) => `${css.way} ${on ? css.chosen : ''}`;
  return (
    <Section title={leaving === undefined ? 'From one family to two' : `From two families to one, without ${leaving}`}>
      <nav className={css.ways} aria-label="Which way">
        <Link to="/dual-stack" search={{}} className={way(leaving === undefined)} aria-current={leaving === undefined ? 'true' : undefined}>
          One family to two
        </Link>
        {families.map((family) => (
          <Link
            key={family}
            to="/dual-stack"
            search={{ leaving: family }}
            className={way(leaving === family)}
            aria-current={leaving === family ? 'true' : undefined}
          >
            Two to one: {family} leaves
          </Link>
        ))}
      </nav>
      {leaving === undefined ? <StepList steps={data.steps} /> : <LeavingList leaving={leaving} />}
    </Section>
  );
}
