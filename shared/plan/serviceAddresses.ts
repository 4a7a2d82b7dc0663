import { type Family, parseAddressLax } from '../net/address.ts';
import { isLeftAlone } from './serviceFamilies.ts';
import { invalid, type ServiceCluster, type ServiceDraft, type ServiceFault, type StoredService } from './serviceFields.ts';
import { serviceRange } from './serviceRange.ts';

/**
 * Takes the addresses that a Service still needs: those it asks for, or any, of which only the family is known. Nothing falls back: one
 * family that is full fails the request under every policy (measured on 1.37.2).
 */
export function allocate(cluster: ServiceCluster, before: StoredService | null, draft: ServiceDraft): ServiceFault[] {
  return entriesToFill(before, draft).flatMap((at) => {
    const family = draft.families[at] as Family;
    const asked = draft.clusterIPs[at] ?? '';
    const fault = asked === '' ? anyFault(cluster, family) : askedFault(cluster, asked);
    draft.clusterIPs[at] = asked === '' ? family : asked;
    if (at === 0) draft.clusterIP = draft.clusterIPs[0] ?? '';
    return fault ?? [];
  });
}

/** Places of clusterIPs that get an address. Of a stored Service only a second one is ever added, unless it was ExternalName. */
function entriesToFill(before: StoredService | null, draft: ServiceDraft): number[] {
  if (draft.type === 'ExternalName') return [];
  if (!before || before.type === 'ExternalName') return draft.clusterIPs[0] === 'None' ? [] : [...draft.families.keys()];
  if (isLeftAlone(before, draft) || before.clusterIPs[0] === 'None') return [];
  return before.families.length === 1 && draft.families.length === 2 ? [1] : [];
}

/** Words and status of a full range and of a family without any are the same (measured). */
function anyFault(cluster: ServiceCluster, family: Family): ServiceFault | undefined {
  if (!cluster.families.includes(family)) return brokenOff(family);
  const gives = cluster.ranges.some(({ cidr, gives }) => gives && cidr.family === family && serviceRange(cidr).usable > 0n);
  if (!gives) return { status: 500, field: null, reason: `No ${family} Service range gives out addresses now.` };
  if (!cluster.full?.includes(family)) return undefined;
  return { status: 500, field: null, reason: `The ${family} Service range is full; no other family is given in its place.` };
}

/**
 * A Service with an address and without a selector that becomes headless may have two families in a cluster that has one, and then
 * 1.37.2 looks for the allocator of the other: it panics and hangs up.
 */
function brokenOff(family: Family): ServiceFault {
  const reason = `The API server breaks off without an answer: it looks for an ${family} address, and the cluster has no ${family} for Services.`;
  return { status: 500, field: null, reason };
}

/** An address may be asked for in any range that gives it as an ordinary one; the ends of a range are not given. */
function askedFault({ ranges, taken }: ServiceCluster, asked: string): ServiceFault | undefined {
  const address = parseAddressLax(asked)?.address;
  if (!address) return invalid('spec.clusterIPs', `${JSON.stringify(asked)} is no address.`);
  const offered = ranges.some(({ cidr, gives }) => {
    const { first, last } = serviceRange(cidr);
    return gives && cidr.family === address.family && first !== null && last !== null && address.value >= first && address.value <= last;
  });
  if (!offered) return invalid('spec.clusterIPs', `${asked} is not among the addresses that a Service range of the cluster gives.`);
  return taken?.(address) ? invalid('spec.clusterIPs', `${asked} is taken.`) : undefined;
}
