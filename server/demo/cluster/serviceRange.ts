import { addressBits } from '../../../shared/net/address.ts';
import { type Cidr, cidrSize, lastValue } from '../../../shared/net/cidr.ts';

/**
 * What a Service range offers, measured on kube-apiserver 1.37.2: the network address is never given out, of IPv4 the
 * last one neither; of IPv6 the last one is. first > last: nothing.
 */
export interface ServiceRange {
  readonly cidr: Cidr;
  readonly first: bigint;
  readonly last: bigint;
  /** The static band (KEP-3070) is the first so many addresses. */
  readonly staticSize: bigint;
}

export function serviceRange(cidr: Cidr): ServiceRange {
  const last = cidr.family === 'IPv4' ? lastValue(cidr) - 1n : lastValue(cidr);
  // The API server allocates nothing from more than 2^64 addresses (measured: /64 works, /63 does not).
  const tooLarge = addressBits(cidr.family) - cidr.prefixLength > 64;
  const first = cidr.value + 1n;
  return tooLarge ? { cidr, first, last: first - 1n, staticSize: 0n } : { cidr, first, last, staticSize: staticBandSize(cidrSize(cidr)) };
}

/** min(max(16, size/16), 256), and 0 where size ≤ 16 (the KEP says < 16; the code wins). */
export function staticBandSize(size: bigint): bigint {
  if (size <= 16n) return 0n;
  const part = size / 16n;
  if (part < 16n) return 16n;
  return part > 256n ? 256n : part;
}
