import type { Family } from '../../../shared/net/address.ts';
import { type Cidr, cidrOf } from '../../../shared/net/cidr.ts';

/** The ranges of a demo cluster. One item a family, the primary family first. None of them overlap. */
export interface ClusterRanges {
  readonly families: readonly Family[];
  readonly pods: readonly Cidr[]; // --cluster-cidr
  readonly services: readonly Cidr[]; // --service-cluster-ip-range
  readonly nodeMask: Readonly<Record<Family, number>>;
  readonly nodeNetwork: Readonly<Record<Family, Cidr>>;
}

const nodeMask = { IPv4: 24, IPv6: 64 };
const podBase: Record<Family, bigint> = { IPv4: 0x0af4_0000n, IPv6: 0xfd00_0244n << 96n }; // 10.244.0.0, fd00:244::
const serviceBase: Record<Family, bigint> = { IPv4: 0x0a60_0000n, IPv6: 0xfd00_0096n << 96n }; // 10.96.0.0, fd00:96::

export const mostNodes = 30_000;
export const mostServices = 400_000;

/**
 * Ranges that hold so many nodes (a /24 and a /64 each, some to spare) and so many Service addresses (at most 86 % full).
 * IPv4 of pods grows from 10.244.0.0/16 leftwards to 10.128.0.0/9 at most, of Services from 10.96.0.0 rightwards to
 * 10.103.255.255 at most, so they never meet.
 */
export function clusterRanges(families: readonly Family[], nodes: number, services: number): ClusterRanges {
  const spare = nodes <= 250 ? 256 : nodes + Math.ceil(nodes / 50);
  const podPrefix = { IPv4: 24 - Math.ceil(Math.log2(spare)), IPv6: 48 };
  const servicePrefix = { IPv4: servicePrefixFor(services), IPv6: 112 };
  if (services > 50_000) servicePrefix.IPv6 = 108;
  const range = (base: Record<Family, bigint>, prefix: Record<Family, number>, family: Family): Cidr =>
    cidrOf({ family, value: base[family] }, prefix[family]);
  return {
    families,
    pods: families.map((family) => range(podBase, podPrefix, family)),
    services: families.map((family) => range(serviceBase, servicePrefix, family)),
    nodeMask,
    nodeNetwork: {
      IPv4: cidrOf({ family: 'IPv4', value: 0xc0a8_0000n }, 16), // 192.168.0.0/16
      IPv6: cidrOf({ family: 'IPv6', value: 0xfd00_0010n << 96n }, 64), // fd00:10::/64
    },
  };
}

function servicePrefixFor(services: number): number {
  for (let bits = 4; bits < 19; bits++) if ((2 ** bits - 2) * 0.86 >= services) return 32 - bits;
  return 13;
}
