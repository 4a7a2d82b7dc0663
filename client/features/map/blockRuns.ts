import { type Cidr, coveringCidr } from '../../../shared/net/cidr.ts';
import { cidrAtIndex } from './cells.ts';
import type { Scene } from './scene.ts';

/** Blocks that are handed out side by side. */
export interface BlockRun {
  readonly first: Cidr;
  readonly last: Cidr;
  readonly blocks: bigint;
  readonly inUse: bigint | null;
  /** Free blocks from its end to the next run, or to the end of the range. */
  readonly freeBehind: bigint;
  /** The smallest prefix around it: what a route or a firewall rule for it would be. */
  readonly fitsIn: Cidr;
}

/** The runs of handed out blocks in address order, at most `most`; `more` says how many are left out. */
export function blockRuns(scene: Scene, most: number): { runs: BlockRun[]; more: number } {
  const held = [...scene.cells].filter(([, cell]) => (cell.handedOut ?? 0n) > 0n).sort(([a], [b]) => (a < b ? -1 : 1));
  const spans: { begin: bigint; end: bigint; inUse: bigint | null }[] = [];
  for (const [offset, cell] of held) {
    const last = spans.at(-1);
    if (last && last.end === offset) {
      last.end = offset + 1n;
      last.inUse = last.inUse === null || cell.inUse === null ? null : last.inUse + cell.inUse;
    } else {
      spans.push({ begin: offset, end: offset + 1n, inUse: cell.inUse });
    }
  }
  const runs = spans.slice(0, most).map((span, index) => {
    const first = cidrAtIndex(scene.range, scene.cellPrefix, span.begin);
    const last = cidrAtIndex(scene.range, scene.cellPrefix, span.end - 1n);
    const next = spans[index + 1]?.begin ?? scene.total;
    return {
      first,
      last,
      blocks: span.end - span.begin,
      inUse: span.inUse,
      freeBehind: next - span.end,
      fitsIn: coveringCidr([first, last]),
    };
  });
  return { runs, more: spans.length - runs.length };
}
