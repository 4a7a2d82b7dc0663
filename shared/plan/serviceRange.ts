import { addressBits } from '../net/address.ts';
import { type Cidr, cidrSize, lastValue } from '../net/cidr.ts';
import { rangeSet } from '../net/rangeSet.ts';
import type { Keep } from './keep.ts';

/** What the API server's ClusterIP allocator gives out of one Service range; values are addresses as numbers. */
export interface ServiceRange {
  readonly usable: bigint; // addresses that can be given, the one of the Service `kubernetes` included
  readonly first: bigint | null; // lowest usable one; null where nothing is given out
  readonly last: bigint | null;
  /** The static band: the first `size` usable addresses, given dynamically only when all else is gone; 0: none. */
  readonly staticSize: number;
}

const nothing: ServiceRange = { usable: 0n, first: null, last: null, staticSize: 0 };

/**
 * Usable addresses and static band of a Service range.
 * IPv4 never gives the first and the last address, IPv6 only not the first (k/k pkg/registry/core/service/ipallocator, measured).
 * An IPv6 range wider than /64 is accepted, Ready, and allocates nothing (measured on 1.37.2).
 */
export function serviceRange(cidr: Cidr): ServiceRange {
  const hostBits = addressBits(cidr.family) - cidr.prefixLength;
  if (cidr.family === 'IPv6' && hostBits > 64) return nothing;
  const size = cidrSize(cidr);
  const kept = cidr.family === 'IPv4' ? 2n : 1n;
  if (size <= kept) return nothing;
  const last = lastValue(cidr) - (cidr.family === 'IPv4' ? 1n : 0n);
  return { usable: size - kept, first: cidr.value + 1n, last, staticSize: staticBand(size) };
}

/** What a Service range never gives out: its ends, or all of it. */
export function serviceKeeps(cidr: Cidr): readonly Keep[] {
  const { first, last } = serviceRange(cidr);
  const end = lastValue(cidr);
  const runs =
    first === null || last === null
      ? [{ first: cidr.value, last: end }]
      : [{ first: cidr.value, last: first - 1n }, ...(last < end ? [{ first: last + 1n, last: end }] : [])];
  return [{ kind: 'addresses', set: rangeSet(cidr.family, runs) }];
}

/** KEP-3070: min(max(16, size/16), 256). The code gives no band to ranges of 16 addresses; the KEP says fewer than 16. */
function staticBand(size: bigint): number {
  if (size <= 16n) return 0;
  const share = size / 16n;
  return share < 16n ? 16 : share > 256n ? 256 : Number(share);
}
