/** What a cell looks like: one of five steps of the ramp by amount, or a state. */
export type Step = 1 | 2 | 3 | 4 | 5;
/** One of eight groups that a map tells apart (the largest first), all the others together, or none of them. */
export type Group = 'group1' | 'group2' | 'group3' | 'group4' | 'group5' | 'group6' | 'group7' | 'group8' | 'groupOther' | 'groupNone';
/** What the gravest finding of a cell's objects is. */
export type Gravity = 'critical' | 'warning' | 'info';
export type Shade = Step | Group | Gravity | 'free' | 'inUse' | 'reserved' | 'conflict' | 'leaked' | 'terminating' | 'unknown' | 'outside';

/** What is known of one cell. Counts are addresses; null where it is not known. */
export interface CellAmounts {
  readonly inUse: bigint | null;
  readonly handedOut: bigint | null;
  readonly reserved: bigint | null;
  readonly usable: bigint | null;
  readonly maxPods: number | null;
  readonly size: bigint;
  readonly flags: readonly string[];
}

/**
 * What binds in a cell: min(usable, maxPods), the limit that a node meets first (facts/kubernetes-addressing.md, Pods and nodes).
 * Null where neither is known.
 */
export function bindingLimit(cell: Pick<CellAmounts, 'usable' | 'maxPods'>): bigint | null {
  const pods = cell.maxPods === null ? null : BigInt(cell.maxPods);
  if (cell.usable === null) return pods;
  return pods !== null && pods < cell.usable ? pods : cell.usable;
}

/** The step of a share: 0–20 % is 1, 81–100 % and more is 5. Exact for any size, because it divides whole numbers. */
export function stepOf(part: bigint, whole: bigint): Step {
  if (part <= 0n) return 1;
  if (whole <= 0n || part >= whole) return 5;
  return Number((part * 5n + whole - 1n) / whole) as Step;
}

/** The shade of a block, or of several: amount in use of what binds; a wider cell than one node's is handed out of its size. */
export function blockShade(cell: CellAmounts, blockSize: bigint): Shade {
  if (cell.flags.includes('conflict')) return 'conflict';
  if (cell.flags.includes('outside') && !cell.inUse && !cell.handedOut) return 'outside';
  if (cell.reserved !== null && cell.reserved >= cell.size) return 'reserved';
  // Whether a block is handed out is for the nodes to tell: it may be known free where what is in use of it is not known.
  if (!cell.handedOut && !cell.inUse) return 'free';
  if (cell.size > blockSize) return stepOf(cell.handedOut ?? cell.inUse ?? 0n, cell.size);
  const limit = bindingLimit(cell);
  return limit === null || cell.inUse === null ? 'unknown' : stepOf(cell.inUse, limit);
}

/** The shade of a cell of a pool without blocks: in use of what may be handed out. */
export function rangeShade(cell: CellAmounts): Shade {
  if (cell.flags.includes('conflict')) return 'conflict';
  if (cell.reserved !== null && cell.reserved >= cell.size) return 'reserved';
  if (cell.inUse === null) return 'unknown';
  if (cell.inUse === 0n) return cell.flags.includes('outside') ? 'outside' : 'free';
  return stepOf(cell.inUse, cell.usable ?? cell.size);
}

/** The shade of a single address. */
export function addressShade(cell: Pick<CellAmounts, 'inUse' | 'flags'>): Shade {
  if (cell.flags.includes('conflict')) return 'conflict';
  if (cell.flags.includes('leaked')) return 'leaked';
  if (cell.flags.includes('terminating')) return 'terminating';
  if (cell.inUse !== null && cell.inUse > 0n) return 'inUse';
  if (cell.flags.includes('reserved')) return 'reserved';
  if (cell.inUse === null) return 'unknown';
  return cell.flags.includes('outside') ? 'outside' : 'free';
}
