import type { Family } from '../../shared/net/address.ts';
import type { ByFamily } from '../../shared/wire/overview.ts';

/** How a cluster counts objects by the families that they have. */
export function familyClass(families: readonly Family[]): keyof ByFamily {
  const has4 = families.includes('IPv4');
  const has6 = families.includes('IPv6');
  return has4 && has6 ? 'both' : has4 ? 'IPv4' : has6 ? 'IPv6' : 'none';
}

export function noneByFamily(): ByFamily {
  return { both: 0, IPv4: 0, IPv6: 0, none: 0 };
}

export function sameFamilies(a: readonly Family[], b: readonly Family[]): boolean {
  return familyClass(a) === familyClass(b);
}

/** Families of a list, each once, in the order they first stand. */
export function distinctFamilies(families: Iterable<Family>): Family[] {
  return [...new Set(families)];
}
