import type { Family } from '../../net/address.ts';
import { parseAddressRange } from '../../net/addressRange.ts';
import { type Cidr, cidrOf, parseCidr } from '../../net/cidr.ts';
import { growthOf } from '../forecast/growth.ts';
import type { KnownRange, RangeUse } from '../knownRange.ts';
import type { PlanCluster, PodSpace, ServiceSpace } from './planCluster.ts';

/** Clusters for tests, on 2026-11-26: 215 nodes, three more a week, five Services a day, and growth without a band. */
export const today = 20_783;

const ranges: Readonly<Record<Family, { readonly pods: string; readonly services: string; readonly length: number }>> = {
  IPv4: { pods: '10.244.0.0/16', services: '10.96.0.0/20', length: 24 },
  IPv6: { pods: 'fd00:10:244::/48', services: 'fd00:10:96::/112', length: 64 },
};

export function read(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not a CIDR: ${text}`);
  return cidr;
}

export function known(text: string, use: RangeUse, what: string): KnownRange {
  const range = parseAddressRange(text);
  if (!range) throw new Error(`not a range: ${text}`);
  return { range, use, what };
}

/** A cluster of these families, the primary one first. */
export function sampleCluster(families: readonly Family[], nodes = 215): PlanCluster {
  return {
    today,
    families,
    nodes,
    maxPods: 110,
    pods: families.map((family) => podsOf(family, nodes)),
    services: families.map(servicesOf),
    known: [
      ...families.flatMap((family) => [
        known(ranges[family].pods, 'pod', `pods ${ranges[family].pods}`),
        known(ranges[family].services, 'service', `Services ${ranges[family].services}`),
      ]),
      known('10.0.0.0/16', 'outside', 'the office'),
    ],
  };
}

function podsOf(family: Family, nodes: number): PodSpace {
  const { pods, services, length } = ranges[family];
  const range = read(pods);
  const bits = family === 'IPv4' ? 32 : 128;
  return {
    family,
    ranges: [range],
    blockLength: length,
    held: Array.from({ length: nodes }, (_, i) => ({
      node: `node-${i + 1}`,
      cidr: cidrOf({ family, value: range.value + (BigInt(i) << BigInt(bits - length)) }, length),
    })),
    around: [read(services)],
    ofControllerManager: true,
    inUse: 40 * nodes,
    fit: 110 * nodes,
    blockGrowth: growthOf(today, nodes, 3 / 7),
    podGrowth: growthOf(today, 40 * nodes, 20),
  };
}

function servicesOf(family: Family): ServiceSpace {
  const inUse = family === 'IPv4' ? 3113 : 451;
  return { family, ranges: [read(ranges[family].services)], inUse, growth: growthOf(today, inUse, 5) };
}
