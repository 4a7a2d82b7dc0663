import { type Cidr, parseCidr } from '../../../shared/net/cidr.ts';

/** A CIDR that is written in the demo's own code. Errors: RangeError where it is none. */
export function knownCidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (!parsed) throw new RangeError(`${text} is no CIDR`);
  return parsed;
}
