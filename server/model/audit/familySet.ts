import type { Family } from '../../../shared/net/address.ts';
import { readAddress } from '../../../shared/net/readAddress.ts';
import type { FamilySet } from '../../../shared/wire/audit.ts';
import type { TrafficAddress } from '../../records/traffic.ts';

/** Which families something has, in its order. */
export const familySets = ['IPv4', 'IPv6', 'IPv4,IPv6', 'IPv6,IPv4', 'none', 'unknown'] as const satisfies readonly FamilySet[];

/** Both families, either first. */
export const both = ['IPv4,IPv6', 'IPv6,IPv4'] as const satisfies readonly FamilySet[];

/** The sets that begin with a family. */
export function firstIs(family: Family): readonly FamilySet[] {
  return family === 'IPv4' ? ['IPv4', 'IPv4,IPv6'] : ['IPv6', 'IPv6,IPv4'];
}

/** No object of any set. */
export function noSets(): Record<FamilySet, number> {
  return { IPv4: 0, IPv6: 0, 'IPv4,IPv6': 0, 'IPv6,IPv4': 0, none: 0, unknown: 0 };
}

/** The families of a list in the order they first stand. */
export function familySet(families: Iterable<Family>): FamilySet {
  const [first, second] = new Set(families);
  if (first === undefined) return 'none';
  return second === undefined ? first : first === 'IPv4' ? 'IPv4,IPv6' : 'IPv6,IPv4';
}

/** The families of addresses as they are written; what is no address has none. */
export function familiesOfTexts(texts: readonly string[]): Family[] {
  return texts.flatMap((text) => readAddress(text)?.address.family ?? []);
}

/** A host name says nothing of families: only DNS does. */
export function trafficSet(addresses: readonly TrafficAddress[]): FamilySet {
  if (addresses.some(({ hostname }) => hostname !== '')) return 'unknown';
  return familySet(familiesOfTexts(addresses.map(({ ip }) => ip)));
}

/** The families behind a set; null where they are not known. */
export function familiesIn(set: FamilySet): Family[] | null {
  if (set === 'unknown') return null;
  return set === 'none' ? [] : (set.split(',') as Family[]);
}
