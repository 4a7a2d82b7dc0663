import { type Cidr, compareCidrs, containsCidr, lastValue } from '../../shared/net/cidr.ts';

/** A run of addresses, both ends included. */
export interface Piece {
  readonly first: bigint;
  readonly last: bigint;
}

/** What is left of a prefix outside some others (any order, overlaps allowed), in address order. */
export function piecesOutside(range: Cidr, holes: readonly Cidr[]): Piece[] {
  const out: Piece[] = [];
  let from = range.value;
  for (const hole of holes.filter((hole) => containsCidr(range, hole)).sort(compareCidrs)) {
    if (hole.value > from) out.push({ first: from, last: hole.value - 1n });
    if (lastValue(hole) >= from) from = lastValue(hole) + 1n;
  }
  if (holes.some((hole) => containsCidr(hole, range))) return [];
  if (from <= lastValue(range)) out.push({ first: from, last: lastValue(range) });
  return out;
}
