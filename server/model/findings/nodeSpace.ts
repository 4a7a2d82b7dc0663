import type { Cluster } from '../cluster.ts';
import type { KnownNode, OwnSpace } from '../nodeStates.ts';

import { counted } from './words.ts';

/** What a node's pods live in: the blocks of a CNI's own IPAM where it has such, else its podCIDRs. */
export function spaceOf(node: KnownNode): Pick<OwnSpace, 'usable' | 'inUse' | 'room'> {
  return node.own.blocks.length > 0 ? node.own : node;
}

/** "12 of 110 pods; IPv4: 12 of 253 addresses". */
export function useOf(node: KnownNode): string {
  const { usable, inUse } = spaceOf(node);
  const families = (['IPv4', 'IPv6'] as const).flatMap((family) =>
    usable[family] === null || usable[family] >= 65_536n
      ? []
      : [`${family}: ${inUse[family]} of ${counted(usable[family], 'address', 'addresses')}`],
  );
  return [`${node.running + node.hostNetwork} of ${node.record.maxPods} pods`, ...families].join('; ');
}

/** The pools that a node's blocks are of. */
export function poolsOfNode(node: KnownNode, cluster: Cluster): string[] {
  const blocks = node.own.blocks.length > 0 ? node.own.blocks.map(({ cidr }) => cidr) : node.blocks;
  return [...new Set(blocks.flatMap((block) => cluster.pools.containing(block).filter(({ kind }) => kind === 'pod')).map(({ id }) => id))];
}
