import { formatAddress, parseAddressLax } from '../../../shared/net/address.ts';
import { role } from '../claims.ts';
import { referenceOf } from '../holders.ts';
import { poolsAround } from './poolWords.ts';
import type { AddressRule } from './rule.ts';
import { named } from './words.ts';

/** Measured: the API server compares text. A clusterIP that is not in canonical form is stored as written, and given to another Service. */
export const serviceAddressGivenTwice: AddressRule = {
  code: 'service-address-given-twice',
  severity: 'critical',
  title: (count) => (count === 1 ? '1 address was given to two Services' : `${count} addresses were given to two Services`),
  remedy: 'Recreate the Service whose clusterIP is not in canonical form; without a clusterIP in its manifest it gets a free one.',
  holds: ({ held }) => held.filter((holder) => holder.role === role.clusterIP).length > 1,
  tell: (state, cluster) => {
    const address = formatAddress(state.address);
    const services = state.holdings().filter((holding) => holding.role === role.clusterIP);
    const spelt = services.map(({ key, record }) => {
      const texts = record.kind === 'Service' ? record.clusterIPs : [];
      const own = texts.find((text) => {
        const read = parseAddressLax(text)?.address;
        return read?.family === state.address.family && read.value === state.address.value;
      });
      return `${key} as "${own ?? address}"`;
    });
    return {
      title: `${address} was given to Services ${named(services.map(({ key }) => key))}`,
      detail: `They write it so: ${named(spelt, 6)}. Traffic to it reaches the endpoints of one of them.`,
      objects: services.map(referenceOf),
      pools: poolsAround(cluster, state.address),
      address,
    };
  },
};
