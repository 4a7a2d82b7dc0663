import type { Family } from '../../../shared/net/address.ts';
import { formatCidr, parseCidrLax } from '../../../shared/net/cidr.ts';
import type { PolicyBlock, TrafficAddress } from '../../records/traffic.ts';
import { familiesOfTexts } from '../audit/familySet.ts';

export function other(family: Family): Family {
  return family === 'IPv4' ? 'IPv6' : 'IPv4';
}

/** The one family of some addresses that stand for one place; undefined where they have both, none, or a host name that only DNS knows. */
export function onlyFamily(addresses: readonly TrafficAddress[]): Family | undefined {
  if (addresses.some(({ hostname }) => hostname !== '')) return undefined;
  return single(familiesOfTexts(addresses.map(({ ip }) => ip)));
}

/** The one family of some texts of CIDRs. */
export function onlyFamilyOfCidrs(texts: readonly string[]): Family | undefined {
  return single(texts.flatMap((text) => parseCidrLax(text)?.family ?? []));
}

function single(families: readonly Family[]): Family | undefined {
  const [first] = families;
  return first !== undefined && families.every((family) => family === first) ? first : undefined;
}

/** What a direction of a policy says of one family alone. */
export interface OneSided {
  readonly direction: PolicyBlock['direction'];
  readonly family: Family;
  readonly cidrs: readonly string[];
}

/** Directions whose ipBlocks are of one family; `anywhere`: those that name all addresses of one family, and not all of the other. */
export function oneSided(blocks: readonly PolicyBlock[], anywhere: boolean): OneSided[] {
  const found: OneSided[] = [];
  for (const direction of ['ingress', 'egress'] as const) {
    const read = blocks.flatMap((block) => (block.direction === direction ? (parseCidrLax(block.cidr) ?? []) : []));
    const whole = read.filter(({ prefixLength }) => prefixLength === 0);
    const all = single(whole.map(({ family }) => family));
    const family = anywhere ? all : all === undefined && whole.length === 0 ? single(read.map((cidr) => cidr.family)) : undefined;
    if (family !== undefined) found.push({ direction, family, cidrs: (anywhere ? whole : read).map(formatCidr) });
  }
  return found;
}
