import { Address4, Address6 } from 'ip-address';

/**
 * Addresses as numbers, read by a library that the product does not use: where both agree, neither is alone in its mistake.
 */
export type Family = 'IPv4' | 'IPv6';

export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** Both ends included. */
export interface Range {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
  readonly prefixLength: number;
}

export const width = (family: Family): number => (family === 'IPv4' ? 32 : 128);

export const familyOf = (text: string): Family => (text.includes(':') ? 'IPv6' : 'IPv4');

/** Throws on a text that is no address. */
export function addressOf(text: string): Address {
  if (familyOf(text) === 'IPv4') return { family: 'IPv4', value: new Address4(text).bigInt() };
  const six = new Address6(text);
  // Go, and with it Kubernetes, takes ::ffff:a.b.c.d for the IPv4 address.
  return six.bigInt() >> 32n === 0xffffn ? { family: 'IPv4', value: six.bigInt() & 0xffffffffn } : { family: 'IPv6', value: six.bigInt() };
}

/** Throws on a text that is no CIDR. */
export function rangeOf(text: string): Range {
  const [start = '', length = ''] = text.split('/');
  const { family, value } = addressOf(start);
  return prefixAt(family, value, Number(length));
}

/** The prefix of a length around a value. */
export function prefixAt(family: Family, value: bigint, prefixLength: number): Range {
  const host = BigInt(width(family) - prefixLength);
  const first = (value >> host) << host;
  return { family, first, last: first + (1n << host) - 1n, prefixLength };
}

export const sizeOf = (range: Range): bigint => range.last - range.first + 1n;

export const lies = (address: Address, range: Range): boolean =>
  address.family === range.family && address.value >= range.first && address.value <= range.last;

export const within = (inner: Range, outer: Range): boolean =>
  inner.family === outer.family && inner.first >= outer.first && inner.last <= outer.last;

/** RFC 5952. */
export function addressText(family: Family, value: bigint): string {
  return family === 'IPv4' ? Address4.fromBigInt(value).correctForm() : Address6.fromBigInt(value).correctForm();
}

export const rangeText = (range: Range): string => `${addressText(range.family, range.first)}/${range.prefixLength}`;

/** The canonical spelling of an address or a CIDR. */
export function canonical(text: string): string {
  if (text.includes('/')) return rangeText(rangeOf(text));
  const { family, value } = addressOf(text);
  return addressText(family, value);
}

/** A key that is equal where the numbers are. */
export const keyOf = (address: Address): string => `${address.family} ${address.value}`;

/** Distinct addresses. */
export function distinct(addresses: Iterable<Address>): Address[] {
  return [...new Map([...addresses].map((address) => [keyOf(address), address])).values()];
}

/** The smallest prefix around all of them; undefined for none. They are of one family. */
export function around(ranges: readonly Range[]): Range | undefined {
  let [cover] = ranges;
  while (cover && !ranges.every((range) => cover && within(range, cover))) {
    cover = prefixAt(cover.family, cover.first, cover.prefixLength - 1);
  }
  return cover;
}
