import { addressBits, type Family } from '../net/address.ts';
import { type Cidr, lastValue } from '../net/cidr.ts';
import { count, countWithin, nextRun, type RangeSet, type Run, rangeSet, union } from '../net/rangeSet.ts';
import { type Allocator, keptEnds } from './allocator.ts';

/**
 * Addresses of a pool that are never given out: named ones (a gateway, Kube-OVN's excludeIps, Calico's IPReservations), or the first
 * and the last few of each aligned block of a length.
 */
export type Keep = KeptAddresses | KeptOfEach;

export interface KeptAddresses {
  readonly kind: 'addresses';
  readonly set: RangeSet;
}

export interface KeptOfEach {
  readonly kind: 'each';
  readonly prefixLength: number;
  readonly start: bigint;
  readonly end: bigint;
}

/** What an allocator keeps of each block of a length, all over a pool: for one that is cut into such blocks and has nothing else. */
export function keepOf(family: Family, prefixLength: number, allocator: Allocator): KeptOfEach {
  return { kind: 'each', prefixLength, ...keptEnds(family, prefixLength, allocator) };
}

/** What an allocator keeps of some prefixes, each a block of its own: for a pool whose other ranges are given out whole. */
export function keepOfCidrs(family: Family, cidrs: readonly Cidr[], allocator: Allocator): KeptAddresses {
  const runs = cidrs.flatMap((cidr): Run[] => {
    const { start, end } = keptEnds(family, cidr.prefixLength, allocator);
    const last = lastValue(cidr);
    return [
      { first: cidr.value, last: cidr.value + start - 1n },
      { first: last - end + 1n, last },
    ].filter((run) => run.first <= run.last);
  });
  return { kind: 'addresses', set: rangeSet(family, runs) };
}

/** What MetalLB's avoidBuggyIPs keeps: IPv4 addresses that end in .0 or .255, which some home routers take for a network's ends. */
export function buggyIPs(family: Family): readonly Keep[] {
  return family === 'IPv4' ? [{ kind: 'each', prefixLength: 24, start: 1n, end: 1n }] : [];
}

/**
 * How many addresses from first to last, both included, are kept; one that two keeps name counts once.
 * Costs as much as there are named runs, however many blocks there are: a /8 with avoidBuggyIPs is one division.
 */
export function keptWithin(keeps: readonly Keep[], family: Family, first: bigint, last: bigint): bigint {
  if (last < first) return 0n;
  const each = eachOf(keeps, family);
  const ofEach = (from: bigint, to: bigint) => (each.length === 0 ? 0n : keptBelow(each, to + 1n) - keptBelow(each, from));
  const named = namedBy(keeps, family);
  if (!named || count(named) === 0n) return ofEach(first, last);
  let kept = countWithin(named, first, last) + ofEach(first, last);
  if (each.length === 0) return kept;
  for (let run = nextRun(named, first); run && run.first <= last; run = nextRun(named, run.last + 1n))
    kept -= ofEach(run.first > first ? run.first : first, run.last < last ? run.last : last);
  return kept;
}

/**
 * The lowest kept run that ends at or after an address, which it may begin before; undefined where there is none.
 * Runs of two keeps may overlap or touch: what follows is asked for from its last address on.
 */
export function nextKept(keeps: readonly Keep[], family: Family, value: bigint): Run | undefined {
  let lowest: Run | undefined;
  for (const keep of keeps) {
    const run = keep.kind === 'each' ? nextOfEach(block(keep, family), family, value) : nextNamed(keep.set, family, value);
    if (run && (!lowest || run.first < lowest.first)) lowest = run;
  }
  return lowest;
}

/** A rule for each block with the size of its blocks. */
interface Block {
  readonly size: bigint;
  readonly start: bigint;
  readonly end: bigint;
}

function block({ prefixLength, start, end }: KeptOfEach, family: Family): Block {
  return { size: 1n << BigInt(addressBits(family) - prefixLength), start, end };
}

function eachOf(keeps: readonly Keep[], family: Family): readonly Block[] {
  return keeps
    .flatMap((keep) => (keep.kind === 'each' ? [block(keep, family)] : []))
    .sort((a, b) => (a.size < b.size ? -1 : a.size > b.size ? 1 : 0));
}

function namedBy(keeps: readonly Keep[], family: Family): RangeSet | undefined {
  const sets = keeps.flatMap((keep) => (keep.kind === 'addresses' && keep.set.family === family ? [keep.set] : []));
  const [first, ...others] = sets;
  return first && others.reduce(union, first);
}

/**
 * How many addresses below a value any of the rules keeps, the smallest blocks first. Blocks of two rules nest, so that each whole
 * block of the last rule keeps its ends and, between them, what the rules before it keep there.
 */
function keptBelow(rules: readonly Block[], value: bigint): bigint {
  const rule = rules.at(-1);
  if (!rule) return 0n;
  const { size, start, end } = rule;
  if (start + end >= size) return value;
  const finer = rules.slice(0, -1);
  const atStart = keptBelow(finer, start);
  const inBlock = (offset: bigint): bigint => {
    if (offset <= start) return offset;
    if (offset <= size - end) return start + keptBelow(finer, offset) - atStart;
    return inBlock(size - end) + offset - (size - end);
  };
  return (value / size) * inBlock(size) + inBlock(value % size);
}

function nextOfEach({ size, start, end }: Block, family: Family, value: bigint): Run | undefined {
  if (start + end === 0n) return undefined;
  const base = value - (value % size);
  if (start + end >= size) return { first: base, last: base + size - 1n };
  if (value < base + start) return { first: base, last: base + start - 1n };
  if (end > 0n) return { first: base + size - end, last: base + size - 1n };
  const next = base + size;
  return next >> BigInt(addressBits(family)) === 0n ? { first: next, last: next + start - 1n } : undefined;
}

function nextNamed(set: RangeSet, family: Family, value: bigint): Run | undefined {
  return set.family === family ? nextRun(set, value) : undefined;
}
