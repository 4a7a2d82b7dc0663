import { addressBits } from '../../../shared/net/address.ts';
import { type Cidr, cidrSize, parseCidr } from '../../../shared/net/cidr.ts';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { Cell, CellGroups, MapAnswer } from '../../../shared/wire/map.ts';
import type { CellAmounts } from '../../draw/cellShade.ts';

/** One cell of the map with its counts as numbers. */
export interface MapCell extends CellAmounts {
  readonly cidr: Cidr;
  readonly holders: readonly Reference[];
  readonly more: number;
  readonly pools: readonly string[];
  /** What it holds, told apart as the answer was asked to; null where it was not. */
  readonly by: CellGroups | null;
  /** At a past moment: addresses in use of which it is not sure that they were then. */
  readonly uncertain: number;
  /** Of the holders those of whom it is not sure that they held it then. */
  readonly maybe: readonly Reference[];
}

/** A cell that an answer does not name: it is free and holds nothing; or nobody can say, where what holds addresses is not read. */
export function freeCell(cidr: Cidr, pools: readonly string[], inUse: 0n | null = 0n): MapCell {
  return {
    cidr,
    inUse,
    handedOut: null,
    reserved: null,
    usable: null,
    maxPods: null,
    size: cidrSize(cidr),
    flags: [],
    holders: [],
    more: 0,
    pools,
    by: null,
    uncertain: 0,
    maybe: [],
  };
}

/**
 * Whether a cell is a reason to draw its row: something is in use in it or, among blocks, it is handed out. Inside a block every cell is,
 * and some are reserved: neither is a reason there.
 */
export function holdsSomething(cell: Pick<MapCell, 'inUse' | 'handedOut' | 'flags'>, amongBlocks: boolean): boolean {
  if ((cell.inUse ?? 0n) > 0n || (amongBlocks && (cell.handedOut ?? 0n) > 0n)) return true;
  return cell.flags.some((flag) => flag !== 'reserved' && flag !== 'outside');
}

/**
 * The named cells of an answer, runs of like cells spelt out (an answer has at most 256 cells). An answer that cannot be read has none.
 */
export function cellsOf(answer: Pick<MapAnswer, 'cidr' | 'cellPrefix' | 'bits' | 'cells'>): MapCell[] {
  const range = parseCidr(answer.cidr);
  if (!range) return [];
  const out: MapCell[] = [];
  for (const cell of answer.cells) {
    const end = Math.min(cell.index + cell.count, 2 ** answer.bits);
    for (let index = cell.index; index < end; index++) out.push(readCell(cell, cidrAtIndex(range, answer.cellPrefix, BigInt(index))));
  }
  return out;
}

/** The cell so many cells into a range. */
export function cidrAtIndex(range: Cidr, cellPrefix: number, index: bigint): Cidr {
  const hostBits = BigInt(addressBits(range.family) - cellPrefix);
  return { family: range.family, value: range.value + (index << hostBits), prefixLength: cellPrefix };
}

/** How many cells of this length lie in a range before an address. */
export function indexOf(range: Cidr, cellPrefix: number, value: bigint): bigint {
  return (value - range.value) >> BigInt(addressBits(range.family) - cellPrefix);
}

function readCell(cell: Cell, cidr: Cidr): MapCell {
  return {
    cidr,
    inUse: count(cell.inUse),
    handedOut: count(cell.handedOut),
    reserved: count(cell.reserved),
    usable: count(cell.usable),
    maxPods: cell.maxPods,
    size: cidrSize(cidr),
    flags: cell.flags,
    holders: cell.holders,
    more: cell.more,
    pools: cell.pools,
    by: cell.by ?? null,
    uncertain: cell.uncertain ?? 0,
    maybe: cell.maybe ?? [],
  };
}

function count(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
