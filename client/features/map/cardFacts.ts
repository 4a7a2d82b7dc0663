import { cidrSize } from '../../../shared/net/cidr.ts';
import { bindingLimit, type Shade } from '../../draw/cellShade.ts';
import { formatCount } from '../../kit/formatCount.ts';
import type { MapCell } from './cells.ts';
import { outsideText } from './declaredCells.ts';
import type { Grouping } from './groupShades.ts';
import { groupNames, groupText } from './groupWords.ts';
import { insideOf } from './knownRanges.ts';
import type { Scene } from './scene.ts';
import { holderName, stateWord } from './words.ts';

export type CardFact = readonly [name: string, value: string];

/** More names than this are counted. */
const mostHolders = 3;

/**
 * What the card beside a cell says of it, line by line: its state where nobody holds it, who does, both numerators, what is usable and
 * which limit binds, its groups, and how much of it lies in a range at all.
 */
export function cardFacts(scene: Scene, cell: MapCell, base: Shade, grouping: Grouping | undefined): CardFact[] {
  const facts: CardFact[] = [];
  const addresses = scene.grain === 'addresses';
  const empty = !cell.inUse && !cell.handedOut;
  if (empty || addresses || base === 'conflict')
    facts.push(['State', base === 'conflict' ? 'claimed more than once' : stateWord(base, scene.grain)]);
  const others = Math.max(0, cell.holders.length - mostHolders) + cell.more;
  const names = cell.holders.slice(0, mostHolders).map(holderName);
  if (names.length > 0) facts.push(['Held by', `${names.join(', ')}${others > 0 ? ` and ${formatCount(others).short} more` : ''}`]);
  if (!addresses) {
    if (!empty || cell.inUse === null) facts.push(['In use', cell.inUse === null ? 'unknown' : formatCount(cell.inUse).short]);
    const handedOut = handedOutText(scene, cell);
    if (handedOut !== null) facts.push(['Handed out', handedOut]);
    if (cell.usable !== null && !empty) facts.push(['Usable', formatCount(cell.usable).short]);
    const limit = limitText(cell);
    if (limit !== null) facts.push(['Limit', limit]);
  }
  if (grouping && cell.by) {
    const text = groupText(grouping.by, cell.by, grouping.now);
    if (text !== null) facts.push([groupNames[grouping.by].one, text]);
  }
  const outside = outsideText(scene, cell.cidr);
  if (outside !== '') facts.push(['Lies in', outside]);
  const inside = scene.known ? insideOf(scene.known, cell.cidr) : cell.size;
  if (inside > 0n && inside < cell.size)
    facts.push(['In a range', `${formatCount(inside).short} of ${formatCount(cell.size).short} addresses`]);
  return facts;
}

/** Of a cell of several blocks, how many of them; of one block, how many addresses. Null where nothing is. */
function handedOutText(scene: Scene, cell: MapCell): string | null {
  if (cell.handedOut === null || scene.grain !== 'blocks' || cell.handedOut === 0n) return null;
  if (scene.blockPrefix === null || scene.cellPrefix >= scene.blockPrefix) return formatCount(cell.handedOut).short;
  const block = cidrSize({ ...cell.cidr, prefixLength: scene.blockPrefix });
  return `${formatCount(cell.handedOut / block).short} of ${formatCount(cell.size / block).short} /${scene.blockPrefix}s`;
}

function limitText(cell: MapCell): string | null {
  const limit = bindingLimit(cell);
  if (cell.maxPods === null || limit === null) return null;
  return cell.usable !== null && cell.usable <= BigInt(cell.maxPods)
    ? `addresses bind, before maxPods ${cell.maxPods}`
    : `maxPods ${cell.maxPods} binds`;
}
