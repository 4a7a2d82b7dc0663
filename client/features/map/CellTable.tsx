import { formatCidr } from '../../../shared/net/cidr.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Count } from '../../kit/Count.tsx';
import { type Column, DataTable } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import type { CellRow } from './cellRows.ts';
import type { MapCell } from './cells.ts';
import type { Grouping } from './groupShades.ts';
import { groupNames } from './groupWords.ts';
import css from './Map.module.css';
import { placeText } from './place.ts';
import { type Scene, shadeOf } from './scene.ts';
import { holderName, spokenCell } from './words.ts';

/** The same cells as on the map, as rows: those that are lit in the legend and fit the filter. */
export function CellTable({
  scene,
  rows,
  grouping,
  total,
  sort,
  onSort,
  selected,
  onSelect,
}: {
  scene: Scene;
  rows: readonly CellRow[];
  grouping?: Grouping | undefined;
  /** How many there are without filters. */
  total: number;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  selected: string | undefined;
  onSelect: (cell: MapCell) => void;
}) {
  const within = formatCidr(scene.range);
  const spoken = (row: CellRow) => spokenCell(scene, row.cell, shadeOf(scene, row.cell), grouping);
  return (
    <div className={css.table}>
      <DataTable
        label={`Cells of ${within}`}
        columns={cellColumns(scene, grouping)}
        rows={rows}
        rowKey={(row) => placeText(row.cell.cidr)}
        rowLabel={spoken}
        total={rows.length}
        sort={sort}
        onSort={onSort}
        selected={selected}
        onSelect={(row) => onSelect(row.cell)}
        rowHeight={33}
        narrowRow={(row) => (
          <>
            <AddressText address={placeText(row.cell.cidr)} within={within} />
            <div className="ink2 s12">{spoken(row).split(', ').slice(1).join(' · ')}</div>
          </>
        )}
        narrowHeight={52}
        empty={
          total > 0 ? (
            <Empty title="No cell fits the filters">Of {formatCount(total).short} cells none is lit in the legend and has this text.</Empty>
          ) : (
            <Empty title="There are no cells here" />
          )
        }
      />
    </div>
  );
}

/** What a cell says in the table and in its export. */
export function cellColumns(scene: Scene, grouping: Grouping | undefined): Column<CellRow>[] {
  const within = formatCidr(scene.range);
  const number = (id: string, header: string, read: (cell: MapCell) => bigint | number | null): Column<CellRow> => ({
    id,
    header,
    width: '68px',
    align: 'right',
    sort: id,
    value: ({ cell }) => read(cell)?.toString() ?? null,
    cell: ({ cell }) => (isPlain(cell) && id !== 'inUse' ? '' : <Count value={read(cell)} />),
  });
  const columns: Column<CellRow>[] = [
    {
      id: 'cidr',
      header: scene.grain === 'addresses' ? 'Address' : 'CIDR',
      width: 'minmax(124px, 2fr)',
      sort: 'cidr',
      value: ({ cell }) => placeText(cell.cidr),
      cell: ({ cell }) => <AddressText address={placeText(cell.cidr)} within={within} />,
    },
    {
      id: 'state',
      header: 'State',
      width: '84px',
      sort: 'state',
      value: ({ state }) => state,
      cell: stateOf,
    },
    {
      id: 'holder',
      header: 'Held by',
      width: 'minmax(96px, 3fr)',
      sort: 'holder',
      value: ({ cell }) => holdersText(cell),
      cell: ({ cell }) => <span className={css.cut}>{holdersText(cell)}</span>,
    },
  ];
  if (grouping)
    columns.push({
      id: 'group',
      header: groupNames[grouping.by].one,
      width: 'minmax(88px, 3fr)',
      sort: 'group',
      value: ({ group }) => group,
      cell: ({ group }) => <span className={css.cut}>{group}</span>,
    });
  if (scene.declared && scene.declared.size > 0)
    columns.push({
      id: 'outside',
      header: 'Outside range',
      width: 'minmax(88px, 2fr)',
      sort: 'outside',
      value: ({ outside }) => outside,
      cell: ({ outside }) => (
        <span className={css.cut} title={outside ?? undefined}>
          {outside}
        </span>
      ),
    });
  if (scene.grain === 'addresses') return columns;
  columns.push(
    number('inUse', 'In use', (cell) => cell.inUse),
    number('usable', 'Usable', (cell) => cell.usable),
  );
  if (scene.grain === 'blocks')
    columns.push(
      number('handedOut', 'Handed out', (cell) => cell.handedOut),
      number('maxPods', 'maxPods', (cell) => cell.maxPods),
    );
  return columns;
}

/** A free cell has no limits to tell: blank, not unknown. */
function isPlain(cell: MapCell): boolean {
  return !cell.inUse && !cell.handedOut && cell.usable === null;
}

function stateOf({ shade, state }: CellRow) {
  return <span className={shade === 'conflict' || shade === 'leaked' ? 'critical' : shade === 'free' ? 'dim' : ''}>{state}</span>;
}

function holdersText(cell: MapCell): string {
  const names = cell.holders.map(holderName);
  return cell.more > 0 ? `${names.join(', ')} and ${cell.more} more` : names.join(', ');
}
