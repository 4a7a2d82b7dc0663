import type { Family } from '../net/address.ts';
import { predictService } from './predictService.ts';
import { otherFamily, type ServiceCluster, type StoredService, sameList } from './serviceFields.ts';

export interface FamilyChange {
  readonly policy?: string;
  readonly families?: readonly Family[];
}

/** What a change would do; families, gains and loses are empty where it is refused. */
export interface ChangeOutcome {
  readonly change: FamilyChange;
  readonly result: 'accepted' | 'rejected';
  readonly families: readonly Family[];
  readonly gains: readonly Family[];
  readonly loses: readonly Family[];
  /** Why it is refused, else null. */
  readonly reason: string | null;
}

const policies = ['SingleStack', 'PreferDualStack', 'RequireDualStack'];

/** Each change of a Service's policy, and of its families, that somebody might want, with what becomes of it in this cluster. */
export function changesOf(cluster: ServiceCluster, service: StoredService): ChangeOutcome[] {
  return sensibleChanges(service).map((change) => {
    const prediction = predictService(cluster, service, change);
    if (prediction.result === 'rejected')
      return { change, result: 'rejected', families: [], gains: [], loses: [], reason: prediction.reason };
    const { families, gains, loses } = prediction;
    return { change, result: 'accepted', families, gains, loses, reason: null };
  });
}

/** The other policies; both families, in this order and in the other; the other family alone. */
function sensibleChanges({ type, policy, families }: StoredService): FamilyChange[] {
  const toPolicy = policies.filter((other) => other !== policy).map((other) => ({ policy: other }));
  const first = families[0] as Family | undefined;
  if (type === 'ExternalName' || first === undefined) return toPolicy;
  const other = otherFamily(first);
  const both: readonly (readonly Family[])[] = [
    [first, other],
    [other, first],
  ];
  const single = policy === 'SingleStack';
  // A policy of two families adds the missing one behind: to name that order with it says nothing more.
  const orders = both.filter((order) => !sameList(order, families) && !(single && order[0] === first));
  return [
    ...toPolicy,
    ...orders.map((order) => ({ ...(single ? { policy: 'PreferDualStack' } : {}), families: order })),
    { ...(single ? {} : { policy: 'SingleStack' }), families: [other] },
  ];
}
