import { type Address, addressBits, type Family, formatAddress, parseAddress, parseAddressLax, whyNotAddress } from './address.ts';
import { type Cidr, cidrOf, coveringCidr, formatCidr, hostCidr, lastValue, parseCidr, parseCidrLax, whyNotCidr } from './cidr.ts';
import type { Run } from './rangeSet.ts';

/** Addresses in a row, as configuration writes them: both ends included, of any length, aligned or not. */
export interface AddressRange extends Run {
  readonly family: Family;
}

/** Two addresses of 45 characters and what stands between them, blanks included. */
const longest = 120;

/**
 * Reads "a-b" (MetalLB, kube-vip), "a..b" (Kube-OVN), a CIDR or one address, each as strictly as parseAddress and parseCidr do.
 * Blanks around both ends of "a-b" are allowed, as MetalLB allows them. Undefined otherwise (see whyNotAddressRange).
 */
export function parseAddressRange(text: string): AddressRange | undefined {
  return read(text, parseAddress, parseCidr);
}

/**
 * Reads a stored range as the lax parsers do, host bits and leading zeros forgiven, and blanks around all of it, which the API
 * server keeps in loadBalancerSourceRanges (measured). Undefined where even so it is none.
 */
export function parseAddressRangeLax(text: string): AddressRange | undefined {
  return read(text.trim(), (end) => parseAddressLax(end)?.address, parseCidrLax);
}

/** Why parseAddressRange refused a text, in words that a person can act on. */
export function whyNotAddressRange(text: string): string {
  if (text.length > longest) return `it has ${text.length} characters; the longest range has ${longest}`;
  const ends = split(text);
  if (!ends) return text.includes('/') ? whyNotCidr(text) : whyNotAddress(text);
  const first = parseAddress(ends.first);
  if (!first) return `the part before "${ends.between}" is not an address: ${whyNotAddress(ends.first)}`;
  const last = parseAddress(ends.last);
  if (!last) return `the part after "${ends.between}" is not an address: ${whyNotAddress(ends.last)}`;
  if (first.family !== last.family) return `it begins with an ${first.family} address and ends with an ${last.family} one`;
  return `it ends before it begins: write ${formatAddress(last)}-${formatAddress(first)}`;
}

/** The CIDR where a range is exactly one, else "a-b"; addresses in canonical text. */
export function formatAddressRange(range: AddressRange): string {
  const cover = coveringOf(range);
  if (cover.value === range.first && lastValue(cover) === range.last) return formatCidr(cover);
  return `${formatAddress(firstOf(range))}-${formatAddress(lastOf(range))}`;
}

export function rangeOfCidr(cidr: Cidr): AddressRange {
  return { family: cidr.family, first: cidr.value, last: lastValue(cidr) };
}

/** The fewest prefixes that hold the addresses of a range and no other, in order: at most 62 in IPv4, 254 in IPv6. */
export function cidrsOf(range: AddressRange): Cidr[] {
  const bits = addressBits(range.family);
  const cidrs: Cidr[] = [];
  for (let value = range.first; value <= range.last; ) {
    let hostBits = 0;
    while (((value >> BigInt(hostBits)) & 1n) === 0n && value + (2n << BigInt(hostBits)) - 1n <= range.last) hostBits++;
    cidrs.push({ family: range.family, value, prefixLength: bits - hostBits });
    value += 1n << BigInt(hostBits);
  }
  return cidrs;
}

/** The smallest prefix that holds a range. */
export function coveringOf(range: AddressRange): Cidr {
  return coveringCidr([hostCidr(firstOf(range)), hostCidr(lastOf(range))]);
}

function read(
  text: string,
  readAddress: (text: string) => Address | undefined,
  readCidr: (text: string) => Cidr | undefined,
): AddressRange | undefined {
  if (text.length > longest) return undefined;
  const ends = split(text);
  if (ends) {
    const first = readAddress(ends.first);
    const last = readAddress(ends.last);
    if (!first || !last || first.family !== last.family || last.value < first.value) return undefined;
    return { family: first.family, first: first.value, last: last.value };
  }
  const address = text.includes('/') ? undefined : readAddress(text);
  const cidr = address ? cidrOf(address, addressBits(address.family)) : readCidr(text);
  return cidr && rangeOfCidr(cidr);
}

function split(text: string): { first: string; between: '..' | '-'; last: string } | undefined {
  const between = text.includes('-') ? '-' : text.includes('..') ? '..' : undefined;
  if (!between) return undefined;
  const at = text.indexOf(between);
  return { first: text.slice(0, at).trim(), between, last: text.slice(at + between.length).trim() };
}

function firstOf({ family, first }: AddressRange): Address {
  return { family, value: first };
}

function lastOf({ family, last }: AddressRange): Address {
  return { family, value: last };
}
