/** A piece of a sparse range, in order: a row that is drawn, or rows that are left out. Numbers count rows. */
export type SparsePiece =
  | { readonly kind: 'row'; readonly row: bigint }
  | { readonly kind: 'gap'; readonly first: bigint; readonly rows: bigint };

export interface SparseOptions {
  /** Cells in a row. */
  readonly columns: number;
  /** Rows that are drawn together if one of them holds something: 1, or 16 to keep every 16×16 whole. */
  readonly group: number;
  /** An empty stretch of at most this many rows is drawn, because a strip would be no shorter. */
  readonly bridge: number;
}

/**
 * Cuts a range of `total` cells down to the rows that hold something and the gaps between them, in address order.
 * `offsets` are the positions of the cells that hold something, in any order; those beyond `total` are left out.
 * An empty range keeps its first group, so that there is always something to see and to walk on.
 */
export function sparseRows(offsets: Iterable<bigint>, total: bigint, options: SparseOptions): SparsePiece[] {
  const columns = BigInt(options.columns);
  const group = BigInt(options.group);
  const rowTotal = (total + columns - 1n) / columns;
  const held = new Set<bigint>();
  for (const offset of offsets) if (offset >= 0n && offset < total) held.add(offset / columns / group);
  if (held.size === 0 && rowTotal > 0n) held.add(0n);
  const pieces: SparsePiece[] = [];
  let next = 0n;
  for (const index of [...held].sort((a, b) => (a < b ? -1 : 1))) {
    const begin = index * group;
    const end = begin + group < rowTotal ? begin + group : rowTotal;
    next = pushGap(pieces, next, begin, options.bridge);
    for (; next < end; next++) pieces.push({ kind: 'row', row: next });
  }
  pushGap(pieces, next, rowTotal, options.bridge);
  return pieces;
}

function pushGap(pieces: SparsePiece[], from: bigint, to: bigint, bridge: number): bigint {
  if (to - from > BigInt(bridge)) pieces.push({ kind: 'gap', first: from, rows: to - from });
  else for (let row = from; row < to; row++) pieces.push({ kind: 'row', row });
  return to;
}
