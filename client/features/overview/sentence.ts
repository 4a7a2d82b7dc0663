import { formatCount } from '../../kit/formatCount.ts';
import type { PoolGroup } from './poolGroups.ts';
import { unitName } from './poolNames.ts';

/** A piece of a sentence: words, or words that lead to what proves them. */
export type Piece = string | { readonly text: string; readonly proof: Proof };
/** A pool is proven by its map, a count of findings by their list, growth by its chart in the plan. */
export type Proof = { readonly pool: string; readonly cidr: string } | { readonly severity: 'critical' } | 'growth';

export function plainText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}

/** Sentences one after another, with a space between them. */
export function joined(sentences: readonly (readonly Piece[])[]): Piece[] {
  return sentences.flatMap((sentence, i) => (i === 0 ? sentence : [' ', ...sentence]));
}

/** "IPv4 Service addresses" */
export function subject(group: PoolGroup): string {
  return `${group.family} ${unitName(group.kind, group.unit)}`;
}

/** "IPv4 and IPv6 node addresses", "IPv4 Service addresses": each unit once. */
export function subjects(groups: readonly PoolGroup[]): string {
  const units = [...new Set(groups.map((group) => unitName(group.kind, group.unit)))];
  return list(
    units.map((unit) => {
      const families = groups.filter((group) => unitName(group.kind, group.unit) === unit).map((group) => group.family);
      return `${[...new Set(families)].sort().join(' and ')} ${unit}`;
    }),
  );
}

/** "10.96.0.0/24", "10.96.0.0/24 and 10.97.0.0/24", "10.96.0.0/24 and 2 more ranges" */
export function rangesWords(ranges: readonly string[]): string {
  const [first = 'an unknown range', ...more] = ranges;
  if (more.length === 0) return first;
  return more.length === 1 ? `${first} and ${more[0]}` : `${first} and ${more.length} more ranges`;
}

export function count(value: bigint | null): string {
  return value === null ? 'an unknown number' : formatCount(value).short;
}

/** A percent sign does not go to the next line alone. */
const nbsp = '\u00a0';

/** Rounded down: 100 % is said where nothing is left, and only there. */
export function percent(share: number): string {
  const whole = Math.floor(share * 100);
  return whole === 0 ? `less than 1${nbsp}%` : `${whole}${nbsp}%`;
}

const small = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** "one", "twelve", "26" */
export function numeral(value: number): string {
  return small[value] ?? formatCount(value).short;
}

export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
