import { counted, formatCount } from '../../kit/formatCount.ts';
import { referenceKey } from '../../kit/referenceWords.ts';
import type { CellRow } from './cellRows.ts';
import { holdsSomething, indexOf } from './cells.ts';
import { cellAt, rowsOf, type Scene, shadeOf } from './scene.ts';
import { stateWord } from './words.ts';

export type CellChange = 'gained' | 'lost' | 'changed';

/** Two cells at the same offset; null where one of the scenes ends before it. */
export interface CellPair {
  readonly offset: bigint;
  readonly a: CellRow | null;
  readonly b: CellRow | null;
}

/** The cells that either scene draws, with those of the other at the same offset, in order. */
export function cellPairs(a: Scene, b: Scene): CellPair[] {
  const offsets = new Set([...offsetsOf(a), ...offsetsOf(b)]);
  return [...offsets].sort((x, y) => (x < y ? -1 : x > y ? 1 : 0)).map((offset) => ({ offset, a: rowAt(a, offset), b: rowAt(b, offset) }));
}

/** What has become of a cell from one moment to another; null where nothing has. */
export function changeOf(scene: Pick<Scene, 'grain'>, { a, b }: CellPair): CellChange | null {
  if (!a || !b) return null;
  const held = (row: CellRow) => holdsSomething(row.cell, scene.grain === 'blocks');
  if (held(a) !== held(b)) return held(b) ? 'gained' : 'lost';
  const same =
    a.state === b.state && a.cell.inUse === b.cell.inUse && holderOf(a) === holderOf(b) && a.cell.flags.join() === b.cell.flags.join();
  return same ? null : 'changed';
}

/** "+", "−" and "±": a change as it stands in a cell. */
export const changeSigns: Record<CellChange, string> = { gained: '+', lost: '−', changed: '±' };

/** How many cells were gained, lost and changed, in a sentence. */
export function changeSentence(changes: Iterable<CellChange>): string {
  const counts = { gained: 0, lost: 0, changed: 0 };
  for (const change of changes) counts[change]++;
  if (counts.gained + counts.lost + counts.changed === 0) return 'Nothing has changed in these cells.';
  const said = [
    counts.gained > 0 && `${counted(counts.gained, 'cell')} gained`,
    counts.lost > 0 && `${counts.gained > 0 ? formatCount(counts.lost).short : counted(counts.lost, 'cell')} lost`,
    counts.changed > 0 &&
      `${counts.gained + counts.lost > 0 ? formatCount(counts.changed).short : counted(counts.changed, 'cell')} changed`,
  ].filter((text) => text !== false);
  return `${said.join(', ')}.`;
}

/** How two counts of addresses in use differ, in words: "216 in use here and 6 there: 210 more here". */
export function countsSentence(a: bigint | null, b: bigint | null, names: readonly [a: string, b: string]): string {
  if (a === null || b === null) return `In use of ${a === null ? names[0] : names[1]} is unknown, so the counts cannot be compared.`;
  const both = `${names[0]} has ${counted(a, 'address', 'addresses')} in use and ${names[1]} has ${formatCount(b).short}`;
  if (a === b) return `${both}: as many.`;
  return `${both}: ${formatCount(a > b ? a - b : b - a).short} ${a > b ? 'fewer' : 'more'}.`;
}

function offsetsOf(scene: Scene): bigint[] {
  return [...rowsOf(scene).map(({ cell }) => indexOf(scene.range, scene.cellPrefix, cell.cidr.value)), ...scene.cells.keys()];
}

function rowAt(scene: Scene, offset: bigint): CellRow | null {
  if (offset >= scene.total) return null;
  const cell = cellAt(scene, offset);
  const shade = shadeOf(scene, cell);
  return { cell, shade, state: stateWord(shade, scene.grain), group: null, outside: null };
}

/** Pods on the host network have their node's address: whether they are told beside it makes no difference. */
function holderOf({ cell }: CellRow): string {
  const nodes = cell.holders.filter(({ kind }) => kind === 'Node');
  return (nodes.length > 0 ? nodes : cell.holders).map(referenceKey).sort().join();
}

/** A scene with what can be known of the past alone: nobody wrote down what leaked, or was being deleted. */
export function asOfPast(scene: Scene): Scene {
  const cells = [...scene.cells].map(
    ([offset, cell]) => [offset, { ...cell, flags: cell.flags.filter((flag) => flag !== 'leaked' && flag !== 'terminating') }] as const,
  );
  return { ...scene, cells: new Map(cells) };
}
