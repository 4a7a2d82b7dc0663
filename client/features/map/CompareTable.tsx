import { useMemo, useState } from 'react';
import { Count } from '../../kit/Count.tsx';
import { type Column, DataTable, exportColumns } from '../../kit/DataTable.tsx';
import { Empty } from '../../kit/Empty.tsx';
import { ExportMenu } from '../../kit/ExportMenu.tsx';
import { parseSort } from '../../kit/sortField.ts';
import { type CellChange, type CellPair, changeSigns } from './cellPairs.ts';
import type { CellRow } from './cellRows.ts';
import map from './Map.module.css';
import { placeText } from './place.ts';
import { holderName } from './words.ts';

export interface PairRow extends CellPair {
  readonly change: CellChange | null;
}

/** The cells of both sides, pair by pair; `names` are what the sides are called in the heads of the columns. */
export function CompareTable({ rows, names, moments }: { rows: readonly PairRow[]; names: readonly [string, string]; moments: boolean }) {
  const [sort, setSort] = useState<string>();
  const sorted = useMemo(() => {
    const field = parseSort(sort);
    const key = field && keys[field.field];
    if (!field || !key) return rows;
    return rows.toSorted((x, y) => {
      const [a, b] = [key(x), key(y)];
      if (a === b) return 0;
      if (a === null || b === null) return a === null ? 1 : -1;
      return (a < b ? -1 : 1) * (field.descending ? -1 : 1);
    });
  }, [rows, sort]);
  return (
    <div className={map.table}>
      <DataTable
        label="Cells side by side"
        columns={compareColumns(names, moments)}
        rows={sorted}
        rowKey={(row) => String(row.offset)}
        rowLabel={(row) =>
          `${cellText(row.a)}, ${row.a?.state ?? 'behind the end'}; ${cellText(row.b)}, ${row.b?.state ?? 'behind the end'}`
        }
        total={rows.length}
        sort={sort}
        onSort={setSort}
        rowHeight={33}
        narrowRow={(row) => (
          <>
            <span className="mono">{cellText(row.a) || cellText(row.b)}</span>{' '}
            {row.change && (
              <strong>
                {changeSigns[row.change]} {row.change}
              </strong>
            )}
            <div className="ink2 s12">
              {names[0]}: {shortText(row.a)}
              <br />
              {names[1]}: {shortText(row.b)}
            </div>
          </>
        )}
        narrowHeight={68}
        empty={<Empty title="There are no cells here" />}
      />
    </div>
  );
}

export function CompareExport({
  rows,
  names,
  moments,
  name,
}: {
  rows: readonly PairRow[];
  names: readonly [string, string];
  moments: boolean;
  name: string;
}) {
  return <ExportMenu name={name} columns={exportColumns(compareColumns(names, moments))} rows={rows} />;
}

function compareColumns(names: readonly [string, string], moments: boolean): Column<PairRow>[] {
  const side = (id: 'a' | 'b', name: string): Column<PairRow>[] => [
    {
      id: `${id}State`,
      header: `${name}: state`,
      width: 'minmax(96px, 1fr)',
      value: (row) => row[id]?.state ?? null,
      cell: (row) => row[id]?.state ?? '',
    },
    {
      id: `${id}InUse`,
      header: 'In use',
      width: '84px',
      align: 'right',
      sort: `${id}InUse`,
      value: (row) => row[id]?.cell.inUse?.toString() ?? null,
      cell: (row) => (row[id] ? <Count value={row[id].cell.inUse} /> : ''),
    },
    {
      id: `${id}Holder`,
      header: 'Held by',
      inset: true,
      width: 'minmax(110px, 2fr)',
      value: (row) => holderText(row[id]),
      cell: (row) => <span className={map.cut}>{holderText(row[id])}</span>,
    },
  ];
  const address = (id: 'a' | 'b', header: string): Column<PairRow> => ({
    id: `${id}Cidr`,
    header,
    width: 'minmax(130px, 2fr)',
    value: (row) => cellText(row[id]),
    cell: (row) => <span className={`mono ${map.cut}`}>{cellText(row[id])}</span>,
  });
  const change: Column<PairRow> = {
    id: 'change',
    header: 'Change',
    width: '104px',
    sort: 'change',
    value: (row) => row.change,
    cell: (row) => row.change && `${changeSigns[row.change]} ${row.change}`,
  };
  return moments
    ? [address('a', 'Cell'), change, ...side('a', names[0]), ...side('b', names[1])]
    : [address('a', names[0]), ...side('a', 'First'), address('b', names[1]), ...side('b', 'Second')];
}

const keys: Record<string, (row: PairRow) => bigint | string | null> = {
  aInUse: (row) => row.a?.cell.inUse ?? null,
  bInUse: (row) => row.b?.cell.inUse ?? null,
  change: (row) => row.change,
};

function cellText(row: CellRow | null): string {
  return row ? placeText(row.cell.cidr) : '';
}

function holderText(row: CellRow | null): string {
  return row ? row.cell.holders.map(holderName).join(', ') : '';
}

function shortText(row: CellRow | null): string {
  if (!row) return 'behind the end';
  return [row.state, holderText(row)].filter((text) => text !== '').join(', ');
}
