import { cidrSize, formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { formatCount } from '../../kit/formatCount.ts';
import type { MapCell } from './cells.ts';
import { insideOf } from './knownRanges.ts';
import { blocksKnown } from './pastWords.ts';
import type { Scene } from './scene.ts';

/** A key number with its words; `exact` where the number is rounded. */
export interface KeyFact {
  readonly value: string;
  readonly words: string;
  readonly exact: string;
}

/** More usable addresses than this are no limit, and a share of them tells nothing (IPv6 blocks). */
const countable = 1_000_000n;

/**
 * The numbers over a map, both numerators where there are two: blocks handed out and addresses in use. `pool` is given where the map
 * shows its whole range, `self` is what is told of the prefix as a cell. What is unknown is said to be unknown, never 0.
 */
export function headlineOf(scene: Scene, pool: Pool | null, self: MapCell | null): KeyFact[] {
  const blockPrefix = scene.blockPrefix;
  if (blockPrefix !== null && scene.range.prefixLength < blockPrefix) {
    const size = cidrSize({ ...scene.range, prefixLength: blockPrefix });
    // Of a map around several ranges only what lies in one can be handed out.
    const total = (scene.known ? insideOf(scene.known, scene.range) : cidrSize(scene.range)) / size;
    const handedOut = scene.handedOut / size;
    if (!blocksKnown(scene)) return [fact(null, `/${blockPrefix}s handed out`), fact(scene.inUse, 'addresses in use')];
    const facts = [fact(handedOut, `of ${formatCount(total).short} /${blockPrefix}s handed out`), fact(scene.inUse, 'addresses in use')];
    if (pool?.blocks?.free !== null) facts.push(fact(total - handedOut, 'left'));
    return facts;
  }
  if (scene.past) {
    const room = pool ? count(pool.addresses.usable) : (self?.usable ?? null);
    const isLimit = room !== null && room <= countable;
    return [fact(scene.inUse, isLimit ? `of ${formatCount(room).short} usable in use` : 'addresses in use')];
  }
  const usable = pool ? count(pool.addresses.usable) : (self?.usable ?? null);
  const known = usable !== null && usable <= countable && pool?.addresses.free !== null;
  if (!known || usable === null) return [fact(scene.inUse, 'addresses in use')];
  const inUse = fact(scene.inUse, `of ${formatCount(usable).short} usable in use`);
  // Of a node's block free addresses say little: maxPods may end first, and is told beside these numbers.
  if (blockPrefix === scene.range.prefixLength) return [inUse];
  const recorded = pool ? count(pool.addresses.recorded) : null;
  const written = recorded === null ? [] : [fact(recorded, 'recorded by the allocator')];
  if (scene.inUse === null) return [inUse, ...written];
  // A pool's own number knows of what is recorded and not in use, and of a pool that gives nothing new.
  const free = pool ? count(pool.addresses.free) : null;
  return [inUse, ...written, fact(free ?? (usable > scene.inUse ? usable - scene.inUse : 0n), 'free')];
}

/** What a map is called aloud when it is opened. */
export function spokenScene(scene: Scene): string {
  const what = scene.grain === 'addresses' ? 'addresses' : `/${scene.cellPrefix}s`;
  return `${formatCidr(scene.range)}: ${formatCount(scene.total).short} ${what}, ${scene.inUse === null ? 'in use unknown' : `${formatCount(scene.inUse).short} addresses in use`}`;
}

function fact(value: bigint | null, words: string): KeyFact {
  if (value === null) return { value: 'unknown', words, exact: '' };
  const { short, exact } = formatCount(value);
  return { value: short, words, exact };
}

function count(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
