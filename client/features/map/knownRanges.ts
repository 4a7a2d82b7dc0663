import type { Family } from '../../../shared/net/address.ts';
import { parseAddressRange } from '../../../shared/net/addressRange.ts';
import { type Cidr, cidrSize, lastValue } from '../../../shared/net/cidr.ts';
import { countWithin, type RangeSet, rangeSet } from '../../../shared/net/rangeSet.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import type { Strip } from '../../draw/sheet.ts';
import { cidrAtIndex } from './cells.ts';
import type { Scene } from './scene.ts';

/** All addresses of a family that lie in a range of some pool. A pool's `cidr` is only drawn around its ranges: what lies between is not its own. */
export function knownRanges(pools: readonly Pick<Pool, 'ranges'>[], family: Family): RangeSet {
  const ranges = pools.flatMap((pool) => pool.ranges).map(parseAddressRange);
  const own = ranges.filter((range) => range !== undefined).filter((range) => range.family === family);
  return rangeSet(family, own);
}

/** How many addresses of a prefix lie in a known range. */
export function insideOf(known: RangeSet, cidr: Cidr): bigint {
  return countWithin(known, cidr.value, lastValue(cidr));
}

/** How many addresses of a stretch of cells lie in a known range: from offset `first` to `last`, both included. */
export function insideCells(scene: Pick<Scene, 'range' | 'cellPrefix' | 'known'>, first: bigint, last: bigint): bigint {
  const from = cidrAtIndex(scene.range, scene.cellPrefix, first);
  const to = lastValue(cidrAtIndex(scene.range, scene.cellPrefix, last));
  return scene.known ? countWithin(scene.known, from.value, to) : to - from.value + 1n;
}

/** Whether a strip stands for cells in known ranges alone, for some of them, or for none. */
export function stripInside(
  scene: Pick<Scene, 'range' | 'cellPrefix' | 'known'>,
  strip: Pick<Strip, 'first' | 'last'>,
): 'all' | 'some' | 'none' {
  const inside = insideCells(scene, strip.first, strip.last);
  if (inside === 0n) return 'none';
  return inside === (strip.last - strip.first + 1n) * cidrSize({ ...scene.range, prefixLength: scene.cellPrefix }) ? 'all' : 'some';
}
