import { addressBits, formatAddress } from '../../../shared/net/address.ts';
import { lastValue } from '../../../shared/net/cidr.ts';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { Shade } from '../../draw/cellShade.ts';
import type { Strip } from '../../draw/sheet.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { kindName, referenceName } from '../../kit/referenceWords.ts';
import { cidrAtIndex, type MapCell } from './cells.ts';
import { outsideText } from './declaredCells.ts';
import type { Grouping } from './groupShades.ts';
import { groupNames, groupText } from './groupWords.ts';
import { stripInside } from './knownRanges.ts';
import { placeText } from './place.ts';
import type { Grain, Scene } from './scene.ts';

/** "Pod payments/ledger-api", "node worker-b03": kinds as the field writes them, nodes as people say them. */
export function holderName(reference: Reference): string {
  return `${reference.kind === 'Node' ? 'node' : kindName(reference)} ${referenceName(reference)}`;
}

/** What a cell is called aloud: "10.244.7.0/24, node worker-b03, 61 of 253 in use"; `shade` is its shade by amount. */
export function spokenCell(
  scene: Pick<Scene, 'grain' | 'range'> & Partial<Pick<Scene, 'cellPrefix' | 'declared' | 'outside'>>,
  cell: MapCell,
  shade: Shade,
  grouping?: Grouping,
): string {
  const said = [placeText(cell.cidr)];
  const [holder] = cell.holders;
  if (holder) said.push(holderName(holder));
  const others = cell.holders.length - 1 + cell.more;
  if (holder && others > 0) said.push(`and ${others} more`);
  if (scene.grain === 'addresses') {
    said.push(stateWord(shade, scene.grain));
  } else if (!cell.inUse && !cell.handedOut) {
    said.push(stateWord(shade, scene.grain));
  } else {
    said.push(amountInUse(cell));
    if (shade === 'conflict') said.push('conflict');
  }
  if (cell.uncertain > 0)
    said.push(cell.uncertain === 1 && scene.grain === 'addresses' ? 'not sure' : `${cell.uncertain} of them not sure`);
  const group = grouping && groupText(grouping.by, cell.by, grouping.now);
  if (group) said.push(`${groupNames[grouping.by].one.toLowerCase()} ${group}`);
  const { cellPrefix, declared = null, outside = [] } = scene;
  const lies = cellPrefix === undefined ? '' : outsideText({ ...scene, cellPrefix, declared, outside }, cell.cidr);
  if (lies !== '') said.push(`in ${lies}`);
  return said.join(', ');
}

/** "61 of 253 in use"; in IPv6 "14 in use": a share of 2⁶⁴ tells nothing. */
export function amountInUse(cell: Pick<MapCell, 'inUse' | 'usable'>): string {
  if (cell.inUse === null) return 'in use unknown';
  const inUse = formatCount(cell.inUse).short;
  return cell.usable === null || cell.usable > 65_536n ? `${inUse} in use` : `${inUse} of ${formatCount(cell.usable).short} in use`;
}

/** The state behind a shade, in a word. A block is handed out even where nothing is in use of it yet. */
export function stateWord(shade: Shade, grain: Grain): string {
  if (typeof shade === 'number' && grain === 'blocks') return 'handed out';
  if (typeof shade === 'number' || shade === 'inUse') return 'in use';
  if (shade === 'outside') return 'outside every range';
  return shade;
}

/** Whether what is not drawn is free: blocks are where no node has them, addresses only where what holds addresses is read. */
export function isKnownFree(scene: Pick<Scene, 'grain' | 'inUse'>): boolean {
  return scene.grain === 'blocks' || scene.inUse !== null;
}

/** What a strip says: "65,504 free /64s not drawn", and from where to where. Only what lies in a known range can be free. */
export function stripWords(
  scene: Pick<Scene, 'grain' | 'range' | 'cellPrefix' | 'inUse' | 'known'>,
  strip: Strip,
): { left: string; right: string } {
  const unit =
    scene.grain === 'addresses' ? (strip.cells === 1n ? 'address' : 'addresses') : `/${scene.cellPrefix}${strip.cells === 1n ? '' : 's'}`;
  const first = cidrAtIndex(scene.range, scene.cellPrefix, strip.first);
  const last = cidrAtIndex(scene.range, scene.cellPrefix, strip.last);
  const end = scene.cellPrefix === addressBits(scene.range.family) ? lastValue(last) : last.value;
  const inside = stripInside(scene, strip);
  const free = isKnownFree(scene) && inside === 'all' ? 'free ' : '';
  return {
    left: `${formatCount(strip.cells).short} ${free}${unit} not drawn${inside === 'none' ? ', in no range of the cluster' : ''}`,
    right: `${formatAddress(first)} – ${formatAddress({ family: last.family, value: end })}`,
  };
}
