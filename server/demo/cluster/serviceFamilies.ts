import { type Family, parseAddress } from '../../../shared/net/address.ts';
import type { Policy, ServiceType } from './objects.ts';
import { invalid } from './refused.ts';

export interface FamilyRequest {
  readonly type: ServiceType;
  readonly headless: boolean;
  readonly hasSelector: boolean;
  readonly policy: Policy | undefined;
  readonly families: readonly Family[] | undefined;
  readonly clusterIPs: readonly string[] | undefined; // addresses asked for
}

/**
 * Policy and families of a new Service, as the API server defaults them (KEP-563; k/k pkg/registry/core/service/storage).
 * Throws Refused (422) where it would say no.
 */
export function serviceFamilies(request: FamilyRequest, cluster: readonly Family[]): { policy: Policy | ''; families: readonly Family[] } {
  if (request.type === 'ExternalName') return { policy: '', families: [] };
  const [primary] = cluster;
  if (!primary) throw invalid('this cluster has no Service range');
  const asked = request.clusterIPs?.map(familyOf) ?? [];
  const named = request.families && request.families.length > 0 ? request.families : asked;
  if (new Set(named).size !== named.length) throw invalid('spec.ipFamilies: duplicates');
  const selectorless = request.headless && !request.hasSelector;
  const policy = request.policy ?? (selectorless ? 'RequireDualStack' : 'SingleStack');
  const unknown = selectorless ? undefined : named.find((family) => !cluster.includes(family));
  if (unknown) throw invalid(`spec.ipFamilies: Invalid value: "${unknown}": not configured on this cluster`);
  if (policy === 'SingleStack') {
    if (named.length > 1) throw invalid('spec.ipFamilyPolicy: must be RequireDualStack or PreferDualStack when two families are given');
    return { policy, families: [named[0] ?? primary] };
  }
  if (policy === 'RequireDualStack' && cluster.length < 2 && !selectorless)
    throw invalid('spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services');
  const first = named[0] ?? primary;
  const both: readonly Family[] = [first, first === 'IPv4' ? 'IPv6' : 'IPv4'];
  return { policy, families: cluster.length > 1 || selectorless ? both : [first] };
}

function familyOf(text: string): Family {
  const address = parseAddress(text);
  if (!address) throw invalid(`spec.clusterIPs: Invalid value: "${text}": must be an address`);
  return address.family;
}
