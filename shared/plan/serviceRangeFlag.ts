import type { Family } from '../net/address.ts';
import { type Cidr, cidrSize, parseCidrLax } from '../net/cidr.ts';
import { serviceRange } from './serviceRange.ts';

/** One range of --service-cluster-ip-range, and whether a Service ever gets an address of it. */
export interface FlagRange {
  readonly cidr: Cidr;
  readonly allocates: boolean;
}

/** What the API server makes of its flag: the ranges in order, the primary one first, or why it does not start with it. */
export type ServiceRangeFlag =
  | { readonly starts: true; readonly ranges: readonly FlagRange[] }
  | { readonly starts: false; readonly why: string };

/**
 * Reads --service-cluster-ip-range as the API server does: host bits are dropped, at most one range a family, and the primary one has
 * at least 8 addresses (measured on 1.37.2). An IPv6 range wider than /64 is taken and is Ready, but gives out nothing.
 */
export function serviceRangeFlag(flag: string): ServiceRangeFlag {
  const texts = flag.split(',');
  const cidrs: Cidr[] = [];
  // Nothing is read behind the second range: three are too many, whatever they are.
  for (const text of texts.slice(0, 2)) {
    const cidr = parseCidrLax(text);
    if (!cidr) return refused(`${JSON.stringify(text)} is not a CIDR; between two there is a comma and no blank`);
    cidrs.push(cidr);
    if (cidrs.length === 1 && cidrSize(cidr) < 8n) return refused('the first range must have at least 8 addresses');
  }
  if (texts.length > 2) return refused('there are more than two ranges');
  if (new Set<Family>(cidrs.map(({ family }) => family)).size < cidrs.length) return refused('both ranges are of one family');
  return { starts: true, ranges: cidrs.map((cidr) => ({ cidr, allocates: serviceRange(cidr).usable > 0n })) };
}

function refused(why: string): ServiceRangeFlag {
  return { starts: false, why };
}
