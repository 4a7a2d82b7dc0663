import type { Pool } from '../../../shared/wire/pools.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { recordedWords } from '../../kit/recordedWords.ts';

/** The two numerators of a pool, as a bar (null where there is no whole to be a part of) and in words. */
export interface PoolUse {
  bar: { total: string; handedOut: string | null; inUse: string | null } | null;
  strong: string;
  rest: string;
  /** Both together, for readers of the screen. */
  text: string;
}

/**
 * Where nodes are given blocks, both numerators are drawn against the addresses of all blocks;
 * of IPv6 the addresses in use would be nothing of 2⁸⁰, so there the line is left out and the number stands in the words.
 * Elsewhere the first numerator is what the allocator has written down, where it does.
 */
export function poolUse(pool: Pool): PoolUse {
  const { addresses, blocks } = pool;
  const recorded = recordedWords(addresses);
  const inUse = addresses.inUse === null ? null : formatCount(addresses.inUse).short;
  if (blocks) {
    const handed = blocks.handedOut === null ? 'unknown' : formatCount(blocks.handedOut).short;
    const total = blocks.free === null ? null : formatCount(blocks.total).short;
    const rest = `${total === null ? '' : `of ${total} `}handed out · ${recorded === undefined ? '' : `${recorded} · `}${inUse ?? 'unknown'} in use`;
    const bar =
      total === null
        ? null
        : { total: addresses.total, handedOut: addresses.handedOut, inUse: pool.family === 'IPv6' ? null : addresses.inUse };
    return { bar, strong: handed, rest, text: `${handed} ${rest}` };
  }
  const whole = addresses.free === null ? null : addresses.usable;
  const rest = `${whole === null ? '' : `of ${formatCount(whole).short} `}in use${recorded === undefined ? '' : ` · ${recorded}`}`;
  const strong = inUse ?? 'unknown';
  const bar = whole === null ? null : { total: whole, handedOut: addresses.recorded ?? addresses.handedOut, inUse: addresses.inUse };
  return { bar, strong, rest, text: `${strong} ${rest}` };
}
