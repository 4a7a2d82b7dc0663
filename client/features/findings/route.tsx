import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import type { Finding } from '../../../shared/wire/findings.ts';
import { useApi } from '../../data/ApiContext.ts';
import { everyFinding } from '../../data/everyRow.ts';
import { queries } from '../../data/queries.ts';
import { useKinds } from '../../data/useKinds.ts';
import { useRows } from '../../data/useRows.ts';
import { AnsweredTable } from '../../kit/AnsweredTable.tsx';
import { Button } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { ExportMenu } from '../../kit/ExportMenu.tsx';
import { counted } from '../../kit/formatCount.ts';
import { Loading } from '../../kit/Loading.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { Panel } from '../../kit/Panel.tsx';
import { patched } from '../../kit/patched.ts';
import { type SearchPatch, useSearchPatch } from '../../kit/useSearchPatch.ts';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import { FindingFilters } from './FindingFilters.tsx';
import { FindingGroupHead } from './FindingGroupHead.tsx';
import { FindingPanel } from './FindingPanel.tsx';
import { FindingRow } from './FindingRow.tsx';
import css from './Findings.module.css';
import { findingColumns, findingFile } from './findingColumns.tsx';
import { NoFindings } from './NoFindings.tsx';
import type { FindingsSearch } from './search.ts';

const route = getRouteApi('/findings');
const idOf = (finding: Finding) => finding.id;
const codeOf = (finding: Finding) => finding.code;

/** A finding that a link opens is looked for among so many; a list that long is narrowed before anybody reads it. */
const farthest = 5000;

/** Everything that wants attention: the gravest first, under what it has in common; one of them beside it with what to do. */
export function FindingsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const { finding: open, ...filters } = search;
  const asked = useMemo(() => patched<FindingsSearch>(search, { finding: undefined }), [search]);
  const query = useInfiniteQuery(queries.findings(api, asked));
  const { rows, first, loadMore } = useRows(query);

  const around = useMemo(() => patched<FindingsSearch>(asked, { severity: undefined, code: undefined, sort: undefined }), [asked]);
  const isNarrowed = search.severity !== undefined || search.code !== undefined;
  const { data: counts } = useQuery({ ...queries.findingCounts(api, around), enabled: isNarrowed });
  const offered = isNarrowed ? counts : first;
  const { data: poolList } = useQuery(queries.pools(api));
  const { kinds, now } = useKinds();

  const found = useMemo(() => rows.find((row) => row.id === open), [rows, open]);
  const isSought = open !== undefined && !found && loadMore !== undefined && rows.length < farthest;
  const mayLoad = isSought && !query.isFetching;
  useEffect(() => {
    if (mayLoad) loadMore?.();
  }, [mayLoad, loadMore]);

  const { change, clear } = useSearchPatch<FindingsSearch>(navigate);
  const close = useCallback(() => change({ finding: undefined }), [change]);
  /** Other findings are shown then: the open one may not be among them. */
  const narrow = useCallback<SearchPatch<FindingsSearch>>((patch, replace) => change({ ...patch, finding: undefined }, replace), [change]);

  const grouped = search.sort === undefined;
  const columns = useMemo(() => findingColumns(grouped), [grouped]);
  const groups = useMemo(() => {
    if (!grouped || !first) return undefined;
    const byCode = new Map(first.groups.map((group) => [group.code, group]));
    const only = (code: string) => (search.code === undefined ? () => narrow({ code, severity: undefined }) : undefined);
    const head = (code: string) => {
      const group = byCode.get(code);
      return group ? <FindingGroupHead group={group} onOnly={only(code)} /> : code;
    };
    return { of: codeOf, head, count: first.groups.length };
  }, [first, grouped, search.code, narrow]);
  const aboutKinds = useMemo(() => [...new Set(rows.flatMap((row) => row.objects.map(({ kind }) => kind)))].sort(), [rows]);
  const filtered = Object.keys(filters).some((name) => name !== 'sort');

  return (
    <WorkLayout
      right={
        open === undefined ? undefined : found ? (
          <FindingPanel key={open} finding={found} pools={poolList?.items ?? []} onClose={close} />
        ) : (
          <NoFinding
            seeking={query.isPending || isSought}
            filtered={filtered}
            onAll={() => navigate({ search: { finding: open } })}
            onClose={close}
          />
        )
      }
    >
      <PageTitle title="Findings" hidden />
      <Toolbar
        end={
          <>
            {first && <span className={css.total}>{counted(first.total, 'finding')}</span>}
            <ExportMenu
              name="findings"
              columns={findingFile}
              rows={rows}
              total={first?.total ?? null}
              all={() => everyFinding(api, asked)}
            />
          </>
        }
      >
        <FindingFilters search={search} offered={offered} kinds={aboutKinds} onChange={narrow} />
      </Toolbar>
      <AnsweredTable
        query={query}
        what="findings"
        kinds={kinds}
        now={now}
        onClear={clear}
        label="Findings"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowLabel={(finding) => `${finding.severity}: ${finding.title}`}
        groups={groups}
        total={first?.total ?? null}
        sort={search.sort}
        onSort={(sort) => change({ sort })}
        selected={open}
        onSelect={(finding) => change({ finding: finding.id })}
        loadMore={loadMore}
        loadingMore={query.isFetchingNextPage}
        rowHeight={44}
        narrowRow={(finding) => <FindingRow finding={finding} grouped={grouped} />}
        empty={<NoFindings filtered={filtered} kinds={kinds} clear={clear} />}
      />
    </WorkLayout>
  );
}

/** In place of a finding that a link names and the list has not, or not yet. */
function NoFinding({ seeking, filtered, onAll, onClose }: { seeking: boolean; filtered: boolean; onAll: () => void; onClose: () => void }) {
  return (
    <Panel label="Finding" title={<h2>Finding</h2>} onClose={onClose}>
      {seeking ? (
        <Loading label="Reading the finding" lines={4} />
      ) : filtered ? (
        <Empty title="It is not among these" action={<Button onClick={onAll}>Look among all findings</Button>}>
          It does not fit the filters, or holds no more.
        </Empty>
      ) : (
        <Empty title="There is no such finding">It holds no more, or not yet again since Cidrscape was started.</Empty>
      )}
    </Panel>
  );
}
