import { addressBits } from '../../../shared/net/address.ts';
import { type Cidr, formatCidr } from '../../../shared/net/cidr.ts';
import type { MapAnswer, MapGroupBy } from '../../../shared/wire/map.ts';
import { cellsOf, cidrAtIndex, holdsSomething } from './cells.ts';
import { firstBits, isSparse, nextBits } from './levels.ts';

/** What is drawn of a prefix: answers about its parts in address order, all cut in cells of one length. */
export interface Survey {
  readonly range: Cidr;
  readonly cellPrefix: number;
  readonly sparse: boolean;
  /** The whole range's own answer. */
  readonly whole: MapAnswer;
  readonly parts: readonly MapAnswer[];
  /** What its cells are told apart by. */
  readonly by?: MapGroupBy | undefined;
}

export interface SurveyLimits {
  /** More parts than this that hold something are shown as cells of their own instead. */
  readonly parts: number;
  /** Questions to the server, all in all. */
  readonly calls: number;
}

/** A /24 or /120 each for addresses; for blocks as many as stay on a page. */
export const addressLimits: SurveyLimits = { parts: 12, calls: 48 };
export const blockLimits: SurveyLimits = { parts: 4, calls: 12 };

/**
 * Asks for the cells of a prefix. A dense one is one question. A sparse one is asked level by level, only where something is, until
 * its leaves are reached or there is too much to draw: then the level above is shown, whose cells can be opened.
 * An empty one goes down its first part, so that a block without addresses still shows where they will be.
 */
export async function survey(
  ask: (cidr: string, bits: number) => Promise<MapAnswer>,
  range: Cidr,
  leaf: number,
  limits: SurveyLimits,
): Promise<Survey> {
  const text = formatCidr(range);
  if (!isSparse(range, leaf)) {
    const whole = await ask(text, Math.max(1, nextBits(range, leaf)));
    return { range, cellPrefix: whole.cellPrefix, sparse: false, whole, parts: [whole] };
  }
  const whole = await ask(text, firstBits(range, leaf));
  let parts: MapAnswer[] = [whole];
  let cellPrefix = whole.cellPrefix;
  let calls = 1;
  while (cellPrefix < leaf) {
    const next = populated(parts, range, cellPrefix, leaf);
    if (next.length > limits.parts || calls + next.length > limits.calls) break;
    calls += next.length;
    parts = await Promise.all(next.map((part) => ask(formatCidr(part), Math.min(8, leaf - cellPrefix))));
    const reached = parts[0]?.cellPrefix ?? cellPrefix;
    if (reached <= cellPrefix) break;
    cellPrefix = reached;
  }
  return { range, cellPrefix, sparse: true, whole, parts };
}

function populated(parts: readonly MapAnswer[], range: Cidr, cellPrefix: number, leaf: number): Cidr[] {
  const amongBlocks = leaf < addressBits(range.family);
  const found = parts.flatMap((part) => cellsOf(part).filter((cell) => holdsSomething(cell, amongBlocks))).map((cell) => cell.cidr);
  return found.length > 0 ? found : [cidrAtIndex(range, cellPrefix, 0n)];
}
