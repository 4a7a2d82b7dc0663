import { addressBits } from '../../../shared/net/address.ts';
import { type Cidr, cidrSize } from '../../../shared/net/cidr.ts';
import type { RangeSet } from '../../../shared/net/rangeSet.ts';
import type { MapGroupBy, PastMoment } from '../../../shared/wire/map.ts';
import type { OutsideHead } from '../../../shared/wire/ranges.ts';
import { addressShade, blockShade, rangeShade, type Shade } from '../../draw/cellShade.ts';
import { gridLayout } from '../../draw/gridLayout.ts';
import { hilbertLayout } from '../../draw/hilbertLayout.ts';
import { type Order, offsetOfSlot, type Sheet, type SheetMeasure, slotCount } from '../../draw/sheet.ts';
import { sparseLayout } from '../../draw/sparseLayout.ts';
import type { CellRow } from './cellRows.ts';
import { cellsOf, cidrAtIndex, freeCell, holdsSomething, indexOf, type MapCell } from './cells.ts';
import { type DeclaredCell, declaredOf, outsideText } from './declaredCells.ts';
import { type Grouping, groupShade } from './groupShades.ts';
import { groupText } from './groupWords.ts';
import { insideCells, insideOf } from './knownRanges.ts';
import type { Survey } from './survey.ts';
import { stateWord } from './words.ts';

/** What one cell is: a node's block (or several of them), a part of a range, a single address. */
export type Grain = 'blocks' | 'parts' | 'addresses';

/** Everything that a map shows, apart from pixels. */
export interface Scene {
  readonly range: Cidr;
  readonly cellPrefix: number;
  readonly blockPrefix: number | null;
  readonly grain: Grain;
  readonly sparse: boolean;
  /** Cells of the whole range, drawn or not. */
  readonly total: bigint;
  /** Cells that an answer names, by how many cells lie before them. */
  readonly cells: ReadonlyMap<bigint, MapCell>;
  /** Addresses; null where what holds them is not read. */
  readonly inUse: bigint | null;
  /** Addresses inside blocks that belong to a node. */
  readonly handedOut: bigint;
  readonly pools: readonly string[];
  /** What the cells are told apart by; undefined: by amounts alone. */
  readonly by: MapGroupBy | undefined;
  /** The addresses that lie in a known range; null where all of the scene does. */
  readonly known: RangeSet | null;
  /** Cells that lie in ranges outside the cluster, by how many cells lie before them; null where no file declares any. */
  readonly declared: ReadonlyMap<bigint, DeclaredCell> | null;
  /** Such ranges that share addresses with the scene. */
  readonly outside: readonly OutsideHead[];
  /** The past moment that it shows, and what is known of that; absent: it shows what is now. */
  readonly past?: PastMoment | undefined;
}

/** `known`: the addresses of all known ranges, where the scene may be wider than they are. */
export function sceneOf(survey: Survey, blockPrefix: number | null, known: RangeSet | null = null): Scene {
  const { range, cellPrefix } = survey;
  const bits = addressBits(range.family);
  const cells = new Map<bigint, MapCell>();
  for (const part of survey.parts) for (const cell of cellsOf(part)) cells.set(indexOf(range, cellPrefix, cell.cidr.value), cell);
  return {
    range,
    cellPrefix,
    blockPrefix,
    grain: cellPrefix === bits ? 'addresses' : blockPrefix !== null && cellPrefix <= blockPrefix ? 'blocks' : 'parts',
    sparse: survey.sparse,
    total: 1n << BigInt(cellPrefix - range.prefixLength),
    cells,
    inUse: survey.whole.inUse === null ? null : BigInt(survey.whole.inUse),
    handedOut: cellsOf(survey.whole).reduce((sum, cell) => sum + (cell.handedOut ?? 0n), 0n),
    pools: survey.whole.pools,
    by: survey.by,
    known: known && insideOf(known, range) < cidrSize(range) ? known : null,
    ...declaredOf(survey),
    ...(survey.whole.past && { past: { ...survey.whole.past, exact: survey.parts.every(({ past }) => past?.exact !== false) } }),
  };
}

/** The cell at an offset, named or not. One without a name is free only as far as it lies in a known range. */
export function cellAt(scene: Scene, offset: bigint): MapCell {
  const named = scene.cells.get(offset);
  if (named) return named;
  const cell = freeCell(cidrAtIndex(scene.range, scene.cellPrefix, offset), scene.pools, scene.inUse === null ? null : 0n);
  return insideCells(scene, offset, offset) === 0n ? { ...cell, flags: ['outside'], pools: [] } : cell;
}

export function shadeOf(scene: Pick<Scene, 'grain' | 'blockPrefix' | 'range'>, cell: MapCell): Shade {
  if (scene.grain === 'addresses') return addressShade(cell);
  if (scene.grain === 'parts') return rangeShade(cell);
  return blockShade(cell, cidrSize({ ...cell.cidr, prefixLength: scene.blockPrefix ?? cell.cidr.prefixLength }));
}

/** The shade a cell is drawn in: by amount, or by the group it belongs to. */
export function shownShade(scene: Pick<Scene, 'grain' | 'blockPrefix' | 'range'>, cell: MapCell, grouping: Grouping | undefined): Shade {
  const base = shadeOf(scene, cell);
  return grouping ? groupShade(grouping, cell, base) : base;
}

/**
 * The sheet a scene is drawn on. Single addresses keep their 16 × 16 whole; blocks show only the rows that hold some. A sheet of such rows
 * has no other order.
 */
export function sheetOf(scene: Scene, measure: SheetMeasure, order: Order = 'rows'): Sheet {
  if (!scene.sparse) return (order === 'hilbert' ? hilbertLayout : gridLayout)(scene.cellPrefix - scene.range.prefixLength, measure);
  const held = [...scene.cells].filter(([, cell]) => holdsSomething(cell, scene.grain === 'blocks')).map(([offset]) => offset);
  return sparseLayout(held, scene.total, { columns: 16, group: scene.grain === 'addresses' ? 16 : 1, bridge: 1 }, measure);
}

/** The offset of every slot; null where the last row ends after the range does. */
export function drawnOffsets(scene: Pick<Scene, 'total'>, sheet: Sheet): (bigint | null)[] {
  return Array.from({ length: slotCount(sheet) }, (_, slot) => {
    const offset = offsetOfSlot(sheet, slot);
    return offset !== undefined && offset < scene.total ? offset : null;
  });
}

/** Cells that are drawn, in their order. */
export function drawnCells(scene: Scene): MapCell[] {
  const sheet = sheetOf(scene, { width: 0, left: 0, top: 0, gap: 0, maxPitch: 1 });
  return drawnOffsets(scene, sheet)
    .filter((offset) => offset !== null)
    .map((offset) => cellAt(scene, offset));
}

/** Cells with their shades: what the table lists and the legend counts. */
export function rowsOf(scene: Scene, grouping?: Grouping, cells: readonly MapCell[] = drawnCells(scene)): CellRow[] {
  return cells.map((cell) => ({
    cell,
    shade: shownShade(scene, cell, grouping),
    state: stateWord(shadeOf(scene, cell), scene.grain),
    group: grouping ? groupText(grouping.by, cell.by, grouping.now) : null,
    outside: scene.declared ? outsideText(scene, cell.cidr) : null,
  }));
}
