import { Button } from '../../kit/Button.tsx';
import { DataTable } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { StackedRow } from '../../kit/StackedRow.tsx';
import { pathColumns } from './pathColumns.tsx';
import type { PathRow } from './pathRows.ts';
import css from './Topology.module.css';
import { stateWords, titleOf } from './words.ts';

/** The same paths as in the picture, as rows. */
export function PathTable({
  rows,
  filtered,
  sort,
  onSort,
  onSelect,
  onClear,
}: {
  rows: readonly PathRow[];
  filtered: boolean;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  onSelect: (row: PathRow) => void;
  onClear: () => void;
}) {
  return (
    <div className={css.table}>
      <DataTable
        label="Paths"
        columns={pathColumns}
        rows={rows}
        rowKey={({ id }) => id}
        rowLabel={spokenRow}
        total={rows.length}
        sort={sort}
        onSort={onSort}
        onSelect={onSelect}
        rowHeight={33}
        narrowRow={(row) => (
          <StackedRow below={<span className="ink2">{[row.node && titleOf(row.node), row.zone].filter(Boolean).join(' · ')}</span>}>
            <span>{row.target ? titleOf(row.target) : row.slice ? titleOf(row.slice) : row.service && titleOf(row.service)}</span>
            <span className={row.state === 'missing' || row.state === 'notReady' ? 'critical' : 'ink2'}>
              {[row.slice?.family, stateWords[row.state]].filter(Boolean).join(' ')}
            </span>
          </StackedRow>
        )}
        empty={
          filtered ? (
            <Empty title="No path fits these filters" action={<Button onClick={onClear}>Show all paths</Button>} />
          ) : (
            <Empty title="No path leads here" />
          )
        }
      />
    </div>
  );
}

function spokenRow({ service, slice, target, node, zone, state }: PathRow): string {
  return [...[service, slice, target, node].flatMap((entry) => (entry ? [titleOf(entry)] : [])), slice?.family, zone, stateWords[state]]
    .filter(Boolean)
    .join(', ');
}
