import { around, distinct, lies, prefixAt, rangeText, sizeOf, width } from '../numbers.ts';
import type { Snapshot } from '../snapshot.ts';
import { addressesInUse, internalAddresses } from './held.ts';

/** What /pools must say of the networks that nodes are in, by id: the smallest range around the InternalIPs of a /16, or their /64. */
export function nodePools(snapshot: Snapshot): Map<string, object> {
  const addresses = distinct(snapshot.nodes.flatMap(internalAddresses));
  const groups = Map.groupBy(addresses, ({ family, value }) => rangeText(prefixAt(family, value, family === 'IPv4' ? 16 : 64)));
  const pools = new Map<string, object>();
  for (const group of groups.values()) {
    const cover = around(group.map(({ family, value }) => prefixAt(family, value, width(family))));
    if (!cover) continue;
    const range = cover.family === 'IPv6' ? prefixAt('IPv6', cover.first, 64) : cover;
    const id = `node/addresses/${rangeText(range).replace('/', '-')}`;
    // Whatever is held there counts: a load balancer may have its addresses in the same network.
    const inUse = addressesInUse(snapshot).filter((address) => lies(address, range)).length;
    pools.set(id, {
      id,
      kind: 'node',
      family: range.family,
      ranges: [rangeText(range)],
      cidr: rangeText(range),
      object: null,
      addresses: { total: `${sizeOf(range)}`, handedOut: null, recorded: null, inUse: `${inUse}`, free: null },
      blocks: null,
      static: null,
    });
  }
  return pools;
}
