import { formatAddress } from '../../../shared/net/address.ts';
import type { IPAddressRecord } from '../../records/records.ts';
import { role } from '../claims.ts';
import { poolsAround } from './poolWords.ts';
import type { AddressRule } from './rule.ts';

/** Measured: the API server collects only what carries its label. What was made by hand without it blocks the address for ever. */
export const ipaddressUnmanaged: AddressRule = {
  code: 'ipaddress-unmanaged',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 IPAddress is never collected' : `${count} IPAddresses are never collected`),
  remedy: 'Delete it, unless it is there to keep the address free on purpose.',
  holds: ({ ipAddress }) => ipAddress !== undefined && !isManaged(ipAddress),
  tell: ({ address, held, ipAddress }, cluster) => {
    const inUse = held.some((holder) => holder.role === role.clusterIP);
    const label = ipAddress?.managedBy === '' ? 'no managed-by label' : `the managed-by label ${ipAddress?.managedBy}`;
    return {
      title: `IPAddress ${ipAddress?.name} is never collected`,
      detail: `It has ${label}, so the API server leaves it alone. ${
        inUse
          ? 'Its address stays taken when the Service that has it is deleted.'
          : 'No Service has its address, and none gets it while the object is there.'
      }`,
      objects: [{ kind: 'IPAddress', name: ipAddress?.name ?? '' }],
      pools: poolsAround(cluster, address),
      address: formatAddress(address),
    };
  },
};

/** Whether the API server's allocator looks after an IPAddress. */
export function isManaged({ managedBy }: IPAddressRecord): boolean {
  return managedBy === 'ipallocator.k8s.io';
}
