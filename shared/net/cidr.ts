import { type Address, addressBits, type Family, formatAddress, parseAddress, parseAddressLax, whyNotAddress } from './address.ts';

/** An aligned prefix: its network address as a number (host bits zero) and its length in bits. */
export interface Cidr {
  readonly family: Family;
  readonly value: bigint;
  readonly prefixLength: number;
}

/**
 * Reads "address/length" strictly: canonical digits, no zone, host bits zero, at most 49 characters.
 * Undefined otherwise (see whyNotCidr for the reason).
 */
export function parseCidr(text: string): Cidr | undefined {
  const parts = split(text, 49);
  if (!parts || !/^(0|[1-9]\d*)$/.test(parts.length)) return undefined;
  const address = parseAddress(parts.address);
  if (!address || parts.prefixLength > addressBits(address.family)) return undefined;
  const cidr = cidrOf(address, parts.prefixLength);
  return cidr.value === address.value ? cidr : undefined;
}

/**
 * Reads a stored CIDR as Go's lax parser does: leading zeros (of the length too) and host bits are forgiven.
 * A mapped network of /96 or longer is the IPv4 network it maps; a shorter one is wider than that and stays IPv6.
 */
export function parseCidrLax(text: string): Cidr | undefined {
  const parts = split(text, 72);
  const lax = parts && parseAddressLax(parts.address);
  if (!parts || !lax) return undefined;
  if (!lax.flags.includes('ipv4-mapped'))
    return parts.prefixLength > addressBits(lax.address.family) ? undefined : cidrOf(lax.address, parts.prefixLength);
  if (parts.prefixLength > 128) return undefined;
  return parts.prefixLength >= 96
    ? cidrOf(lax.address, parts.prefixLength - 96)
    : cidrOf({ family: 'IPv6', value: mappedBase }, parts.prefixLength); // of the IPv4 part no bit is left
}

const mappedBase = 0xffffn << 32n;

function split(text: string, longest: number): { address: string; length: string; prefixLength: number } | undefined {
  if (text.length > longest) return undefined;
  const slash = text.indexOf('/');
  const length = text.slice(slash + 1);
  if (slash < 0 || !/^\d+$/.test(length)) return undefined;
  return { address: text.slice(0, slash), length, prefixLength: Number(length) };
}

/** Why parseCidr refused a text, in words that a person can act on. */
export function whyNotCidr(text: string): string {
  if (text === '') return 'it is empty';
  if (text.length > 49) return `it has ${text.length} characters; the longest CIDR has 49`;
  if (text.includes('%')) return 'it has a zone id (the part from "%"): leave that out';
  if (!text.includes('/')) return 'it has no prefix length: write address/length';
  const head = text.slice(0, text.indexOf('/'));
  const address = parseAddress(head);
  if (!address) return `the part before "/" is not an address: ${whyNotAddress(head)}`;
  const length = text.slice(head.length + 1);
  if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > addressBits(address.family))
    return `the prefix length must be a whole number from 0 to ${addressBits(address.family)}`;
  return `bits behind the prefix length are set: write ${formatCidr(cidrOf(address, Number(length)))}`;
}

/** "address/length" with the address in canonical text. */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress(cidr)}/${cidr.prefixLength}`;
}

/** The prefix of a length that an address lies in. */
export function cidrOf(address: Address, prefixLength: number): Cidr {
  const hostBits = BigInt(addressBits(address.family) - prefixLength);
  return { family: address.family, value: (address.value >> hostBits) << hostBits, prefixLength };
}

/** The /32 or /128 of one address. */
export function hostCidr(address: Address): Cidr {
  return { family: address.family, value: address.value, prefixLength: addressBits(address.family) };
}

/**
 * The bits of a prefix as a number, without the host bits: unique among prefixes of one family and length, and fit to key a Map or Set.
 * The network address is not: V8 hashes the low 64 bits of a bigint alone, and those of every IPv6 network up to /64 are 0.
 */
export function prefixNumber(cidr: Cidr): bigint {
  return cidr.value >> BigInt(addressBits(cidr.family) - cidr.prefixLength);
}

/** Number of addresses: 2^(width − prefixLength). */
export function cidrSize(cidr: Cidr): bigint {
  return 1n << BigInt(addressBits(cidr.family) - cidr.prefixLength);
}

/** The highest address, as a number. */
export function lastValue(cidr: Cidr): bigint {
  return cidr.value + cidrSize(cidr) - 1n;
}

export function containsAddress(cidr: Cidr, address: Address): boolean {
  return cidr.family === address.family && address.value >= cidr.value && address.value <= lastValue(cidr);
}

/** Whether inner lies in outer; a prefix contains itself. */
export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  return (
    outer.family === inner.family && outer.prefixLength <= inner.prefixLength && cidrOf(inner, outer.prefixLength).value === outer.value
  );
}

/** Whether two prefixes share an address; then one contains the other. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return containsCidr(a, b) || containsCidr(b, a);
}

/** IPv4 before IPv6, then by network address, then the shorter prefix first. */
export function compareCidrs(a: Cidr, b: Cidr): number {
  if (a.family !== b.family) return a.family === 'IPv4' ? -1 : 1;
  if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  return a.prefixLength - b.prefixLength;
}

/** The smallest prefix that holds all of them (one family; at least one). */
export function coveringCidr(cidrs: readonly Cidr[]): Cidr {
  const [first] = cidrs;
  if (!first) throw new RangeError('coveringCidr: there is no prefix to cover');
  let cover = first;
  for (const cidr of cidrs) {
    if (cidr.family !== cover.family) throw new RangeError(`coveringCidr: ${formatCidr(cidr)} is not ${cover.family}`);
    let prefixLength = Math.min(cover.prefixLength, cidr.prefixLength);
    const bits = addressBits(cidr.family);
    while (cover.value >> BigInt(bits - prefixLength) !== cidr.value >> BigInt(bits - prefixLength)) prefixLength--;
    cover = cidrOf({ family: cover.family, value: cover.value }, prefixLength);
  }
  return cover;
}
