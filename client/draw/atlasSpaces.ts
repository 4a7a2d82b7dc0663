import { type Family, formatAddress } from '../../shared/net/address.ts';
import { formatCidr, lastValue, parseCidr } from '../../shared/net/cidr.ts';
import type { Run } from '../../shared/net/rangeSet.ts';
import { outermostSpecialRanges } from '../../shared/net/special.ts';

/** A run of addresses with one purpose: what an atlas has a heading for. */
export interface AtlasSpace extends Run {
  readonly family: Family;
  /** "Private use" */
  readonly name: string;
  /** "10.0.0.0/8, RFC 1918" */
  readonly source: string;
  /** Whether what no range takes of it could be had: anybody may use private addresses, and nobody those of others. */
  readonly ours: boolean;
}

const globalUnicast = parseCidr('2000::/3');
const private_ = ['RFC 1918', 'RFC 6598', 'RFC 4193'];

/**
 * All addresses of both families as spaces in order: the special-purpose ranges, and between them what is ordinary unicast. No two share
 * an address, so a gap counted in one of them is counted once.
 */
export const atlasSpaces: readonly AtlasSpace[] = (['IPv4', 'IPv6'] as const).flatMap(spacesOfFamily);

/** The spaces that some runs of a family touch, in order. */
export function spacesWith(family: Family, runs: readonly Run[]): AtlasSpace[] {
  return atlasSpaces.filter((space) => space.family === family && runs.some((run) => run.first <= space.last && run.last >= space.first));
}

function spacesOfFamily(family: Family): AtlasSpace[] {
  const bits = family === 'IPv4' ? 32n : 128n;
  const spaces: AtlasSpace[] = [];
  let next = 0n;
  for (const { cidr, name } of outermostSpecialRanges) {
    if (cidr.family !== family) continue;
    spaces.push(...ordinary(family, next, cidr.value - 1n));
    const [words = name, rfc = ''] = splitName(name);
    spaces.push({
      family,
      first: cidr.value,
      last: lastValue(cidr),
      name: words,
      source: `${formatCidr(cidr)}, ${rfc}`,
      ours: private_.includes(rfc),
    });
    next = lastValue(cidr) + 1n;
  }
  return [...spaces, ...ordinary(family, next, (1n << bits) - 1n)];
}

/** Ordinary unicast between two special ranges. Of IPv6 only 2000::/3 is given out (RFC 4291, IANA); what lies beside it is nobody's yet. */
function ordinary(family: Family, first: bigint, last: bigint): AtlasSpace[] {
  if (first > last) return [];
  const space = (name: string, from: bigint, to: bigint, source: string): AtlasSpace[] =>
    from > to ? [] : [{ family, first: from, last: to, name, source, ours: false }];
  if (family === 'IPv4' || !globalUnicast) return space('Public IPv4', first, last, extent(family, first, last));
  const begin = globalUnicast.value;
  const end = lastValue(globalUnicast);
  return [
    ...space('Unassigned IPv6', first, last < begin ? last : begin - 1n, 'RFC 4291'),
    ...space('Global unicast IPv6', first > begin ? first : begin, last < end ? last : end, 'in 2000::/3, RFC 4291'),
    ...space('Unassigned IPv6', first > end ? first : end + 1n, last, 'RFC 4291'),
  ];
}

function extent(family: Family, first: bigint, last: bigint): string {
  return `in ${formatAddress({ family, value: first })} – ${formatAddress({ family, value: last })}`;
}

function splitName(name: string): [string, string] {
  const comma = name.lastIndexOf(', ');
  return [name.slice(0, comma), name.slice(comma + 2)];
}
