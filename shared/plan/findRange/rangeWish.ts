import { addressBits, type Family } from '../../net/address.ts';
import { type Cidr, parseCidr, whyNotCidr } from '../../net/cidr.ts';

export type WishUse = 'services' | 'pods' | 'any';

/** A range that somebody would like to have. */
export interface RangeWish {
  readonly family: Family;
  readonly prefixLength: number;
  readonly use: WishUse;
  /** Where to look; null: where private ranges are. */
  readonly within: Cidr | null;
}

export type WishRead = { readonly ok: true; readonly wish: RangeWish } | { readonly ok: false; readonly why: string };

const uses: readonly (readonly [RegExp, WishUse])[] = [
  [/\b(services?|servicecidrs?|clusterips?)\b/i, 'services'],
  [/\b(pods?|podcidrs?|nodes?)\b/i, 'pods'],
];

/** Words that a wish may have beside those, and that say nothing. */
const fillers = new Set(
  'a additional address addresses an and another any block blocks cidr cidrs cluster find for free give i ip ips me more my need network new next of one our please prefix private range ranges second some subnet subnets the unused want we with'.split(
    ' ',
  ),
);

/** The first word that is none of a wish: passed over, it would be answered as if it had not been said. */
function strayWord(rest: string): string | undefined {
  const words = rest.split(/[\s,.;:!?()]+/).filter((word) => word !== '' && !word.startsWith('/'));
  return words.find((word) => {
    const isKnown =
      uses.some(([known]) => word.replace(known, '') === '') || families.some((one) => one.toLowerCase() === word.toLowerCase());
    return !isKnown && !fillers.has(word.toLowerCase());
  });
}

const families: readonly Family[] = ['IPv4', 'IPv6'];

const places: Readonly<Record<string, { readonly family: Family; readonly within: string | null }>> = {
  ula: { family: 'IPv6', within: 'fd00::/8' },
  ipv4: { family: 'IPv4', within: null },
  ipv6: { family: 'IPv6', within: null },
};

/**
 * Reads a wish as people say it: "a /20 for Services", "/48 in ULA", "a /22 for pods in 10.0.0.0/8". Without a place or a length that only
 * IPv6 has, it is of the cluster's primary family.
 */
export function parseRangeWish(text: string, primary: Family): WishRead {
  const placed = /\bin\s+(\S*[^\s,.;!?])|\b(ULA)\b/i.exec(text);
  const place = placed?.[1] ?? placed?.[2];
  const rest = placed ? text.slice(0, placed.index) + text.slice(placed.index + placed[0].length) : text;
  const range = /\S+\/\d{1,3}(?!\S)/.exec(rest)?.[0];
  if (range !== undefined) return refused(`${range} is a range: write a length, and "in ${range}" where it is to lie in that one`);
  const [length, second] = [...rest.matchAll(/(?:^|\s)\/(\d{1,3})(?!\S)/g)].map(([, digits = '']) => digits);
  if (length === undefined) return refused(`${JSON.stringify(text)} has no prefix length: write "a /20 for Services"`);
  if (second !== undefined)
    return refused(`${JSON.stringify(text)} has two prefix lengths, /${length} and /${second}: wish for one after the other`);
  const where = whereOf(place);
  if (typeof where === 'string') return refused(where);
  const prefixLength = Number(length);
  const [named, another] = families.filter((one) => new RegExp(`\\b${one}\\b`, 'i').test(rest));
  if (another) return refused(`${JSON.stringify(text)} is of IPv4 and of IPv6: wish for one after the other`);
  if (named && where && named !== where.family)
    return refused(`${place} is ${where.family}, and the wish says ${named}: leave one of them out`);
  const family = where?.family ?? named ?? (prefixLength > 32 ? 'IPv6' : primary);
  if (prefixLength > addressBits(family))
    return refused(`/${length} is no prefix length of ${family}: write /${addressBits(family)} or a shorter one`);
  if (where?.within && prefixLength < where.within.prefixLength)
    return refused(`a /${length} does not fit into ${place}: write a longer prefix, or a wider range to look in`);
  if (/\bin$/i.test(rest.trimEnd())) return refused('"in" has no place behind it: write "in ULA" or "in 10.0.0.0/8", or leave it out');
  const stray = strayWord(rest);
  if (stray !== undefined)
    return refused(
      `${JSON.stringify(stray)} is no word of a wish: say "for Services" or "for pods", "IPv4" or "IPv6", and "in ULA" or in a CIDR`,
    );
  const [use, other] = uses.filter(([words]) => words.test(rest)).map(([, one]) => one);
  if (other !== undefined) return refused(`${JSON.stringify(text)} is for Services and for pods: wish for one after the other`);
  return { ok: true, wish: { family, prefixLength, use: use ?? 'any', within: where?.within ?? null } };
}

/** A named place or a CIDR; a text says why it is neither. */
function whereOf(place: string | undefined): { family: Family; within: Cidr | null } | string | null {
  if (place === undefined) return null;
  const key = place.toLowerCase();
  const named = Object.hasOwn(places, key) ? places[key] : undefined;
  if (named) return { family: named.family, within: named.within === null ? null : (parseCidr(named.within) ?? null) };
  const within = parseCidr(place);
  return within
    ? { family: within.family, within }
    : `${JSON.stringify(place)} is neither ULA, IPv4 or IPv6 nor a CIDR such as 10.0.0.0/8: ${whyNotCidr(place)}`;
}

function refused(why: string): WishRead {
  return { ok: false, why };
}
