import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { AuditItem, AuditListName } from '../../../shared/wire/audit.ts';
import { useApi } from '../../data/ApiContext.ts';
import { everyAuditItem } from '../../data/everyRow.ts';
import { type AuditFilters, queries } from '../../data/queries.ts';
import { useKinds } from '../../data/useKinds.ts';
import { useNamespaces } from '../../data/useNamespaces.ts';
import { useRows } from '../../data/useRows.ts';
import { AnsweredTable } from '../../kit/AnsweredTable.tsx';
import { Button } from '../../kit/Button.tsx';
import { Counts } from '../../kit/Counts.tsx';
import { exportColumns } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { ExportMenu } from '../../kit/ExportMenu.tsx';
import { FilterChip } from '../../kit/FilterChip.tsx';
import { FilterSelect } from '../../kit/FilterSelect.tsx';
import { FilterText } from '../../kit/FilterText.tsx';
import { NamespaceFilter } from '../../kit/NamespaceFilter.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { present } from '../../kit/searchParams.ts';
import type { SearchPatch } from '../../kit/useSearchPatch.ts';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import { AuditRow } from './AuditRow.tsx';
import { auditColumns, nameOf } from './auditColumns.tsx';
import { listWords, setWords } from './listWords.ts';
import { type AuditSearch, auditSearch, families as bothFamilies, sets } from './search.ts';

/** Who of one kind has which family, and what is left to do for each. */
export function AuditTable({
  list,
  search,
  change,
  clear,
}: {
  list: AuditListName;
  search: AuditSearch;
  change: SearchPatch<AuditSearch>;
  clear: () => void;
}) {
  const api = useApi();
  const namespaces = useNamespaces();
  const { title, what, kinds: names } = listWords[list];
  const { families, todo, namespace, q, sort, breaks, leaving } = search;
  const asked: AuditFilters = useMemo(
    () => present({ families, todo, namespace, q, sort, leaving: breaks ? (leaving ?? 'IPv6') : undefined }) as AuditFilters,
    [families, todo, namespace, q, sort, breaks, leaving],
  );
  const query = useInfiniteQuery(queries.auditList(api, list, asked));
  const { rows, first, loadMore } = useRows<AuditItem, { items: readonly AuditItem[]; total: number | null }>(query);
  const { kinds, now } = useKinds(names);
  const columns = useMemo(() => auditColumns(list), [list]);
  const files = useMemo(() => exportColumns(columns), [columns]);
  const filtered = Object.keys(asked).some((name) => name !== 'sort');
  const known = first ? first.total !== null : true;
  return (
    <WorkLayout>
      <PageTitle title={`Dual-stack: ${title}`} short={`Dual-stack, ${title}`} hidden />
      <Toolbar
        end={
          <ExportMenu
            name={`dual-stack-${list}`}
            columns={files}
            rows={rows}
            total={first?.total ?? null}
            all={() => everyAuditItem(api, list, asked)}
          />
        }
      >
        <Link to="/dual-stack" search={leaving ? { leaving } : {}}>
          Dual-stack
        </Link>
        <b>{title}</b>
        {list !== 'nodes' && <NamespaceFilter {...namespaces} value={namespace} onChange={(value) => change({ namespace: value })} />}
        <FilterSelect
          label="Families"
          value={families}
          options={[...sets, 'both' as const].map((value) => ({ value, label: setWords[value] }))}
          onChange={(value) => change({ families: auditSearch({ families: value }).families })}
        />
        <FilterChip on={todo === true} onChange={(on) => change({ todo: on || undefined })}>
          Left to do
        </FilterChip>
        <FilterSelect
          label="Breaks without"
          value={breaks ? (leaving ?? 'IPv6') : undefined}
          options={bothFamilies.map((value) => ({ value }))}
          none="–"
          onChange={(value) => change({ leaving: auditSearch({ leaving: value }).leaving, breaks: value === undefined ? undefined : true })}
        />
        <FilterText label="Name" value={q} onChange={(value) => change({ q: value }, true)} />
      </Toolbar>
      <Counts items={[[first?.total ?? null, what]]} />
      <AnsweredTable
        query={query}
        what={what}
        kinds={kinds}
        now={now}
        onClear={clear}
        label={title}
        columns={columns}
        rows={rows}
        rowKey={(item) => `${item.kind} ${nameOf(item)}`}
        rowLabel={(item) => [nameOf(item), item.families?.join(' and ') ?? 'families unknown', item.todo ?? ''].join(', ')}
        total={first?.total ?? null}
        sort={sort}
        onSort={(to) => change({ sort: to })}
        loadMore={loadMore}
        loadingMore={query.isFetchingNextPage}
        narrowRow={(item) => <AuditRow item={item} />}
        empty={<Nothing what={what} filtered={filtered} known={known} clear={clear} />}
      />
    </WorkLayout>
  );
}

function Nothing({ what, filtered, known, clear }: { what: string; filtered: boolean; known: boolean; clear: () => void }) {
  if (!known)
    return <Empty title={`What there is of ${what} is not known`}>Nothing has been read of them. The remark above says why.</Empty>;
  if (filtered) return <Empty title={`None of the ${what} fit`} action={<Button onClick={clear}>Show all {what}</Button>} />;
  return <Empty title={`There are no ${what}`}>One that comes stands here at once.</Empty>;
}
