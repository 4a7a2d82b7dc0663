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

interface Row<T> {
  readonly item: T;
  readonly place: Place;
}

/** How a query wants a list. */
interface Asked<T> {
  readonly sort: string;
  readonly field: (item: T) => SortValue;
  readonly compare: (a: Place, b: Place) => number;
  /** The last item of the page before. */
  readonly after: Place | undefined;
}

/** Throws QueryError: invalid-sort, invalid-cursor (broken, or of another list or order). */
export function askedOrder<T>(listing: Listing<T>, query: ListQuery): Asked<T> {
  const sort = query.sort ?? listing.defaultSort;
  const name = sort.startsWith('-') ? sort.slice(1) : sort;
  const field = Object.hasOwn(listing.fields, name) ? listing.fields[name] : undefined;
  if (!field) throw new QueryError('invalid-sort', sort, `sort is one of ${Object.keys(listing.fields).join(', ')}, with "-" to descend`);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, listing.name, sort);
  return { sort, field, compare: placeOrder(sort), after };
}

/**
 * One page of a list. Reads every item once and sorts only what the page may show.
 * A cursor holds the sort value and the unique text of the last item, so it stays good while items come and go.
 * Throws QueryError: invalid-sort, invalid-cursor (broken, or of another list or order).
 */
export function page<T>(listing: Listing<T>, items: Iterable<T>, query: ListQuery): Page<T> {
  const { sort, field, compare, after } = askedOrder(listing, query);
  const limit = query.limit ?? 100;
  const order = (a: Row<T>, b: Row<T>) => compare(a.place, b.place);

  let total = 0;
  let rows: Row<T>[] = [];
  let worst: Row<T> | undefined;
  for (const item of items) {
    total++;
    const row = { item, place: { value: field(item), unique: listing.unique(item) } };
    if (after && compare(row.place, after) <= 0) continue;
    if (worst && order(row, worst) > 0) continue;
    rows.push(row);
    if (rows.length < limit * 2 + 64) continue;
    rows = rows.sort(order).slice(0, limit + 1);
    worst = rows[rows.length - 1];
  }
  return pageOf(listing.name, sort, { total, items: rows.sort(order).slice(0, limit + 1), limit });
}

/** A page of the rows that follow each other in an order: so many as it may have, and one more where there are more. */
export function pageOf<T>(
  name: string,
  sort: string,
  { total, items, limit }: { readonly total: number; readonly items: readonly Row<T>[]; readonly limit: number },
): Page<T> {
  const shown = items.slice(0, limit);
  const last = shown[shown.length - 1];
  return {
    total,
    items: shown.map(({ item }) => item),
    next: last && items.length > limit ? writeCursor(name, sort, last.place) : null,
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
