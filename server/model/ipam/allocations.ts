import { type Address, compareAddresses } from '../../../shared/net/address.ts';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { AnyRecord } from '../../records/records.ts';
import { isLive, type Role, role } from '../claims.ts';
import type { Cluster } from '../cluster.ts';
import { type Holding, referenceOf } from '../holders.ts';
import type { SaidAllocation } from './said.ts';
import { says } from './says.ts';

/** What an object says of an address in the role in which it holds it; undefined where it says nothing of it. */
export function allocationOf({ record, role: as }: Holding, address: Address): SaidAllocation | undefined {
  return says(record).allocations.find((said) => compareAddresses(said.address, address) === 0 && rolesOf[said.as].includes(as));
}

/** Who holds an address, and the object that says so where that is another one. What is merely written down is held by nobody. */
export function whoHolds(
  holding: Holding,
  address: Address,
): { readonly object: Reference; readonly by: Reference | null; readonly note: string } {
  const own = referenceOf(holding);
  const said = allocationOf(holding, address);
  const whom = holding.role === role.nodeOwn || holding.role === role.secondary ? said?.for : null;
  const same = !whom || JSON.stringify(whom) === JSON.stringify(own);
  return { object: same ? own : whom, by: same ? null : own, note: said?.note ?? '' };
}

const rolesOf: Readonly<Record<SaidAllocation['as'], readonly Role[]>> = {
  record: [role.record],
  note: [role.note],
  kept: [role.kept],
  reserved: [role.kept],
  node: [role.nodeOwn],
  virtual: [role.virtual],
  secondary: [role.secondary],
};

/**
 * How a record of an address stands that nobody holds:
 * - leaked: its owner is gone, or is there and has other addresses (pods of a StatefulSet come back under their names);
 * - pending: its owner is there and has no address yet;
 * - kept: taken on purpose, or until an ended pod is deleted;
 * - unknown: it names nobody that is read.
 */
export type RecordState = 'leaked' | 'pending' | 'kept' | 'unknown';

export function recordState(cluster: Cluster, said: SaidAllocation, of: AnyRecord): RecordState {
  if (said.as === 'kept' || said.as === 'reserved') return 'kept';
  const whom = said.for;
  // A claim that has addresses and is reserved for nobody: a warning, since it may outlive its pod on purpose.
  if (whom === null) return of.kind === 'ResourceClaim' ? 'leaked' : 'unknown';
  const key = whom.namespace === undefined ? whom.name : `${whom.namespace}/${whom.name}`;
  switch (whom.kind) {
    case 'Pod': {
      if (!cluster.known('Pod')) return 'unknown';
      const pod = cluster.store.get('Pod', key);
      if (!pod) return 'leaked';
      if (!isLive(pod)) return 'kept';
      return pod.podIPs.length === 0 ? 'pending' : 'leaked';
    }
    case 'Node':
      return cluster.known('Node') ? (cluster.store.get('Node', key) ? 'kept' : 'leaked') : 'unknown';
    case 'Service':
      return cluster.known('Service') ? (cluster.store.get('Service', key) ? 'pending' : 'leaked') : 'unknown';
    default:
      return 'kept';
  }
}
