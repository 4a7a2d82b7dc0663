import { type Family, formatAddress } from '../../../shared/net/address.ts';
import { complement, rangeSetOfCidrs } from '../../../shared/net/rangeSet.ts';
import { role } from '../claims.ts';
import { liveHoldings, referenceOf } from '../holders.ts';
import type { ClusterRule, Found, View } from './rule.ts';
import { named } from './words.ts';

/** Beyond these a range that is gone is plain to see. */
const most = 1000;

/** Addresses of Services that no Service range has. The API server says so in an event, more than a minute late (measured). */
export const serviceAddressOutsideRanges: ClusterRule = {
  code: 'service-address-outside-ranges',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 Service address lies outside every range' : `${count} Service addresses lie outside every range`),
  remedy: 'Add a ServiceCIDR that has the address, or recreate the Service to give it another.',
  find: (view) => {
    const found: Found[] = [];
    if (view.pools.some(({ pool }) => pool.kind === 'service' && pool.declared))
      for (const family of ['IPv4', 'IPv6'] as const) look(view, family, found);
    return found;
  },
};

/** Walks over the held addresses between the ranges, of which there are none as a rule. */
function look({ cluster, pools }: View, family: Family, found: Found[]): void {
  const ranges = pools.flatMap(({ pool }) => (pool.kind === 'service' && pool.declared && pool.family === family ? pool.cidrs : []));
  for (const { first, last } of complement(rangeSetOfCidrs(family, ranges)).runs) {
    if (found.length >= most) return;
    cluster.book.index(family, 'services').scan(first, last, (value) => {
      const services = liveHoldings(cluster, { family, value }).filter((holding) => holding.role === role.clusterIP);
      const address = formatAddress({ family, value });
      if (services.length > 0) {
        found.push({
          subject: address,
          title: `${address} of Service ${named(services.map(({ key }) => key))} lies outside every Service range`,
          detail:
            'It may still work, but nothing keeps this address: the range that it came from is gone, and what routes or masks by the Service ranges leaves it out.',
          objects: services.map(referenceOf),
          address,
        });
      }
      return found.length < most;
    });
  }
}
