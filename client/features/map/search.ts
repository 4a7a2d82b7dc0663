/** What the address bar holds of the Map page. */
export interface MapSearch {
  /** The prefix that is shown, as it was written: a wrong one is named, not dropped. Absent: the first pool. */
  cidr?: string;
  /** The pool whose map this is, by id; absent: the narrowest that holds the prefix. */
  pool?: string;
  /** The cell whose panel is open, as a CIDR or an address. */
  sel?: string;
  view?: 'table';
}

/** Reads whatever a link holds; fields that make no sense are dropped, the prefix aside. */
export function parseMapSearch(raw: Record<string, unknown>): MapSearch {
  const search: MapSearch = {};
  const cidr = text(raw.cidr, 64);
  if (cidr !== undefined) search.cidr = cidr;
  const pool = text(raw.pool, 512);
  if (pool !== undefined) search.pool = pool;
  const sel = text(raw.sel, 64);
  if (sel !== undefined) search.sel = sel;
  if (raw.view === 'table') search.view = 'table';
  return search;
}

/** The router reads "10" as a number: what was written is shown in the error. Longer texts are cut. */
function text(value: unknown, longest: number): string | undefined {
  const words = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  return words === '' ? undefined : words.slice(0, longest);
}
