import { serviceRange } from '../serviceRange.ts';
import type { RangeWish } from './rangeWish.ts';

/**
 * The prefix length that a wish gets: an IPv6 range ends at a nibble, so that its addresses are told apart by whole digits, and the next
 * wider one is taken. Refused where the API server would give out nothing of it (measured on 1.37.2).
 */
export function wishLength({ family, prefixLength: asked, use }: RangeWish): {
  prefixLength: number;
  why: string | null;
  refused: boolean;
} {
  const prefixLength = family === 'IPv6' ? asked - (asked % 4) : asked;
  const range = serviceRange({ family, value: 0n, prefixLength });
  if (use === 'services' && range.usable === 0n) {
    const why =
      family === 'IPv6' && prefixLength < 64
        ? `A Service range wider than /64 is accepted and gives out nothing: ask for a /64 or longer, such as a /112.`
        : `A /${asked} gives out nothing to Services: all of its addresses are kept. Ask for a shorter prefix.`;
    return { prefixLength, why, refused: true };
  }
  if (prefixLength === asked) return { prefixLength, why: null, refused: false };
  return { prefixLength, why: `A /${asked} does not end at a nibble: these are of /${prefixLength}, the next wider one.`, refused: false };
}
