import { addressBits, formatAddress } from '../../shared/net/address.ts';
import type { Cidr } from '../../shared/net/cidr.ts';

/** A row's label: digits that all rows share, dimmed, and those that tell this one from the others. */
export interface RowLabel {
  readonly shared: string;
  readonly own: string;
}

/** Labels made of the address' own digits. */
export interface DigitAxis {
  /** The prefix length of one row: "/20". */
  readonly corner: string;
  readonly columns: readonly string[];
  /** The label of the row whose first cell lies `offset` cells into the range. */
  readonly row: (offset: bigint) => RowLabel;
  /** What tells a single cell from the others: its own octets, or its own nibbles. */
  readonly place: (offset: bigint) => string;
}

/**
 * The digits along the edges of a range drawn in cells of `cellPrefix`, so many in a row. IPv4: "+0…+15" across and the row's
 * own octet down (".16" in the last octet, "5.0" where rows differ in two). IPv6: hex nibbles across and, down, the address with an
 * x where the column's nibble goes. `shared` is the prefix that all drawn rows lie in, where that is less than the range.
 */
export function digitAxis(range: Cidr, cellPrefix: number, columns: number, shared: Cidr = range): DigitAxis {
  const rowPrefix = cellPrefix - Math.round(Math.log2(columns));
  return {
    corner: `/${rowPrefix}`,
    ...(range.family === 'IPv4' ? octets(range, cellPrefix, columns, shared) : nibbles(range, cellPrefix, columns, shared)),
  };
}

function octets(range: Cidr, cellPrefix: number, columns: number, shared: Cidr): Omit<DigitAxis, 'corner'> {
  const cellOctet = Math.max(1, Math.ceil(cellPrefix / 8));
  const firstOctet = Math.min(cellOctet, Math.floor(shared.prefixLength / 8) + 1);
  const step = 2 ** (cellOctet * 8 - cellPrefix);
  const hostBits = BigInt(32 - cellPrefix);
  const row = (offset: bigint): RowLabel => {
    const text = formatAddress({ family: 'IPv4', value: range.value + (offset << hostBits) }).split('.');
    const own = text.slice(firstOctet - 1, cellOctet).join('.');
    return { shared: '', own: cellOctet === 4 && firstOctet === 4 ? `.${own}` : own };
  };
  return {
    columns: Array.from({ length: columns }, (_, k) => {
      const value = k * step;
      return value < 256 ? `+${value}` : `+${Math.floor(value / 256)}.${value % 256}`;
    }),
    row,
    place: (offset) => row(offset).own,
  };
}

function nibbles(range: Cidr, cellPrefix: number, columns: number, shared: Cidr): Omit<DigitAxis, 'corner'> {
  const hostBits = BigInt(addressBits('IPv6') - cellPrefix);
  const onNibble = cellPrefix % 4 === 0 && columns === 16;
  const step = 2 ** ((4 - (cellPrefix % 4)) % 4);
  return {
    columns: Array.from({ length: columns }, (_, k) => (onNibble ? k.toString(16) : `+${(k * step).toString(16)}`)),
    row: (offset) => rowDigits(shared, range.value + (offset << hostBits), cellPrefix, onNibble),
    place: (offset) => rowDigits(shared, range.value + (offset << hostBits), cellPrefix, false).own,
  };
}

/** The hextets up to the one the cell ends in; that one without the nibbles behind the column's, an x for the column's own. */
function rowDigits(shared: Cidr, value: bigint, cellPrefix: number, onNibble: boolean): RowLabel {
  const last = Math.max(1, Math.ceil(cellPrefix / 16));
  const hextet = (k: number) => Number((value >> BigInt(112 - 16 * k)) & 0xffffn);
  const before: string[] = [];
  for (let k = 0; k < last - 1; k++) before.push(hextet(k).toString(16));
  const kept = Math.ceil((cellPrefix - (last - 1) * 16) / 4);
  const digits = hextet(last - 1)
    .toString(16)
    .padStart(4, '0')
    .slice(0, kept);
  // A cell shorter than the hextet keeps its leading zeros: "00x" at /60 is not "x" at /64.
  const trim = (text: string) => (kept === 4 ? text.replace(/^0+(?=.)/, '') : text);
  const own = onNibble ? trim(`${digits.slice(0, -1)}x`) : trim(digits);
  const fixed = Math.floor(shared.prefixLength / 16);
  if (fixed >= last) return { shared: '', own };
  const same = before.slice(0, fixed);
  const moving = before.slice(fixed);
  return { shared: same.length > 0 ? `${folded(same)}:` : '', own: [...moving, own].join(':') };
}

/** Hextets with the longest run of zeros folded, as RFC 5952 §4.2 folds an address; the digits behind them are never zero runs' part. */
function folded(hextets: readonly string[]): string {
  const text = hextets.join(':');
  return text.replace(/(^|:)0(:0)+(?=:|$)/, ':');
}
