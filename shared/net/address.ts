/** An address family, spelt as Kubernetes spells it. */
export type Family = 'IPv4' | 'IPv6';

/** One address as a number: 0 ≤ value < 2^32 (IPv4) or 2^128 (IPv6). */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** Width of an address in bits: 32 or 128. */
export function addressBits(family: Family): 32 | 128 {
  return family === 'IPv4' ? 32 : 128;
}

const mappedPrefix = 0xffffn << 32n;

/**
 * Reads an address in any RFC 4291 §2.2 spelling (IPv6) or dotted decimal (IPv4).
 * Undefined for anything else: zone ids, leading zeros, shortened IPv4 (see whyNotAddress for the reason).
 * An IPv4-mapped address stays IPv6 here; unmap turns it into the IPv4 address that Kubernetes takes it for.
 */
export function parseAddress(text: string): Address | undefined {
  if (text.length > 45) return undefined;
  if (!text.includes(':')) {
    const value = parseDotted(text, 0, false);
    return value === undefined ? undefined : { family: 'IPv4', value: BigInt(value) };
  }
  const value = parseHextets(text, false);
  return value === undefined ? undefined : { family: 'IPv6', value };
}

/** ::ffff:a.b.c.d as the IPv4 address it maps (RFC 4291 §2.5.5.2, Go's net.IP.To4); others unchanged. */
export function unmap(address: Address): Address {
  return address.family === 'IPv6' && address.value >> 32n === 0xffffn ? { family: 'IPv4', value: address.value - mappedPrefix } : address;
}

/** What is unusual about the way a stored address is written. */
export type TextFlag = 'leading-zeros' | 'ipv4-mapped' | 'not-canonical';

/**
 * Reads a stored address as Go's lax parser does (KEP-4858): leading zeros are decimal (in a hex group: ignored), mapped is IPv4.
 * Says what was unusual; undefined where even Go refuses it.
 */
export function parseAddressLax(text: string): { address: Address; flags: readonly TextFlag[] } | undefined {
  const strict = parseAddress(text);
  const flags: TextFlag[] = [];
  let address = strict;
  if (!address && text.length <= 64) {
    const dotted = text.includes(':') ? undefined : parseDotted(text, 0, true);
    const hextets = text.includes(':') ? parseHextets(text, true) : undefined;
    if (dotted !== undefined) address = { family: 'IPv4', value: BigInt(dotted) };
    else if (hextets !== undefined) address = { family: 'IPv6', value: hextets };
    if (address) flags.push('leading-zeros');
  }
  if (!address) return undefined;
  const plain = unmap(address);
  if (plain !== address) flags.push('ipv4-mapped');
  else if (flags.length === 0 && formatAddress(plain) !== text) flags.push('not-canonical');
  return { address: plain, flags };
}

/** Why parseAddress refused a text, in words that a person can act on. */
export function whyNotAddress(text: string): string {
  if (text === '') return 'it is empty';
  if (text.length > 45) return `it has ${text.length} characters; the longest address has 45`;
  if (text.includes('%')) return 'it has a zone id (the part from "%"): leave that out';
  if (text.includes('/')) return 'it has a prefix length: give the address alone';
  if (!text.includes(':') && parseDotted(text, 0, true) !== undefined)
    return 'an octet has a leading zero, which some programs read as octal: write it without';
  if (/^[\d.]+$/.test(text)) return 'an IPv4 address is four numbers from 0 to 255 with dots between them';
  if (text.includes(':')) return 'an IPv6 address is eight groups of up to four hex digits, with "::" at most once';
  return 'it is neither an IPv4 nor an IPv6 address';
}

/** The canonical text: dotted decimal, or RFC 5952 §4 (lower case, longest run of zeros folded, the first on a tie). */
export function formatAddress(address: Address): string {
  if (address.family === 'IPv4') {
    const value = Number(address.value);
    return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
  }
  // RFC 5952 §5: a well-known mapped prefix is shown with its IPv4 part.
  if (address.value >> 32n === 0xffffn) return `::ffff:${formatAddress(unmap(address))}`;
  for (let at = 0; at < 8; at += 2) {
    const pair = Number((address.value >> BigInt(96 - 16 * at)) & 0xffffffffn);
    groups[at] = pair >>> 16;
    groups[at + 1] = pair & 0xffff;
  }
  let start = -1;
  let length = 1; // a single zero group is not folded (§4.2.2)
  for (let i = 0; i < 8; i++) {
    let run = 0;
    while (i + run < 8 && groups[i + run] === 0) run++;
    if (run > length) {
      start = i;
      length = run;
    }
    if (run > 0) i += run - 1;
  }
  let text = '';
  for (let i = 0; i < 8; i++) {
    if (i === start) {
      text += '::';
      i += length - 1;
      continue;
    }
    if (text !== '' && !text.endsWith(':')) text += ':';
    text += (groups[i] as number).toString(16);
  }
  return text;
}

/** -1, 0 or 1: IPv4 before IPv6, then by number. */
export function compareAddresses(a: Address, b: Address): -1 | 0 | 1 {
  if (a.family !== b.family) return a.family === 'IPv4' ? -1 : 1;
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

/** Dotted decimal from a position to the end of the text, as 32 bits. */
function parseDotted(text: string, from: number, lax: boolean): number | undefined {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let i = from; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit === -2) {
      if (digits === 0 || dots === 3) return undefined;
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      dots++;
    } else if (digit >= 0 && digit <= 9) {
      if (!lax && digits > 0 && octet === 0) return undefined;
      octet = octet * 10 + digit;
      digits++;
      if (octet > 255) return undefined;
    } else {
      return undefined;
    }
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : undefined;
}

// One buffer for all calls: a cluster is read address by address, hundreds of thousands of them.
const groups = new Uint16Array(8);

/** The eight 16-bit groups of a text, as 128 bits. A dotted IPv4 part is allowed at the very end only. */
function parseHextets(text: string, lax: boolean): bigint | undefined {
  const end = text.length;
  let count = 0;
  let gap = -1; // how many groups stand before "::"
  let i = 0;
  if (text.startsWith('::')) {
    gap = 0;
    i = 2;
  }
  while (i < end) {
    const start = i;
    let group = 0;
    for (let digit = hexDigit(text.charCodeAt(i)); digit >= 0; digit = hexDigit(text.charCodeAt(++i))) {
      group = group * 16 + digit;
      if (group > 0xffff) return undefined;
    }
    if (text[i] === '.') {
      const dotted = parseDotted(text, start, lax);
      if (dotted === undefined || count > 6) return undefined;
      groups[count++] = dotted >>> 16;
      groups[count++] = dotted & 0xffff;
      break;
    }
    if (i === start || count === 8 || (!lax && i - start > 4)) return undefined;
    groups[count++] = group;
    if (i === end) break;
    if (text[i] !== ':' || i + 1 === end) return undefined;
    i++;
    if (text[i] === ':') {
      if (gap >= 0) return undefined;
      gap = count;
      i++;
    }
  }
  if (gap < 0 ? count !== 8 : count > 7) return undefined;
  if (gap >= 0) {
    groups.copyWithin(8 - (count - gap), gap, count);
    groups.fill(0, gap, 8 - (count - gap));
  }
  return (word(0) << 96n) | (word(2) << 64n) | (word(4) << 32n) | word(6);
}

/** Two groups, as 32 bits. */
function word(at: number): bigint {
  return BigInt((groups[at] as number) * 0x10000 + (groups[at + 1] as number));
}

/** 0 to 15; −1 for what is no hex digit (NaN, past the end, included). */
function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  if (code >= 65 && code <= 70) return code - 55;
  return -1;
}
