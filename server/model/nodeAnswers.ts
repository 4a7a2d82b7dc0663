import { type Family, formatAddress } from '../../shared/net/address.ts';
import { formatCidr } from '../../shared/net/cidr.ts';
import type { Node } from '../../shared/wire/nodes.ts';
import type { Cluster } from './cluster.ts';
import { gravity } from './findings/gravity.ts';
import type { Surroundings } from './findings/surroundings.ts';
import { type Listing, page } from './list.ts';
import { type KnownNode, knownNode, type NodeState, type Room } from './nodeStates.ts';
import type { NodeAnswer, NodesAnswer, NodesQuery } from './questions.ts';
import { timeText } from './time.ts';

const mostZones = 1000;

function nodeItem(cluster: Cluster, state: KnownNode, around: Surroundings): Node {
  const { record, families } = state;
  const podsKnown = cluster.known('Pod');
  const space = cluster.podCIDRsRule ? state : state.own;
  const addresses = (family: Family) => [
    ...new Set(state.addresses.filter((address) => address.family === family).map((address) => formatAddress(address))),
  ];
  return {
    name: state.name,
    zone: record.zone === '' ? null : record.zone,
    ready: record.ready,
    addresses: { IPv4: addresses('IPv4'), IPv6: addresses('IPv6') },
    podCIDRs: state.podCIDRs.map(formatCidr),
    families: { addresses: [...families.addresses], podCIDRs: [...families.podCIDRs], pods: [...families.pods] },
    skewed: state.skewed,
    pods: podsKnown ? { running: state.running, hostNetwork: state.hostNetwork, terminated: state.terminated } : null,
    inUse: podsKnown ? { ...space.inUse } : null,
    usable: { IPv4: space.usable.IPv4?.toString() ?? null, IPv6: space.usable.IPv6?.toString() ?? null },
    maxPods: record.maxPods,
    ...roomOn(cluster, state, around),
    createdAt: timeText(record.createdAt),
    findings: cluster.findings.ofNode(state).map(({ code }) => code),
  };
}

/** A node without a block among nodes that have one gives no pod an address. Without the pods nobody knows what is left. */
function roomOn(cluster: Cluster, state: NodeState, { anyBlocks }: Surroundings): Room {
  if (!cluster.known('Pod')) return { remaining: null, limit: null };
  if (!cluster.podCIDRsRule) return state.own.room;
  return anyBlocks && state.blocks.length === 0 ? { remaining: 0, limit: 'blocks' } : state.room;
}

/** How many more pods get an address on the nodes there are; null where no node says. */
export function podsThatFit(cluster: Cluster, { anyBlocks }: Surroundings): number | null {
  const room = cluster.podCIDRsRule ? cluster.nodes.room : cluster.nodes.ownRoom;
  if (!cluster.known('Pod') || !cluster.known('Node') || room.known === 0) return null;
  return anyBlocks ? room.withBlock : room.withBlock + room.withoutBlock;
}

function listing(cluster: Cluster, around: Surroundings): Listing<KnownNode> {
  return {
    name: 'nodes',
    unique: ({ name }) => name,
    defaultSort: 'name',
    fields: {
      name: ({ name }) => name,
      zone: ({ record }) => (record.zone === '' ? null : record.zone),
      running: ({ running }) => running,
      hostNetwork: ({ hostNetwork }) => hostNetwork,
      maxPods: ({ record }) => record.maxPods,
      remaining: (state) => roomOn(cluster, state, around).remaining,
      inUse: ({ inUse, own }) => (cluster.podCIDRsRule ? inUse.IPv4 + inUse.IPv6 : own.inUse.IPv4 + own.inUse.IPv6),
      createdAt: ({ record }) => (record.createdAt === 0 ? null : record.createdAt),
      findings: (state) => gravity(cluster.findings.ofNode(state)),
    },
  };
}

export function nodesAnswer(cluster: Cluster, query: NodesQuery): NodesAnswer {
  const around = cluster.surroundings;
  const orders = cluster.orders('Node');
  orders.restOn(`${cluster.podCIDRsRule} ${around.anyBlocks} ${cluster.known('Pod')}`);
  const order = listing(cluster, around);
  const found = isFiltered(query) ? page(order, matchingNodes(cluster, order, query), query) : orders.page(order, query);
  return {
    ...found,
    total: cluster.known('Node') ? found.total : null,
    items: found.items.map((state) => nodeItem(cluster, state, around)),
    zones: cluster.nodes.zones.sorted.slice(0, mostZones),
  };
}

function isFiltered({ zone, family, finding, problems, q }: NodesQuery): boolean {
  return Boolean(zone || family || finding) || problems === 'true' || (q?.trim() ?? '') !== '';
}

/** Looks at every node, where only findings count at those that have some: how many match is part of the answer. */
function* matchingNodes(cluster: Cluster, order: Listing<KnownNode>, query: NodesQuery): Iterable<KnownNode> {
  const some = query.finding || query.problems === 'true' ? withFindings(cluster, order) : cluster.nodes.all();
  for (const state of some) if (matches(cluster, state, query)) yield state;
}

function* withFindings(cluster: Cluster, order: Listing<KnownNode>): Iterable<KnownNode> {
  for (const { item, place } of cluster.orders('Node').sorted(order, '-findings')) {
    if (place.value === 0) return;
    yield item;
  }
}

/** A node is of a family where one of its addresses is. */
function matches(cluster: Cluster, state: KnownNode, query: NodesQuery): boolean {
  if (query.zone && state.record.zone !== query.zone) return false;
  if (query.family && !state.families.addresses.includes(query.family)) return false;
  const q = query.q?.trim().toLowerCase() ?? '';
  if (q !== '' && !state.name.includes(q) && !state.addresses.some((address) => formatAddress(address).includes(q))) return false;
  return !query.finding || cluster.findings.ofNode(state).some(({ code }) => code === query.finding);
}

/** One node. A name that only pods speak of is none. */
export function nodeAnswer(cluster: Cluster, name: string): NodeAnswer | undefined {
  const state = knownNode(cluster.nodes.get(name));
  return state && nodeItem(cluster, state, cluster.surroundings);
}
