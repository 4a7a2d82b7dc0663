import { addressBits, parseAddress } from '../../../shared/net/address.ts';
import { type Cidr, cidrOf, cidrSize } from '../../../shared/net/cidr.ts';
import type { MapAnswer } from '../../../shared/wire/map.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { cellsOf, cidrAtIndex, indexOf } from './cells.ts';

/** The static band (KEP-3070) as a map of its own. */
export interface StaticBand {
  /** The first 256 addresses of the range, or all of them. */
  readonly range: Cidr;
  /** The last address of the band, as so many addresses into the range. */
  readonly last: bigint;
  /** A band of 256 begins at .1, so its last address lies behind a map of 256. */
  readonly beyond: string | null;
}

/** Where the static band of a Service range is drawn; undefined where it has none (16 addresses or fewer). */
export function staticBand(range: Cidr, band: Pool['static']): StaticBand | undefined {
  if (!band || band.size === 0 || band.last === null) return undefined;
  const end = parseAddress(band.last);
  if (!end) return undefined;
  const bits = addressBits(range.family);
  const last = end.value - range.value;
  const drawn = cidrOf(range, Math.max(range.prefixLength, bits - 8));
  return { range: drawn, last, beyond: last >= cidrSize(drawn) ? band.last : null };
}

/** Bits in which a Service range is cut into bins: 64 of them, fewer where a bin would have less than 16 addresses. */
export function binBits(range: Cidr): number {
  return Math.max(1, Math.min(6, addressBits(range.family) - range.prefixLength - 4));
}

/** Addresses of one bin in use. */
export interface Bin {
  readonly cidr: Cidr;
  readonly inUse: number;
}

/** The bins behind the static band, in address order; one that begins inside the band belongs to the band. */
export function dynamicBins(answer: MapAnswer, range: Cidr, band: Pick<StaticBand, 'last'> | undefined): Bin[] {
  const inUse = new Map(cellsOf(answer).map((cell) => [cell.cidr.value, Number(cell.inUse)]));
  const total = 1n << BigInt(answer.cellPrefix - range.prefixLength);
  const first = band === undefined ? 0n : indexOf(range, answer.cellPrefix, range.value + band.last);
  const bins: Bin[] = [];
  for (let index = first; index < total; index++) {
    const cidr = cidrAtIndex(range, answer.cellPrefix, index);
    bins.push({ cidr, inUse: inUse.get(cidr.value) ?? 0 });
  }
  return bins;
}
