import { useState } from 'react';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Count } from '../../kit/Count.tsx';
import { type Column, DataTable, exportColumns } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { ExportMenu } from '../../kit/ExportMenu.tsx';
import { type CellRow, sortRows } from './cellRows.ts';
import type { MapCell } from './cells.ts';
import css from './Map.module.css';
import { placeText } from './place.ts';
import type { Scene } from './scene.ts';
import { holderName, spokenCell } from './words.ts';

/** The same cells as on the map, as rows. */
export function CellTable({
  scene,
  rows,
  selected,
  onSelect,
}: {
  scene: Scene;
  rows: readonly CellRow[];
  selected: string | undefined;
  onSelect: (cell: MapCell) => void;
}) {
  const [sort, setSort] = useState<string>();
  const within = formatCidr(scene.range);
  return (
    <div className={css.table}>
      <DataTable
        label={`Cells of ${within}`}
        columns={columnsFor(scene, within)}
        rows={sortRows(rows, sort)}
        rowKey={(row) => placeText(row.cell.cidr)}
        rowLabel={(row) => spokenCell(scene, row.cell, row.shade)}
        total={rows.length}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={(row) => onSelect(row.cell)}
        rowHeight={33}
        narrowRow={(row) => (
          <>
            <AddressText address={placeText(row.cell.cidr)} within={within} />
            <div className="ink2 s12">{spokenCell(scene, row.cell, row.shade).split(', ').slice(1).join(' · ')}</div>
          </>
        )}
        narrowHeight={52}
        empty={<Empty title="There are no cells here" />}
      />
    </div>
  );
}

/** Exactly the rows of the table, as a file. */
export function CellExport({ scene, rows }: { scene: Scene; rows: readonly CellRow[] }) {
  const within = formatCidr(scene.range);
  return <ExportMenu name={`map-${within.replace(/[/:]/g, '-')}`} columns={exportColumns(columnsFor(scene, within))} rows={rows} />;
}

function columnsFor(scene: Scene, within: string): Column<CellRow>[] {
  const number = (id: string, header: string, read: (cell: MapCell) => bigint | number | null): Column<CellRow> => ({
    id,
    header,
    width: '76px',
    align: 'right',
    sort: id,
    value: ({ cell }) => read(cell)?.toString() ?? null,
    cell: ({ cell }) => (isPlain(cell) && id !== 'inUse' ? '' : <Count value={read(cell)} />),
  });
  const columns: Column<CellRow>[] = [
    {
      id: 'cidr',
      header: scene.grain === 'addresses' ? 'Address' : 'CIDR',
      width: 'minmax(140px, 2fr)',
      sort: 'cidr',
      value: ({ cell }) => placeText(cell.cidr),
      cell: ({ cell }) => <AddressText address={placeText(cell.cidr)} within={within} />,
    },
    {
      id: 'state',
      header: 'State',
      width: '96px',
      sort: 'state',
      value: ({ state }) => state,
      cell: stateOf,
    },
    {
      id: 'holder',
      header: 'Held by',
      width: 'minmax(110px, 3fr)',
      sort: 'holder',
      value: ({ cell }) => holdersText(cell),
      cell: ({ cell }) => <span className={css.cut}>{holdersText(cell)}</span>,
    },
  ];
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
