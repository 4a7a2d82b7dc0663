import { tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import css from './DataTable.module.css';
import type { ExportColumn } from './exportRows.ts';
import { formatCount } from './formatCount.ts';
import { groupLines } from './groupLines.ts';
import { CaretIcon, UpIcon } from './icons.tsx';
import { rowAfterKey } from './rowAfterKey.ts';
import { nextSort, parseSort } from './sortField.ts';
import { useNarrow } from './useNarrow.ts';

/** One column: how it is headed, what a row shows there, what it exports, how wide it is. */
export interface Column<T> {
  id: string;
  header: ReactNode;
  cell: (row: T) => ReactNode;
  /** Plain, for CSV and JSON. */
  value: ExportColumn<T>['value'];
  /** A grid track: '120px', 'minmax(0, 2fr)'. Tracks must not depend on content, or rows would not line up. */
  width: string;
  align?: 'right';
  /** Set in a little: beside a column that is set to the right, text would touch. */
  inset?: boolean;
  /** The server's name for sorting by it. */
  sort?: string;
}

export interface DataTableProps<T> {
  /** Names the table for readers of the screen. */
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** One line that says which row this is, spoken as one moves. */
  rowLabel?: (row: T) => string;
  /** All rows that match, loaded or not; null where that is unknown. */
  total: number | null;
  /** Server sorting: "field" or "-field". */
  sort?: string | undefined;
  onSort?: ((sort: string | undefined) => void) | undefined;
  selected?: string | undefined;
  onSelect?: ((row: T) => void) | undefined;
  /** More rows can be loaded; called as the end comes into sight. */
  loadMore?: (() => void) | undefined;
  loadingMore?: boolean;
  /** Estimated height of a row in pixels; rows measure themselves. */
  rowHeight?: number;
  /** A whole row at 390, stacked. */
  narrowRow: (row: T) => ReactNode;
  narrowHeight?: number;
  /** Rows in groups: what each belongs to, the head of a group, and how many groups there are in all. */
  groups?: { of: (row: T) => string; head: (key: string) => ReactNode; count: number } | undefined;
  /** In place of rows where there are none. */
  empty: ReactNode;
  /** The rows are of another question than the one asked: they stay, paler. */
  pending?: boolean;
}

const features = tableFeatures({});

/** Estimated height of a group's head in pixels; it measures itself. */
const headHeight = 36;

/**
 * A table of any length: rows are drawn as they come into sight, loaded as the end does, sorted by the server.
 * It is one stop of the keyboard: arrows, Page and Home/End move, Enter selects. It fills the height it is given and scrolls in itself.
 */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const {
    label,
    columns,
    rows,
    rowKey,
    total,
    sort,
    onSort,
    selected,
    onSelect,
    loadMore,
    loadingMore,
    rowHeight = 40,
    narrowHeight = 72,
  } = props;
  const narrow = useNarrow();
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string>();

  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const table = useTable<typeof features, T>({
    features,
    columns: useMemo(() => columns.map((column) => ({ id: column.id, accessorFn: column.value })), [columns]),
    data: rows as T[],
    getRowId: (row) => rowKey(row),
  });
  const model = table.getRowModel().rows;

  const groupOf = props.groups?.of;
  const lines = useMemo(() => (groupOf ? groupLines(rows.map(groupOf)) : rows.map((_, index) => index)), [rows, groupOf]);

  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => (typeof lines[index] === 'string' ? headHeight : narrow ? narrowHeight : rowHeight),
    getItemKey: (index) => {
      const line = lines[index];
      return typeof line === 'number' ? (model[line]?.id ?? index) : `group ${line} ${index}`;
    },
    overscan: 12,
    scrollPaddingStart: narrow ? 0 : 36,
    initialRect: { width: 1024, height: 800 },
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (loadMore && !loadingMore && last >= lines.length - 24) loadMore();
  }, [last, lines.length, loadMore, loadingMore]);

  const indexOf = (key: string | undefined) => (key === undefined ? -1 : model.findIndex((row) => row.id === key));
  const move = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const at = indexOf(active ?? selected);
    if (event.key === 'Enter' || event.key === ' ') {
      const row = model[at];
      if (!row || !onSelect) return;
      event.preventDefault();
      onSelect(row.original);
      return;
    }
    const visible = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / (narrow ? narrowHeight : rowHeight)) - 1);
    const next = rowAfterKey(event.key, at, model.length, visible);
    const row = next === undefined ? undefined : model[next];
    if (next === undefined || !row) return;
    event.preventDefault();
    setActive(row.id);
    virtual.scrollToIndex(lines.indexOf(next));
  };
  const press = (event: MouseEvent) => {
    // A link or button inside a row has an errand of its own.
    if (!(event.target instanceof Element) || event.target.closest('a, button')) return;
    const line = lines[Number(event.target.closest<HTMLElement>('tr[data-index]')?.dataset.index ?? -1)];
    const row = typeof line === 'number' ? model[line] : undefined;
    if (!row) return;
    setActive(row.id);
    onSelect?.(row.original);
  };
  const current = indexOf(active ?? selected);
  const currentLine = current < 0 ? -1 : lines.indexOf(current);
  // ARIA in HTML lets a table be a grid, which is what a table one moves in with arrows is (APG grid pattern); the linter's list lacks it.
  const asGrid = {
    role: 'grid',
    tabIndex: 0,
    'aria-activedescendant': currentLine >= 0 && shown.some((item) => item.index === currentLine) ? `${id}-${currentLine}` : undefined,
  };
  const tracks = narrow ? 'minmax(0, 1fr)' : columns.map((column) => column.width).join(' ');
  const sorted = parseSort(sort);

  return (
    <div className={css.frame}>
      {/* Head and rows are placed by hand (grid, absolute), so the elements are a table's and the role says that it is one to move in. */}
      <div ref={scroll} className={`${css.scroll} ${props.pending ? css.pending : ''}`}>
        <table
          className={css.table}
          {...asGrid}
          aria-label={label}
          aria-rowcount={total === null ? -1 : total + (props.groups?.count ?? 0) + 1}
          aria-colcount={narrow ? 1 : columns.length}
          aria-busy={props.pending ?? false}
          onKeyDown={move}
          onFocus={(event) => {
            if (event.target === event.currentTarget && current < 0 && model[0]) setActive(model[0].id);
          }}
          onClick={press}
          style={{ '--tracks': tracks } as CSSProperties}
        >
          <thead className={narrow ? 'unseen' : css.head}>
            <tr aria-rowindex={1} className={css.row}>
              {table.getHeaderGroups()[0]?.headers.map((header) => {
                const column = byId.get(header.column.id);
                if (!column) return null;
                const mine = column.sort !== undefined && sorted?.field === column.sort ? sorted : undefined;
                return (
                  <th
                    key={header.id}
                    scope="col"
                    className={placeOf(column)}
                    aria-sort={mine ? (mine.descending ? 'descending' : 'ascending') : undefined}
                  >
                    {column.sort !== undefined && onSort ? (
                      <button type="button" className={css.sort} onClick={() => onSort(nextSort(sort, column.sort ?? ''))}>
                        {column.header}
                        {mine && (mine.descending ? <CaretIcon size={12} /> : <UpIcon size={12} />)}
                      </button>
                    ) : (
                      column.header
                    )}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody className={css.body} style={{ height: virtual.getTotalSize() }}>
            {shown.map((item) => {
              const line = lines[item.index];
              if (typeof line === 'string') {
                return (
                  <tr
                    key={item.key}
                    ref={virtual.measureElement}
                    data-index={item.index}
                    aria-rowindex={item.index + 2}
                    className={`${css.row} ${css.group}`}
                    style={{ transform: `translateY(${item.start}px)`, minHeight: headHeight }}
                  >
                    <th scope="rowgroup" colSpan={narrow ? 1 : columns.length}>
                      {props.groups?.head(line)}
                    </th>
                  </tr>
                );
              }
              const row = line === undefined ? undefined : model[line];
              if (!row) return null;
              const isSelected = row.id === selected;
              return (
                <tr
                  key={item.key}
                  id={`${id}-${item.index}`}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  aria-rowindex={item.index + 2}
                  aria-selected={onSelect ? isSelected : undefined}
                  aria-label={props.rowLabel?.(row.original)}
                  className={`${css.row} ${onSelect ? css.choosable : ''} ${isSelected ? css.selected : ''} ${line === current ? css.active : ''}`}
                  style={{ transform: `translateY(${item.start}px)`, minHeight: narrow ? undefined : rowHeight }}
                >
                  {narrow ? (
                    <td>{props.narrowRow(row.original)}</td>
                  ) : (
                    row.getAllCells().map((cell) => {
                      const column = byId.get(cell.column.id);
                      return (
                        <td key={cell.id} className={column && placeOf(column)}>
                          {column?.cell(row.original)}
                        </td>
                      );
                    })
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
        {rows.length === 0 && <div className={css.empty}>{props.empty}</div>}
      </div>
      {rows.length > 0 && <p className={css.foot}>{footText(rows.length, total, loadMore !== undefined)}</p>}
    </div>
  );
}

function placeOf({ align, inset }: Pick<Column<never>, 'align' | 'inset'>): string | undefined {
  return align === 'right' ? css.right : inset ? css.inset : undefined;
}

function footText(loaded: number, total: number | null, more: boolean): string {
  const shown = formatCount(loaded).short;
  if (!more) return `All ${shown}`;
  return `1–${shown}${total === null ? '' : ` of ${formatCount(total).short}`} · rows load as you scroll`;
}

/** What a table exports: its columns' plain values under their ids. */
export function exportColumns<T>(columns: readonly Column<T>[]): ExportColumn<T>[] {
  return columns.map((column) => ({ name: column.id, value: column.value }));
}
