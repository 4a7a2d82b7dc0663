import { type Address, parseAddress } from './address.ts';

/** An address with the zone that it is unique in ("eth0", "2"); null where none is named. */
export interface ZonedAddress {
  readonly address: Address;
  readonly zone: string | null;
}

/**
 * Reads "fe80::1%eth0" as RFC 4007 §11 writes it: what a person pastes from a node's shell. Only IPv6 has zones.
 * Kubernetes refuses them in every field that it validates, and so do the parsers of stored addresses.
 */
export function parseZonedAddress(text: string): ZonedAddress | undefined {
  const at = text.indexOf('%');
  const address = parseAddress(at < 0 ? text : text.slice(0, at));
  if (!address) return undefined;
  if (at < 0) return { address, zone: null };
  const zone = text.slice(at + 1);
  return address.family === 'IPv6' && /^[^\s%/]{1,64}$/.test(zone) ? { address, zone } : undefined;
}
