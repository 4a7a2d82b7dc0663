import {
  invalid,
  otherFamily,
  type ServiceCluster,
  type ServiceDraft,
  type ServiceFault,
  type StoredService,
  sameList,
} from './serviceFields.ts';
import { familyOfEntry, linkedFieldFaults } from './serviceRules.ts';

/**
 * A PUT that leaves a PreferDualStack Service as it is never adds or takes a family, whatever became of the cluster since: the
 * API server does not look at its families at all (k/k pkg/registry/core/service/storage/alloc.go).
 */
export function isLeftAlone(before: StoredService | null, draft: ServiceDraft): boolean {
  if (!before || draft.type === 'ExternalName') return false;
  return (
    before.type === draft.type &&
    draft.policy === 'PreferDualStack' &&
    (before.policy ?? draft.policy) === 'PreferDualStack' &&
    sameList(before.clusterIPs, draft.clusterIPs) &&
    sameList(before.families, draft.families)
  );
}

/**
 * Completes policy and families, and says what of them cannot be in this cluster. The first check that finds something ends it: what
 * follows rests on it.
 */
export function settleFamilies(cluster: ServiceCluster, before: StoredService | null, draft: ServiceDraft): ServiceFault[] {
  if (draft.type === 'ExternalName' || isLeftAlone(before, draft)) return [];
  const endpointsByHand = draft.clusterIP === 'None' && !draft.selector;
  draft.policy ??= before?.policy ?? (endpointsByHand ? 'RequireDualStack' : 'SingleStack');

  const linked = linkedFieldFaults(draft, before?.clusterIPs ?? []);
  if (linked.length > 0) return linked;

  const contradictions = [...releaseFaults(before, draft), ...singleStackFaults(draft), ...inferFamilies(cluster, draft)];
  if (contradictions.length > 0) return contradictions;

  // Nobody allocates for it, so that it may have families which the cluster has not.
  if (!endpointsByHand) {
    const missing = missingFamilies(cluster, draft);
    if (missing.length > 0) return missing;
  }
  completeFamilies(draft, cluster.families[0], endpointsByHand || cluster.families.length > 1);
  return [];
}

/** To SingleStack and nothing else is clear: the second one goes. Fewer of them under another policy is not. */
function releaseFaults(before: StoredService | null, draft: ServiceDraft): ServiceFault[] {
  if (!before) return [];
  if (draft.policy === 'SingleStack') {
    if (sameList(before.clusterIPs, draft.clusterIPs)) draft.clusterIPs.splice(1);
    if (sameList(before.families, draft.families)) draft.families.splice(1);
    return [];
  }
  const fewer = (had: readonly string[], has: readonly string[]) => has.length > 0 && has.length < had.length;
  const faults: ServiceFault[] = [];
  if (fewer(before.clusterIPs, draft.clusterIPs)) faults.push(onlyWithSingleStack('address', draft.policy));
  if (fewer(before.families, draft.families)) faults.push(onlyWithSingleStack('family', draft.policy));
  return faults;
}

function onlyWithSingleStack(what: string, policy: string | null): ServiceFault {
  return invalid('spec.ipFamilyPolicy', `The second ${what} is given back only with SingleStack; the policy is ${policy}.`);
}

function singleStackFaults({ policy, clusterIPs, families }: ServiceDraft): ServiceFault[] {
  if (policy !== 'SingleStack') return [];
  const faults: ServiceFault[] = [];
  const two = (what: string) =>
    invalid('spec.ipFamilyPolicy', `SingleStack is one family, and ${what} has two: say PreferDualStack or RequireDualStack with them.`);
  if (clusterIPs.length === 2) faults.push(two('clusterIPs'));
  if (families.length === 2) faults.push(two('ipFamilies'));
  return faults;
}

/** Addresses say the families that ipFamilies does not. */
function inferFamilies(cluster: ServiceCluster, draft: ServiceDraft): ServiceFault[] {
  const faults: ServiceFault[] = [];
  for (const [at, entry] of draft.clusterIPs.entries()) {
    const family = familyOfEntry(entry);
    if (family === undefined || at < draft.families.length) continue;
    if (has(cluster, family)) draft.families.push(family);
    else faults.push(invalid(`spec.clusterIPs[${at}]`, `${entry} is an ${family} address, and ${without(family)}.`));
  }
  return faults;
}

function missingFamilies(cluster: ServiceCluster, draft: ServiceDraft): ServiceFault[] {
  const faults: ServiceFault[] = [];
  if (draft.policy === 'RequireDualStack' && cluster.families.length < 2)
    faults.push(
      invalid('spec.ipFamilyPolicy', `RequireDualStack needs two families, and the cluster has ${cluster.families.join()} alone.`),
    );
  for (const [at, family] of draft.families.entries())
    if (!has(cluster, family)) faults.push(invalid(`spec.ipFamilies[${at}]`, `${capital(without(family))}.`));
  return faults;
}

function completeFamilies(draft: ServiceDraft, primary: string | undefined, dual: boolean): void {
  if (draft.families.length === 0 && primary !== undefined) draft.families.push(primary);
  const [first] = draft.families;
  if (draft.families.length === 1 && first !== undefined && dual && draft.policy !== 'SingleStack') draft.families.push(otherFamily(first));
}

const has = (cluster: ServiceCluster, family: string): boolean => cluster.families.some((one) => one === family);
const without = (family: string): string => `the cluster has no ${family} for Services`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
