import type { Reference } from '../../shared/wire/basics.ts';

/** "payments/ledger-api", or the name alone for cluster-wide kinds. */
export function referenceName(reference: Reference): string {
  return reference.namespace ? `${reference.namespace}/${reference.name}` : reference.name;
}

/** "Service"; with its group where it is not of Kubernetes itself, as kubectl takes it: four projects call a kind IPPool. */
export function kindName(reference: Pick<Reference, 'kind' | 'group'>): string {
  return reference.group ? `${reference.kind}.${reference.group}` : reference.kind;
}

/** Tells one object from all others, for keys of lists. */
export function referenceKey(reference: Reference): string {
  return `${kindName(reference)} ${referenceName(reference)}`;
}
