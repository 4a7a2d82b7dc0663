import type { PodRecord } from '../../records/records.ts';

/** What a pod belongs to: what somebody would restart to have it made anew. */
export interface WorkloadName {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** The hash that a Deployment puts behind its name for each of its ReplicaSets, in the alphabet that spells no words. */
const templateHash = /-[bcdfghjklmnpqrstvwxz2456789]{4,10}$/;

/** A ReplicaSet of a Deployment stands for the Deployment; a static pod for its node's kubelet, which means for itself. */
export function workloadOf({ namespace, name, owner }: Pick<PodRecord, 'namespace' | 'name' | 'owner'>): WorkloadName {
  const slash = owner.indexOf('/');
  const kind = owner.slice(0, slash);
  if (slash < 0 || kind === 'Node') return { namespace, kind: 'Pod', name };
  const own = owner.slice(slash + 1);
  if (kind === 'ReplicaSet' && templateHash.test(own)) return { namespace, kind: 'Deployment', name: own.replace(templateHash, '') };
  return { namespace, kind, name: own };
}
