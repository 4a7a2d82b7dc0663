import type { Node } from '../../../shared/wire/nodes.ts';
import { bindingLimit } from '../../draw/cellShade.ts';
import { formatCount } from '../../kit/formatCount.ts';
import type { MapCell } from './cells.ts';

/** What ends first in a block, in words: the sentence in bold, and what it leaves. */
export interface LimitWords {
  readonly bold: string;
  readonly rest: string;
}

/**
 * Which limit binds in a node's block and how far it is. `node` is null until it is known: then pods on the host network, which count
 * against maxPods too, are not subtracted, and it is said so by leaving the number of pods out.
 */
export function limitWords(cell: Pick<MapCell, 'inUse' | 'usable' | 'maxPods' | 'size'>, node: Node | null): LimitWords {
  const limit = bindingLimit(cell);
  if (limit === null)
    return { bold: 'What binds here is unknown.', rest: 'Neither maxPods nor the usable addresses of this block are known.' };
  const byPods = cell.maxPods !== null && (cell.usable === null || BigInt(cell.maxPods) < cell.usable);
  const binds = byPods ? 'maxPods binds' : 'addresses bind';
  // A field's name keeps its spelling at the beginning of a sentence.
  const alone = byPods ? 'maxPods binds.' : 'Addresses bind.';
  const left = node?.remaining ?? null;
  const bold = left === null ? alone : left <= 0 ? `Full; ${binds}.` : `${pods(left)} ${left === 1 ? 'fits' : 'fit'}; ${binds}.`;
  const said: string[] = [];
  if (node?.pods && node.pods.hostNetwork > 0) said.push(`${formatCount(node.pods.hostNetwork).short} of its pods use the host network.`);
  if (byPods && cell.maxPods !== null && cell.usable !== null) {
    const never = cell.usable - BigInt(cell.maxPods);
    said.push(
      cell.usable > 65_536n
        ? `One /${128 - (cell.size.toString(2).length - 1)} has ${formatCount(cell.size).short} addresses: not a limit.`
        : `${formatCount(never).short} ${never === 1n ? 'address' : 'addresses'} can never be handed out.`,
    );
  }
  return { bold, rest: said.join(' ') };
}

function pods(count: number): string {
  return `${formatCount(count).short} more ${count === 1 ? 'pod' : 'pods'}`;
}
