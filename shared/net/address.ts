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
    const value = parseDotted(text, false);
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
    const dotted = text.includes(':') ? undefined : parseDotted(text, true);
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
  if (!text.includes(':') && parseDotted(text, true) !== undefined)
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
  const groups: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((address.value >> shift) & 0xffffn));
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
  const hex = groups.map((group) => group.toString(16));
  if (start < 0) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

/** -1, 0 or 1: IPv4 before IPv6, then by number. */
export function compareAddresses(a: Address, b: Address): -1 | 0 | 1 {
  if (a.family !== b.family) return a.family === 'IPv4' ? -1 : 1;
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

function parseDotted(text: string, lax: boolean): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^\d+$/.test(part) || (!lax && part.length > 1 && part[0] === '0')) return undefined;
    const octet = Number(part);
    if (octet > 255) return undefined;
    value = value * 256 + octet;
  }
  return value;
}

function parseHextets(text: string, lax: boolean): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = readGroups(halves[0] ?? '', halves.length === 1, lax);
  if (!head) return undefined;
  const tail = halves.length === 2 ? readGroups(halves[1] ?? '', true, lax) : [];
  if (!tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  let value = 0n;
  for (const group of head) value = (value << 16n) | BigInt(group);
  value <<= BigInt(16 * missing);
  for (const group of tail) value = (value << 16n) | BigInt(group);
  return value;
}

/** The 16-bit groups of one side of "::"; a dotted IPv4 part is allowed at the very end only. */
function readGroups(text: string, isEnd: boolean, lax: boolean): number[] | undefined {
  if (text === '') return [];
  const out: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (part.includes('.')) {
      if (!isEnd || i !== parts.length - 1) return undefined;
      const dotted = parseDotted(part, lax);
      if (dotted === undefined) return undefined;
      out.push(dotted >>> 16, dotted & 0xffff);
    } else if ((lax ? /^0*[0-9a-fA-F]{1,4}$/ : /^[0-9a-fA-F]{1,4}$/).test(part)) {
      out.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return out.length > 8 ? undefined : out;
}
