import type { Address, Family } from '../../shared/net/address.ts';
import { type AddressRange, cidrsOf, formatAddressRange } from '../../shared/net/addressRange.ts';
import { type Cidr, formatCidr, lastValue } from '../../shared/net/cidr.ts';
import type { OutsideHead } from '../../shared/wire/ranges.ts';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';

/** An event names so many prefixes at most. */
const mostPrefixes = 64;

/** A range that a file declares outside of what the cluster knows. */
export interface Declared extends OutsideRange {
  readonly id: string;
  /** A text that sorts by family, then by address, the wider first; unique. */
  readonly sortKey: string;
}

/** What is said of it where it is not the subject. */
export function headOf({ id, range, owner, note, kind }: Declared): OutsideHead {
  return { id, family: range.family, range: formatAddressRange(range), owner, note, kind };
}

/** Declared ranges with what is needed to find those around an address or in a prefix: they may nest and overlap as they like. */
export class OutsideRanges {
  /** By family and address, the wider first. */
  readonly all: readonly Declared[];
  /** False where no file was named: then nothing is said of such ranges at all. */
  readonly isDeclared: boolean;
  readonly #trees: Readonly<Record<Family, Tree>>;

  /** null: no file was named. */
  constructor(ranges: readonly OutsideRange[] | null) {
    this.isDeclared = ranges !== null;
    this.all = named(ranges ?? []);
    const of = (family: Family) => new Tree(this.all.filter(({ range }) => range.family === family));
    this.#trees = { IPv4: of('IPv4'), IPv6: of('IPv6') };
  }

  /** Those that contain an address, the narrowest first. */
  around({ family, value }: Address, most = Number.POSITIVE_INFINITY): Declared[] {
    return narrowestFirst(this.#trees[family].overlapping(value, value)).slice(0, most);
  }

  /** Those that share an address with a prefix, by address, the wider first. */
  near(cidr: Cidr): Declared[] {
    return this.overlapping({ family: cidr.family, first: cidr.value, last: lastValue(cidr) });
  }

  /** Those that share an address with a range, by address, the wider first. */
  overlapping({ family, first, last }: AddressRange): Declared[] {
    return this.#trees[family].overlapping(first, last);
  }
}

/** Prefixes of what one of two declares and the other does not; null where they are more than an event names. */
export function changedPrefixes(before: OutsideRanges, after: OutsideRanges): string[] | null {
  const texts = (ranges: OutsideRanges) => new Map(ranges.all.map((one) => [textOf(one), one]));
  const [was, is] = [texts(before), texts(after)];
  const changed = [...was, ...is].filter(([text]) => was.has(text) !== is.has(text)).map(([, { range }]) => range);
  if (before.isDeclared !== after.isDeclared || changed.length > mostPrefixes) return null;
  const prefixes = [...new Set(changed.flatMap(cidrsOf).map(formatCidr))];
  return prefixes.length <= mostPrefixes ? prefixes : null;
}

/** All that is said of a range. */
function textOf({ sortKey, owner, note, kind, contains }: Declared): string {
  return JSON.stringify([sortKey, owner, note, kind, contains]);
}

/** The narrowest first; equal ones as they stand in the file. */
export function narrowestFirst(ranges: readonly Declared[]): Declared[] {
  const size = ({ range }: Declared) => range.last - range.first;
  return [...ranges].sort((a, b) => (size(a) < size(b) ? -1 : size(a) > size(b) ? 1 : 0));
}

/** Sorted, each with an id; of those with the same range all but the first in the file have their number behind it. */
function named(ranges: readonly OutsideRange[]): Declared[] {
  const times = new Map<string, number>();
  return ranges
    .map((one) => {
      const text = formatAddressRange(one.range);
      const time = (times.get(text) ?? 0) + 1;
      times.set(text, time);
      const id = `outside/${text.replace('/', '-')}${time === 1 ? '' : `#${time}`}`;
      return { ...one, id, sortKey: sortKeyOf(one.range, time) };
    })
    .sort((a, b) => (a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0));
}

const highest = { IPv4: 2n ** 32n - 1n, IPv6: 2n ** 128n - 1n };

function sortKeyOf({ family, first, last }: AddressRange, time: number): string {
  const digits = family === 'IPv4' ? 8 : 32;
  const hex = (value: bigint) => value.toString(16).padStart(digits, '0');
  return `${family} ${hex(first)} ${hex(highest[family] - last)} ${String(time).padStart(5, '0')}`;
}

/** Ranges of one family by their first address, and above them how far each half of them reaches: an interval tree in an array. */
class Tree {
  readonly #ranges: readonly Declared[];
  readonly #reach: (bigint | undefined)[] = [];

  constructor(ranges: readonly Declared[]) {
    this.#ranges = ranges;
    if (ranges.length > 0) this.#build(1, 0, ranges.length);
  }

  /** O(log n) for each that is found. */
  overlapping(first: bigint, last: bigint): Declared[] {
    const found: Declared[] = [];
    this.#collect(1, 0, this.#ranges.length, first, last, found);
    return found;
  }

  #build(at: number, from: number, to: number): bigint {
    const middle = (from + to) >>> 1;
    const reach = to - from === 1 ? this.#range(from).last : larger(this.#build(2 * at, from, middle), this.#build(2 * at + 1, middle, to));
    this.#reach[at] = reach;
    return reach;
  }

  #collect(at: number, from: number, to: number, first: bigint, last: bigint, found: Declared[]): void {
    if (to <= from || (this.#reach[at] as bigint) < first || this.#range(from).first > last) return;
    if (to - from === 1) {
      found.push(this.#ranges[from] as Declared);
      return;
    }
    const middle = (from + to) >>> 1;
    this.#collect(2 * at, from, middle, first, last, found);
    this.#collect(2 * at + 1, middle, to, first, last, found);
  }

  #range(at: number): AddressRange {
    return (this.#ranges[at] as Declared).range;
  }
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
