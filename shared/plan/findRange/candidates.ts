import { addressBits } from '../../net/address.ts';
import { type Cidr, cidrOf } from '../../net/cidr.ts';
import { freeBlocks } from '../../net/freeBlocks.ts';
import { intersection, type RangeSet } from '../../net/rangeSet.ts';
import type { RangeWish } from './rangeWish.ts';
import type { Surroundings } from './reasons.ts';

const eachKind = 64;
const eachGap = 5;

/** Places worth a look: in what is meant for the cluster, beside what is there, in the ULA prefixes in use, in small gaps, and drawn ULA prefixes. Not all of them are free. */
export function* candidatesOf(wish: RangeWish, prefixLength: number, around: Surroundings, seed: string): Generator<Cidr> {
  const { known, free } = around;
  yield* inAllotted(prefixLength, around);
  const own = known.filter(({ range, use }) => range.family === wish.family && use !== 'special').slice(0, eachKind);
  for (const { range } of own) yield* beside(wish, prefixLength, range.first, range.last);
  yield* inSmallGaps(prefixLength, free);
  if (wish.family === 'IPv6') yield* drawnPrefixes(prefixLength, seed);
}

/** The first few of each gap in what is allotted. */
function* inAllotted(prefixLength: number, { allotted, free }: Surroundings): Generator<Cidr> {
  let found = 0;
  for (const run of intersection(free, allotted).runs) {
    let here = 0;
    for (const block of freeBlocks({ family: free.family, runs: [run], before: [] }, prefixLength)) {
      yield block;
      if (++found >= eachKind) return;
      if (++here >= eachGap) break;
    }
  }
}

/** The blocks before and behind a range, and in a ULA the first few of its /48. */
function* beside({ family }: RangeWish, prefixLength: number, first: bigint, last: bigint): Generator<Cidr> {
  const size = 1n << BigInt(addressBits(family) - prefixLength);
  const top = 1n << BigInt(addressBits(family));
  for (const value of [((last + size) / size) * size, (first / size) * size - size, ((first / size) ^ 1n) * size])
    if (value >= 0n && value < top) yield { family, value, prefixLength };
  if (family !== 'IPv6' || prefixLength <= 48 || first >> 120n !== 0xfdn) return;
  const site = cidrOf({ family, value: first }, 48);
  for (let i = 0n; i < 16n; i++) yield cidrOf({ family, value: site.value + (i << 64n) }, prefixLength);
}

/** The first and the last block of the gaps that are smallest: what fits there leaves larger ones whole. */
function* inSmallGaps(prefixLength: number, free: RangeSet): Generator<Cidr> {
  const gaps = [...free.runs].sort((a, b) => (a.last - a.first < b.last - b.first ? -1 : 1));
  let found = 0;
  for (const gap of gaps) {
    if (found >= eachKind) return;
    const [block] = freeBlocks({ family: free.family, runs: [gap], before: [] }, prefixLength);
    if (block) {
      found++;
      yield block;
    }
  }
}

/** ULA prefixes with a Global ID of no pattern, as RFC 4193 §3.2 wants it, so that two networks can be joined one day. */
export function* drawnPrefixes(prefixLength: number, seed: string): Generator<Cidr> {
  if (prefixLength > 48 || prefixLength < 8) return;
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0; // FNV-1a
  for (let i = 0; i < 8; i++) {
    const id = (BigInt(mix(state + 2 * i)) << 8n) | (BigInt(mix(state + 2 * i + 1)) & 0xffn);
    yield cidrOf({ family: 'IPv6', value: (0xfdn << 120n) | (id << 80n) }, prefixLength);
  }
}

/** Spreads the bits of a whole number over 32 bits (splitmix32). */
function mix(value: number): number {
  let x = (Math.imul(value, 0x9e3779b9) + 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
