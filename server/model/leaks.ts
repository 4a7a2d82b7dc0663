import type { Address } from '../../shared/net/address.ts';
import { role } from './claims.ts';
import type { Cluster } from './cluster.ts';
import { type Holding, quietHoldings } from './holders.ts';
import { allocationOf, recordState } from './ipam/allocations.ts';
import type { SaidAllocation } from './ipam/said.ts';

/** One object that has written down an address as taken, though nobody holds it any more. */
export interface Leak {
  readonly holding: Holding;
  readonly said: SaidAllocation;
}

/** The records of an address that are leaks. One that its owner may still take up, or that is kept on purpose, is none. */
export function leaksOf(cluster: Cluster, address: Address): Leak[] {
  if (!cluster.book.index(address.family, 'unheld').has(address.value)) return [];
  return quietHoldings(cluster, address).flatMap((holding) => {
    if (holding.role !== role.record && holding.role !== role.note) return [];
    const said = allocationOf(holding, address);
    return said && recordState(cluster, said, holding.record) === 'leaked' ? [{ holding, said }] : [];
  });
}
