import { formatAddress } from '../../../shared/net/address.ts';
import { role } from '../claims.ts';
import { isManaged } from './ipaddressUnmanaged.ts';
import { poolsAround } from './poolWords.ts';
import type { AddressRule } from './rule.ts';

/** Measured: a refused Service often leaves the address of its other family behind for about a minute. */
export const ipaddressWithoutService: AddressRule = {
  code: 'ipaddress-without-service',
  severity: 'info',
  title: (count) => (count === 1 ? '1 IPAddress belongs to no Service' : `${count} IPAddresses belong to no Service`),
  remedy:
    'Wait: the API server collects it within three minutes. Where many come again and again, Services are being refused: see which family is exhausted.',
  needs: ['Service'],
  holds: ({ held, ipAddress }) => ipAddress !== undefined && isManaged(ipAddress) && !held.some((holder) => holder.role === role.clusterIP),
  tell: ({ address, ipAddress }, cluster) => {
    const parent = `${ipAddress?.parentNamespace}/${ipAddress?.parentName}`;
    const gone = cluster.store.get('Service', parent) === undefined;
    return {
      title: `IPAddress ${ipAddress?.name} belongs to no Service`,
      detail: `It was made for Service ${parent}, which ${gone ? 'does not exist' : 'has other addresses'}. The address is given to nobody while the object is there.`,
      objects: [{ kind: 'IPAddress', name: ipAddress?.name ?? '' }],
      pools: poolsAround(cluster, address),
      address: formatAddress(address),
    };
  },
};
