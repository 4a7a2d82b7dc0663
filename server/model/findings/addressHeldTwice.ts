import { formatAddress, parseAddressLax } from '../../../shared/net/address.ts';
import { role } from '../claims.ts';
import { referenceOf } from '../holders.ts';
import { poolsAround } from './poolWords.ts';
import type { AddressRule, HeldAddress } from './rule.ts';
import { counted, named } from './words.ts';

/**
 * One address with live holders that should not share it. Two interfaces of secondary networks only disagree within one network.
 */
export const addressHeldTwice: AddressRule = {
  code: 'address-held-twice',
  severity: 'critical',
  title: (count) => (count === 1 ? '1 address is held twice' : `${count} addresses are held twice`),
  remedy:
    'Recreate one of the holders so that it gets another address, and see why their ranges meet: overlapping pools, a shared podCIDR, an address set by hand.',
  holds: (state) => state.conflict && isHeldTwice(state),
  tell: (state, cluster) => {
    const address = formatAddress(state.address);
    const holdings = state.holdings();
    const objects = holdings.map(referenceOf);
    const names = objects.map(({ kind, namespace, name }) => `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`);
    return {
      title: `${address} is held by ${named(names, 2)}`,
      detail: `${counted(objects.length, 'object holds', 'objects hold')} it: ${named(names, 6)}. Packets for it reach one of them at best.`,
      objects,
      pools: poolsAround(cluster, state.address),
      address,
    };
  },
};

function isHeldTwice({ address, held, holdings }: HeldAddress): boolean {
  const count = (as: number) => held.filter((holder) => holder.role === as).length;
  const services = count(role.clusterIP) + count(role.ipAddress);
  const hosts = count(role.nodeAddress) + count(role.hostIP);
  const sides = [count(role.podIP), services, hosts, count(role.nodeOwn), count(role.virtual)].filter((some) => some > 0).length;
  if ([role.podIP, role.clusterIP, role.nodeAddress].some((as) => count(as) > 1) || sides > 1) return true;
  if (count(role.secondary) < 2) return false;
  const networks = new Set<string>();
  for (const { role: as, record } of holdings()) {
    if (as !== role.secondary || record.kind !== 'Pod') continue;
    for (const network of networksOf(record.interfaces, address)) {
      if (networks.has(network)) return true;
      networks.add(network);
    }
  }
  return false;
}

/** The networks in which a pod has an address, each once. */
function networksOf(
  interfaces: readonly { readonly network: string; readonly ips: readonly string[] }[],
  { family, value }: HeldAddress['address'],
): ReadonlySet<string> {
  const has = (text: string) => {
    const read = parseAddressLax(text)?.address;
    return read?.family === family && read.value === value;
  };
  return new Set(interfaces.filter(({ ips }) => ips.some(has)).map(({ network }) => network));
}
