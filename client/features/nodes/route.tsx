import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Node } from '../../../shared/wire/nodes.ts';
import { useApi } from '../../data/ApiContext.ts';
import { everyNode } from '../../data/everyRow.ts';
import { queries } from '../../data/queries.ts';
import { useKinds } from '../../data/useKinds.ts';
import { useRows } from '../../data/useRows.ts';
import { AnsweredTable } from '../../kit/AnsweredTable.tsx';
import { Button } from '../../kit/Button.tsx';
import { exportColumns } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { ExportMenu } from '../../kit/ExportMenu.tsx';
import { findingWords } from '../../kit/findingWords.ts';
import { isWhole } from '../../kit/isWhole.ts';
import { PageTitle } from '../../kit/PageTitle.tsx';
import { patched } from '../../kit/patched.ts';
import { useSearchPatch } from '../../kit/useSearchPatch.ts';
import { Toolbar, WorkLayout } from '../../kit/WorkLayout.tsx';
import { NodeCounts } from './NodeCounts.tsx';
import { NodeFilters } from './NodeFilters.tsx';
import { NodePanel } from './NodePanel.tsx';
import { NodeRow } from './NodeRow.tsx';
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
  const { rows, first, loadMore } = useRows(query);
  const { kinds, now } = useKinds(['Node', 'Pod']);
  const nodesAreRead = isWhole(kinds, 'Node');

  const { change, clear } = useSearchPatch<NodesSearch>(navigate);
  const close = useCallback(() => change({ node: undefined }), [change]);

  const filtered = Object.keys(filters).some((name) => name !== 'sort');

  return (
    <WorkLayout right={open === undefined ? undefined : <NodePanel key={open} name={open} known={nodesAreRead} onClose={close} />}>
      <PageTitle title="Nodes" hidden />
      <Toolbar end={<ExportMenu name="nodes" columns={files} rows={rows} total={first?.total ?? null} all={() => everyNode(api, asked)} />}>
        <NodeFilters search={search} zones={first?.zones ?? []} onChange={change} />
      </Toolbar>
      <NodeCounts total={first && (nodesAreRead || first.total !== 0) ? first.total : null} filtered={filtered} />
      <AnsweredTable
        query={query}
        what="nodes"
        kinds={kinds}
        now={now}
        onClear={clear}
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
        loadMore={loadMore}
        loadingMore={query.isFetchingNextPage}
        narrowRow={(node) => <NodeRow node={node} />}
        empty={<NoNodes filtered={filtered} known={nodesAreRead} clear={clear} />}
      />
    </WorkLayout>
  );
}

function NoNodes({ filtered, known, clear }: { filtered: boolean; known: boolean; clear: () => void }) {
  if (filtered && known) return <Empty title="No node fits these filters" action={<Button onClick={clear}>Show all nodes</Button>} />;
  if (known)
    return <Empty title="There are no nodes">The first node that joins gets a block of each pod range, and stands here at once.</Empty>;
  return <Empty title="Nodes are not known">Nothing has been read of them yet. The remark above says why.</Empty>;
}
