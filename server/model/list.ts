import { type Place, readCursor, type SortValue, writeCursor } from './cursor.ts';
import { QueryError } from './queryError.ts';

/** How one list is ordered: the fields that `sort` may name, and a text that is unique to each item and never changes. */
export interface Listing<T> {
  readonly name: string;
  readonly unique: (item: T) => string;
  readonly fields: Readonly<Record<string, (item: T) => SortValue>>;
  readonly defaultSort: string;
}

export interface ListQuery {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly sort?: string | undefined;
}

export interface Page<T> {
  readonly total: number;
  readonly items: T[];
  readonly next: string | null;
}

interface Row<T> extends Place {
  readonly item: T;
}

/**
 * One page of a list. Reads every item once and sorts only what the page may show.
 * A cursor holds the sort value and the unique text of the last item, so it stays good while items come and go.
 * Throws QueryError: invalid-sort, invalid-cursor (broken, or of another list or order).
 */
export function page<T>(listing: Listing<T>, items: Iterable<T>, query: ListQuery): Page<T> {
  const sort = query.sort ?? listing.defaultSort;
  const descending = sort.startsWith('-');
  const name = descending ? sort.slice(1) : sort;
  const field = Object.hasOwn(listing.fields, name) ? listing.fields[name] : undefined;
  if (!field) throw new QueryError('invalid-sort', sort, `sort is one of ${Object.keys(listing.fields).join(', ')}, with "-" to descend`);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, listing.name, sort);
  const limit = query.limit ?? 100;
  const order = placeOrder(sort);

  let total = 0;
  let left = 0;
  let rows: Row<T>[] = [];
  let worst: Row<T> | undefined;
  for (const item of items) {
    total++;
    const row = { item, value: field(item), unique: listing.unique(item) };
    if (after && order(row, after) <= 0) continue;
    left++;
    if (worst && order(row, worst) > 0) continue;
    rows.push(row);
    if (rows.length < limit * 2 + 64) continue;
    rows = rows.sort(order).slice(0, limit);
    worst = rows[rows.length - 1];
  }
  rows = rows.sort(order).slice(0, limit);
  const last = rows[rows.length - 1];
  return {
    total,
    items: rows.map(({ item }) => item),
    next: last && left > rows.length ? writeCursor(listing.name, sort, last) : null,
  };
}

/** The order of a list that is sorted by a field, "-" to descend. */
export function placeOrder(sort: string): (a: Place, b: Place) => number {
  const descending = sort.startsWith('-');
  return (a, b) => {
    const values = compareValues(a.value, b.value, descending);
    return values !== 0 ? values : a.unique < b.unique ? -1 : a.unique > b.unique ? 1 : 0;
  };
}

function compareValues(a: SortValue, b: SortValue, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const rising = a < b ? -1 : a > b ? 1 : 0;
  return descending ? -rising : rising;
}
