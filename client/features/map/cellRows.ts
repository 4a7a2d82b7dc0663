import { overlaps } from '../../../shared/net/cidr.ts';
import type { Shade } from '../../draw/cellShade.ts';
import { referenceName } from '../../kit/referenceWords.ts';
import { parseSort } from '../../kit/sortField.ts';
import type { MapCell } from './cells.ts';
import { placeText, selectionOf } from './place.ts';
import { holderName } from './words.ts';

/** One cell with what it looks like. */
export interface CellRow {
  readonly cell: MapCell;
  /** As it is drawn. */
  readonly shade: Shade;
  /** Its state in a word, whatever it is told apart by. */
  readonly state: string;
  /** What it holds by the groups it is told apart by; null where it is not. */
  readonly group: string | null;
  /** In whose ranges outside the cluster it lies; null where no file declares any. */
  readonly outside: string | null;
}

/**
 * Rows whose entry of the legend is lit and which a text fits: an address or CIDR fits what it overlaps, anything else the names of
 * holders, the state and the groups. Order and rows stay.
 */
export function filterRows(rows: readonly CellRow[], isLit: (shade: Shade) => boolean, text: string | undefined): CellRow[] {
  const needle = (text ?? '').trim().toLowerCase();
  const place = selectionOf(needle);
  const fits = (row: CellRow) =>
    needle === '' || (place ? overlaps(place, row.cell.cidr) : wordsOf(row).some((word) => word.toLowerCase().includes(needle)));
  return rows.filter((row) => isLit(row.shade) && fits(row));
}

function wordsOf({ cell, state, group, outside }: CellRow): string[] {
  return [placeText(cell.cidr), state, group ?? '', outside ?? '', ...cell.holders.map(holderName)];
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
  group: ({ group }) => group,
  outside: ({ outside }) => (outside === '' ? null : outside),
  holder: ({ cell }) => (cell.holders[0] ? referenceName(cell.holders[0]) : null),
  inUse: ({ cell }) => cell.inUse,
  usable: ({ cell }) => cell.usable,
  handedOut: ({ cell }) => cell.handedOut,
  maxPods: ({ cell }) => (cell.maxPods === null ? null : BigInt(cell.maxPods)),
};
