import { formatAddress } from '../../../shared/net/address.ts';
import { role } from '../claims.ts';
import { referenceOf } from '../holders.ts';
import { poolsAround } from './poolWords.ts';
import type { AddressRule } from './rule.ts';
import { named } from './words.ts';

/** KEP-1880: the IPAddress object is what keeps an address from being given again. It is mended every three minutes (measured). */
export const serviceAddressWithoutIpaddress: AddressRule = {
  code: 'service-address-without-ipaddress',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 Service address has no IPAddress object' : `${count} Service addresses have no IPAddress object`),
  remedy:
    'Wait three minutes: the API server makes it again. Where it does not come back, the address is outside every range or unusually spelt: recreate the Service.',
  needs: ['IPAddress'],
  when: ({ addressesWritten }) => addressesWritten,
  holds: ({ held }) => held.some((holder) => holder.role === role.clusterIP) && !held.some((holder) => holder.role === role.ipAddress),
  tell: (state, cluster) => {
    const address = formatAddress(state.address);
    const services = state.holdings().filter((holding) => holding.role === role.clusterIP);
    return {
      title: `${address} of Service ${named(services.map(({ key }) => key))} has no IPAddress object`,
      detail: 'Nothing keeps the API server from giving this address to another Service as well.',
      objects: services.map(referenceOf),
      pools: poolsAround(cluster, state.address),
      address,
    };
  },
};
