import { addressBits, type Family } from '../../shared/net/address.ts';
import { type Cidr, lastValue } from '../../shared/net/cidr.ts';

/**
 * Regular expressions (RE2, anchored by whoever asks, as label matchers are) that match the text of an address if and only if it lies
 * in a range: Prometheus can compare texts, and no addresses.
 */

/** Any text of a family. */
export const familyPattern: Readonly<Record<Family, string>> = { IPv4: '[0-9.]+', IPv6: '.*:.*' };

/** The addresses of some ranges of one family, of which there is one at least. */
export function addressPattern(cidrs: readonly Cidr[]): string {
  return oneOf([...new Set(cidrs.flatMap((cidr) => (cidr.family === 'IPv4' ? ipv4(cidr) : ipv6(cidr))))]);
}

/** The CIDRs that lie in some ranges of one family; with a length, those of this length alone. */
export function cidrPattern(cidrs: readonly Cidr[], length?: number): string {
  return oneOf(
    cidrs.map((cidr) => {
      const lengths = Array.from({ length: addressBits(cidr.family) - cidr.prefixLength + 1 }, (_, i) => cidr.prefixLength + i);
      return `${addressPattern([cidr])}/${oneOf((length === undefined ? lengths : lengths.filter((one) => one === length)).map(String))}`;
    }),
  );
}

/** The part of an address that a group of bits is, from its lowest to its highest value. */
interface Part {
  readonly from: number;
  readonly to: number;
}

function partsOf(cidr: Cidr, bits: number): Part[] {
  const mask = (1n << BigInt(bits)) - 1n;
  const last = lastValue(cidr);
  return Array.from({ length: addressBits(cidr.family) / bits }, (_, i) => {
    const shift = BigInt(addressBits(cidr.family) - bits * (i + 1));
    return { from: Number((cidr.value >> shift) & mask), to: Number((last >> shift) & mask) };
  });
}

function ipv4(cidr: Cidr): string[] {
  const parts = partsOf(cidr, 8).map(({ from, to }) =>
    to - from === 255 ? '[0-9]+' : oneOf(Array.from({ length: to - from + 1 }, (_, i) => String(from + i))),
  );
  return [parts.join('[.]')];
}

/** One pattern for each place where "::" may stand for zeros, so that any writer's choice is understood, and one for none. */
function ipv6(cidr: Cidr): string[] {
  const parts = partsOf(cidr, 16);
  const texts = parts.map(hexPattern);
  const patterns = [texts.join(':')];
  for (let start = 0; start < 8; start++) {
    for (let end = start + 1; end <= 8 && parts[end - 1]?.from === 0; end++) {
      patterns.push(`${texts.slice(0, start).join(':')}::${texts.slice(end).join(':')}`);
    }
  }
  return patterns;
}

/** Numbers of up to 16 bits in hex without leading zeros, from a multiple of a power of two on, as many as that. */
function hexPattern({ from, to }: Part): string {
  if (from === to) return from.toString(16);
  const free = Math.floor(Math.log2(to - from + 1) / 4); // digits that may be anything
  const digit = (low: number, high: number) => (low === high ? low.toString(16) : `[${digits(low, high)}]`);
  const rest = free === 0 ? '' : `[0-9a-f]{${free}}`;
  if (from > 0) {
    const size = 16 ** (free + 1);
    const head = Math.floor(from / size);
    return `${head === 0 ? '' : head.toString(16)}${digit((from / 16 ** free) & 15, Math.floor(to / 16 ** free) & 15)}${rest}`;
  }
  const short = free === 0 ? [] : [`[0-9a-f]{1,${free}}`];
  const high = Math.floor(to / 16 ** free);
  return oneOf([...short, ...(high > 0 ? [`${digit(free === 0 ? 0 : 1, high)}${rest}`] : [])]);
}

function digits(low: number, high: number): string {
  return Array.from({ length: high - low + 1 }, (_, i) => (low + i).toString(16)).join('');
}

function oneOf(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] as string) : `(?:${texts.join('|')})`;
}
