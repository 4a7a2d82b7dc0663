import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Node } from '../../../shared/wire/nodes.ts';
import { useApi } from '../../data/ApiContext.ts';
import { everyNode } from '../../data/everyRow.ts';
import { queries } from '../../data/queries.ts';
import { useKinds } from '../../data/useKinds.ts';
import { Answer } from '../../kit/Answer.tsx';
import { Button } from '../../kit/Button.tsx';
import { DataTable, exportColumns } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { ExportMenu } from '../../kit/ExportMenu.tsx';
import { findingWords } from '../../kit/findingWords.ts';
import { KindNotes } from '../../kit/KindNote.tsx';
import { Loading } from '../../kit/Loading.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { patched } from '../../kit/patched.ts';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import { NodeCounts } from './NodeCounts.tsx';
import { NodeFilters } from './NodeFilters.tsx';
import { NodePanel } from './NodePanel.tsx';
import { NodeRow } from './NodeRow.tsx';
import css from './Nodes.module.css';
import { moreNodeColumns, nodeColumns } from './nodeColumns.tsx';
import type { NodesSearch } from './search.ts';

const route = getRouteApi('/nodes');
const files = [...exportColumns(nodeColumns), ...moreNodeColumns];
const nameOf = (node: Node) => node.name;

export function NodesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const { node: open, ...filters } = search;
  const asked = useMemo(() => patched<NodesSearch>(search, { node: undefined }), [search]);

  const query = useInfiniteQuery(queries.nodes(api, asked));
  const { kinds, now } = useKinds(['Node', 'Pod']);
  const state = kinds.find((status) => status.kind === 'Node')?.state;
  const nodesAreRead = state === 'synced' || state === 'stale';

  const change = useCallback(
    (patch: { [K in keyof NodesSearch]?: NodesSearch[K] | undefined }, replace = false) => {
      void navigate({ search: (before) => patched<NodesSearch>(before, patch), replace });
    },
    [navigate],
  );
  const all = useCallback(() => void navigate({ search: {} }), [navigate]);
  const close = useCallback(() => change({ node: undefined }), [change]);

  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const first = query.data?.pages[0];
  const filtered = Object.keys(filters).some((name) => name !== 'sort');
  const { fetchNextPage } = query;
  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);

  return (
    <WorkLayout right={open === undefined ? undefined : <NodePanel key={open} name={open} onClose={close} />}>
      <PageTitle title="Nodes" hidden />
      <Toolbar end={<ExportMenu name="nodes" columns={files} rows={rows} total={first?.total ?? null} all={() => everyNode(api, asked)} />}>
        <NodeFilters search={search} rows={rows} onChange={change} />
      </Toolbar>
      <NodeCounts total={first && (nodesAreRead || first.total !== 0) ? first.total : null} filtered={filtered} />
      <div className={css.notes}>
        <KindNotes kinds={kinds} now={now} />
      </div>
      <div className={query.data === undefined ? css.state : css.table}>
        <Answer
          query={query}
          label="Reading nodes"
          loading={<Loading label="Reading nodes" lines={12} />}
          errorAction={<Button onClick={all}>Show all nodes</Button>}
        >
          {() => (
            <DataTable
              label="Nodes"
              columns={nodeColumns}
              rows={rows}
              rowKey={nameOf}
              rowLabel={(node) => [node.name, ...node.findings.map((code) => findingWords(code).short)].join(', ')}
              total={nodesAreRead ? (first?.total ?? null) : null}
              sort={search.sort}
              onSort={(sort) => change({ sort })}
              selected={open}
              onSelect={(node) => change({ node: node.name })}
              loadMore={query.hasNextPage ? loadMore : undefined}
              loadingMore={query.isFetchingNextPage}
              narrowRow={(node) => <NodeRow node={node} />}
              empty={<NoNodes filtered={filtered} known={nodesAreRead} clear={all} />}
              pending={query.isPlaceholderData}
            />
          )}
        </Answer>
      </div>
    </WorkLayout>
  );
}

function NoNodes({ filtered, known, clear }: { filtered: boolean; known: boolean; clear: () => void }) {
  if (filtered && known) return <Empty title="No node fits these filters" action={<Button onClick={clear}>Show all nodes</Button>} />;
  if (known)
    return <Empty title="There are no nodes">The first node that joins gets a block of each pod range, and stands here at once.</Empty>;
  return <Empty title="Nodes are not known">Nothing has been read of them yet. The remark above says why.</Empty>;
}
