import type { Address } from './address.ts';
import { type Cidr, compareCidrs, containsAddress, containsCidr, parseCidr } from './cidr.ts';

/**
 * Ranges with a purpose of their own: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190), every
 * row, and the multicast and retired IPv6 ranges that stand in other registries. Prefix, the name people know it by, source.
 */
const ranges: readonly (readonly [cidr: string, name: string, source: string])[] = [
  ['0.0.0.0/8', 'This network', 'RFC 791'],
  ['0.0.0.0/32', 'Unspecified', 'RFC 1122'],
  ['10.0.0.0/8', 'Private use', 'RFC 1918'],
  ['100.64.0.0/10', 'Shared address space (carrier-grade NAT)', 'RFC 6598'],
  ['127.0.0.0/8', 'Loopback', 'RFC 1122'],
  ['169.254.0.0/16', 'Link-local', 'RFC 3927'],
  ['172.16.0.0/12', 'Private use', 'RFC 1918'],
  ['192.0.0.0/24', 'IETF protocol assignments', 'RFC 6890'],
  ['192.0.0.0/29', 'IPv4 service continuity (DS-Lite, 464XLAT)', 'RFC 7335'],
  ['192.0.0.8/32', 'IPv4 dummy address', 'RFC 7600'],
  ['192.0.0.9/32', 'Port Control Protocol anycast', 'RFC 7723'],
  ['192.0.0.10/32', 'TURN anycast', 'RFC 8155'],
  ['192.0.0.170/32', 'NAT64/DNS64 discovery', 'RFC 7050'],
  ['192.0.0.171/32', 'NAT64/DNS64 discovery', 'RFC 7050'],
  ['192.0.2.0/24', 'Documentation (TEST-NET-1)', 'RFC 5737'],
  ['192.31.196.0/24', 'AS112', 'RFC 7535'],
  ['192.52.193.0/24', 'Automatic Multicast Tunneling', 'RFC 7450'],
  ['192.88.99.0/24', '6to4 relay anycast (deprecated)', 'RFC 7526'],
  ['192.88.99.2/32', '6a44 relay anycast', 'RFC 6751'],
  ['192.168.0.0/16', 'Private use', 'RFC 1918'],
  ['192.175.48.0/24', 'AS112 direct delegation', 'RFC 7534'],
  ['198.18.0.0/15', 'Benchmarking', 'RFC 2544'],
  ['198.51.100.0/24', 'Documentation (TEST-NET-2)', 'RFC 5737'],
  ['203.0.113.0/24', 'Documentation (TEST-NET-3)', 'RFC 5737'],
  ['224.0.0.0/4', 'Multicast', 'RFC 5771'],
  ['240.0.0.0/4', 'Reserved for future use', 'RFC 1112'],
  ['255.255.255.255/32', 'Limited broadcast', 'RFC 919'],

  ['::/96', 'IPv4-compatible (deprecated)', 'RFC 4291'],
  ['::/128', 'Unspecified', 'RFC 4291'],
  ['::1/128', 'Loopback', 'RFC 4291'],
  ['::ffff:0:0/96', 'IPv4-mapped', 'RFC 4291'],
  ['64:ff9b::/96', 'NAT64 well-known prefix', 'RFC 6052'],
  ['64:ff9b:1::/48', 'NAT64 local use', 'RFC 8215'],
  ['100::/64', 'Discard only', 'RFC 6666'],
  ['100:0:0:1::/64', 'Dummy prefix', 'RFC 9780'],
  ['2001::/23', 'IETF protocol assignments', 'RFC 2928'],
  ['2001::/32', 'Teredo', 'RFC 4380'],
  ['2001:1::1/128', 'Port Control Protocol anycast', 'RFC 7723'],
  ['2001:1::2/128', 'TURN anycast', 'RFC 8155'],
  ['2001:1::3/128', 'DNS-SD service registration anycast', 'RFC 9665'],
  ['2001:2::/48', 'Benchmarking', 'RFC 5180'],
  ['2001:3::/32', 'Automatic Multicast Tunneling', 'RFC 7450'],
  ['2001:4:112::/48', 'AS112', 'RFC 7535'],
  ['2001:10::/28', 'ORCHID (deprecated)', 'RFC 4843'],
  ['2001:20::/28', 'ORCHIDv2', 'RFC 7343'],
  ['2001:30::/28', 'Drone remote identification (DRIP)', 'RFC 9374'],
  ['2001:db8::/32', 'Documentation', 'RFC 3849'],
  ['2002::/16', '6to4', 'RFC 3056'],
  ['2620:4f:8000::/48', 'AS112 direct delegation', 'RFC 7534'],
  ['3fff::/20', 'Documentation', 'RFC 9637'],
  ['5f00::/16', 'Segment Routing (SRv6) SIDs', 'RFC 9602'],
  ['fc00::/7', 'Unique local (ULA)', 'RFC 4193'],
  ['fe80::/10', 'Link-local', 'RFC 4291'],
  ['fec0::/10', 'Site-local (deprecated)', 'RFC 3879'],
  ['ff00::/8', 'Multicast', 'RFC 4291'],
];

/** A special-purpose range: its prefix, and "name, source". */
export interface SpecialRange {
  readonly cidr: Cidr;
  readonly name: string;
}

/** All of them, longest prefix first: the first that holds an address is the most specific. */
export const specialRanges: readonly SpecialRange[] = ranges
  .map(([text, name, source]) => {
    const cidr = parseCidr(text);
    if (!cidr) throw new TypeError(`${text} in the table of special ranges is not a CIDR`);
    return { cidr, name: `${name}, ${source}` };
  })
  .sort((a, b) => b.cidr.prefixLength - a.cidr.prefixLength);

/** The outermost special-purpose ranges, none of which lies in another, by family and address. */
export const outermostSpecialRanges: readonly SpecialRange[] = specialRanges
  .filter(({ cidr }) => !specialRanges.some((other) => other.cidr !== cidr && containsCidr(other.cidr, cidr)))
  .toSorted((a, b) => compareCidrs(a.cidr, b.cidr));

/**
 * The special-purpose range an address lies in, as "name, source" ("Private use, RFC 1918"); the most specific where ranges nest.
 * Null for ordinary unicast.
 */
export function specialRangeOf(address: Address): string | null {
  return specialRanges.find(({ cidr }) => containsAddress(cidr, address))?.name ?? null;
}
