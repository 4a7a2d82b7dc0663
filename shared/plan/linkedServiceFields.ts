import { type ServiceDraft, type ServiceRequest, type StoredService, sameList } from './serviceFields.ts';

/** A new Service as its request says; a client that knows clusterIP alone has clusterIPs filled in. */
export function newDraft(request: ServiceRequest): ServiceDraft {
  const clusterIPs = [...(request.clusterIPs ?? [])];
  const clusterIP = request.clusterIP === undefined ? (clusterIPs[0] ?? '') : (request.clusterIP ?? '');
  return {
    type: request.type ?? 'ClusterIP',
    policy: request.policy ?? null,
    families: [...(request.families ?? [])],
    clusterIP,
    clusterIPs: clusterIP !== '' && clusterIPs.length === 0 ? [clusterIP] : clusterIPs,
    selector: request.selector ?? true,
  };
}

/**
 * A stored Service as a PUT would have it. Addresses that the request leaves out are put back, so that a manifest can be sent again,
 * and of clusterIP and clusterIPs the one that did not change follows the other (k/k pkg/registry/core/service/storage/storage.go).
 */
export function changedDraft(before: StoredService, request: ServiceRequest): ServiceDraft {
  const first = before.clusterIPs[0] ?? '';
  const draft: ServiceDraft = {
    type: request.type === undefined ? before.type : (request.type ?? 'ClusterIP'),
    policy: request.policy === undefined ? before.policy : request.policy,
    families: [...((request.families === undefined ? before.families : request.families) ?? [])],
    clusterIP: clusterIPOf(before, request),
    clusterIPs: [...((request.clusterIPs === undefined ? before.clusterIPs : request.clusterIPs) ?? [])],
    selector: request.selector ?? before.selector,
  };
  if (before.type !== 'ExternalName' && draft.type !== 'ExternalName') {
    if (draft.clusterIP === '') draft.clusterIP = first;
    if (draft.clusterIPs.length === 0) draft.clusterIPs = [...before.clusterIPs];
  }
  if (draft.clusterIP === first) {
    if (draft.clusterIPs.length === 0) draft.clusterIPs = [...before.clusterIPs];
  } else if (sameList(draft.clusterIPs, before.clusterIPs)) {
    draft.clusterIPs = draft.clusterIP === '' ? [] : [draft.clusterIP];
  }
  return draft;
}

function clusterIPOf(before: StoredService, { clusterIP, clusterIPs }: ServiceRequest): string {
  if (clusterIP !== undefined) return clusterIP ?? '';
  return (clusterIPs === undefined ? before.clusterIPs : clusterIPs)?.[0] ?? '';
}

/** A Service that becomes ExternalName loses what the request did not touch; what it did touch is refused later. */
export function dropForExternalName(before: StoredService, draft: ServiceDraft): void {
  if (before.type === 'ExternalName' || draft.type !== 'ExternalName') return;
  if (sameList(draft.clusterIPs, before.clusterIPs)) {
    draft.clusterIP = '';
    draft.clusterIPs = [];
  }
  if (sameList(draft.families, before.families)) draft.families = [];
  if (draft.policy === before.policy) draft.policy = null;
}
