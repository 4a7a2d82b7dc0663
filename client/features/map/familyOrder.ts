import type { Family } from '../../../shared/net/address.ts';

/** The families that are there in the order of the cluster, its primary one first; IPv4 first where that order is not known. */
export function familyOrder(known: readonly Family[] | null, present: Iterable<Family>): Family[] {
  const there = new Set(present);
  return [...new Set<Family>([...(known ?? []), 'IPv4', 'IPv6'])].filter((family) => there.has(family));
}
