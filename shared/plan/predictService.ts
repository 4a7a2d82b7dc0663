import type { Family } from '../net/address.ts';
import { changedDraft, dropForExternalName, newDraft } from './linkedServiceFields.ts';
import { allocate } from './serviceAddresses.ts';
import { settleFamilies } from './serviceFamilies.ts';
import type { ServiceCluster, ServiceDraft, ServiceFault, ServiceRequest, StoredService } from './serviceFields.ts';
import { changeFaults, linkedFieldFaults, typeFaults, unknownTypeFaults } from './serviceRules.ts';

/** A Service as it would be stored: clusterIPs holds the family where any address of it is given, and gains and loses are families. */
export interface Accepted {
  readonly result: 'accepted';
  readonly type: string;
  readonly policy: string | null;
  readonly families: readonly Family[];
  readonly clusterIPs: readonly string[];
  readonly gains: readonly Family[];
  readonly loses: readonly Family[];
}

export interface Rejected {
  readonly result: 'rejected';
  /** 422 where the request is at fault, 500 where a range has nothing left. */
  readonly status: 422 | 500;
  /** What is blamed first, as the API server names it. */
  readonly field: string | null;
  readonly reason: string;
  /** All that it finds at once; the first one is `field` and `reason`. */
  readonly faults: readonly ServiceFault[];
}

export type Prediction = Accepted | Rejected;

/**
 * What kube-apiserver (1.37) does with a Service's families: of a new Service where `before` is null, else of a PUT over a stored one.
 * The steps are those of the API server, in its order (k/k pkg/registry/core/service, pkg/apis/core/validation).
 */
export function predictService(cluster: ServiceCluster, before: StoredService | null, request: ServiceRequest): Prediction {
  const draft = before ? changedDraft(before, request) : newDraft(request);
  const settled = settleFamilies(cluster, before, draft);
  if (settled.length > 0) return rejected(settled);
  const [unallocated] = allocate(cluster, before, draft);
  if (unallocated) return rejected([unallocated]);
  if (before) dropForExternalName(before, draft);
  const faults = [
    ...(before ? changeFaults(before, draft) : []),
    ...typeFaults(draft),
    ...linkedFieldFaults(draft, [...(before?.clusterIPs ?? []), ...draft.families]),
    ...unknownTypeFaults(draft),
  ];
  return faults.length > 0 ? rejected(faults) : accepted(before, draft);
}

function rejected(faults: readonly ServiceFault[]): Rejected {
  const { status, field, reason } = faults[0] as ServiceFault;
  return { result: 'rejected', status, field, reason, faults };
}

function accepted(before: StoredService | null, draft: ServiceDraft): Accepted {
  const families = draft.families as Family[];
  // A clusterIP that passed alone, as it does for ExternalName, is read back as clusterIPs too.
  const clusterIPs = draft.clusterIPs.length === 0 && draft.clusterIP !== '' ? [draft.clusterIP] : draft.clusterIPs;
  const had = (before?.families ?? []) as readonly Family[];
  return {
    result: 'accepted',
    type: draft.type,
    policy: draft.policy,
    families,
    clusterIPs,
    gains: families.filter((family) => !had.includes(family)),
    loses: had.filter((family) => !families.includes(family)),
  };
}
