import type { Shade } from '../../draw/cellShade.ts';
import { referenceName } from '../../kit/referenceWords.ts';
import { parseSort } from '../../kit/sortField.ts';
import type { MapCell } from './cells.ts';

/** One cell with what it looks like. */
export interface CellRow {
  readonly cell: MapCell;
  readonly shade: Shade;
  /** The shade in a word. */
  readonly state: string;
}

/** Rows by a field ("inUse", "-inUse"); the order of addresses decides between equals, and without a field. Unknown stands last. */
export function sortRows(rows: readonly CellRow[], sort: string | undefined): CellRow[] {
  const field = parseSort(sort);
  if (!field) return [...rows];
  const key = keys[field.field];
  if (!key) return [...rows];
  const turn = field.descending ? -1 : 1;
  return rows
    .map((row, index) => ({ row, index, key: key(row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return a.key === b.key ? a.index - b.index : a.key === null ? 1 : -1;
      if (a.key === b.key) return a.index - b.index;
      return (a.key < b.key ? -1 : 1) * turn;
    })
    .map(({ row }) => row);
}

const keys: Record<string, (row: CellRow) => bigint | string | null> = {
  cidr: ({ cell }) => cell.cidr.value,
  state: ({ state }) => state,
  holder: ({ cell }) => (cell.holders[0] ? referenceName(cell.holders[0]) : null),
  inUse: ({ cell }) => cell.inUse,
  usable: ({ cell }) => cell.usable,
  handedOut: ({ cell }) => cell.handedOut,
  maxPods: ({ cell }) => (cell.maxPods === null ? null : BigInt(cell.maxPods)),
};
