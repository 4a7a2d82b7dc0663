import type { Family } from '../../shared/net/address.ts';
import type { Cidr } from '../../shared/net/cidr.ts';
import type { CellGroups, MapGroupBy } from '../../shared/wire/map.ts';
import type { Kind } from '../records/records.ts';
import type { Held } from './addressBook.ts';
import { role, roleKind } from './claims.ts';
import type { Cluster } from './cluster.ts';
import { createdAtOf } from './created.ts';
import { severityRank } from './findings/gravity.ts';
import type { Named } from './findings/named.ts';
import type { Rule } from './findings/rule.ts';
import { whoHolds } from './ipam/allocations.ts';
import type { NodeBlocks } from './nodeBlocks.ts';
import { knownNode } from './nodeStates.ts';
import { knownService } from './serviceStates.ts';
import { sharesOf } from './shares.ts';
import { timeText } from './time.ts';

/**
 * One answer looks at so many addresses and blocks, shared over its cells: tens of milliseconds at most, however large the cluster is.
 * What is wrong with an object is looked up by its name, which takes longest where findings name so many that each has to be.
 */
const budgets: Readonly<Record<MapGroupBy, number>> = { namespace: 32_768, zone: 32_768, node: 32_768, age: 32_768, findings: 16_384 };
const mostGroups = 4;
/** Beyond so many things that findings name it takes less to ask about each object than to list those things first. */
const mostNamed = 16_384;

/** A cell whose content is to be told apart. */
export interface Told {
  readonly range: Cidr;
  /** The blocks of the pools there, whosever they are. */
  readonly blocks: readonly NodeBlocks[];
  /** Whether any of them has a part of the cell. */
  readonly inBlocks: boolean;
  /** Whether those who hold addresses there are read, and those who have blocks. */
  readonly useKnown: boolean;
  readonly blocksKnown: boolean;
}

/** What each of some cells holds, told apart by one thing; undefined where what would be counted is not read. */
export function groupsOfCells(cluster: Cluster, by: MapGroupBy, cells: readonly Told[]): (CellGroups | undefined)[] {
  const all = cells.map((cell) => ({ cell, ...amountsOf(cluster, by, cell) }));
  const shares = sharesOf(
    all.map(({ addresses, blocks }) => addresses + blocks),
    budgets[by],
  );
  const tell = by === 'findings' ? findingsTeller(cluster) : tellers[by];
  return all.map(({ cell, addresses, blocks }, i) => {
    if (!isKnown(cluster, by, cell)) return undefined;
    const share = shares[i] ?? 0;
    const ofBlocks = Math.min(blocks, Math.max(share >>> 1, share - addresses));
    const most = { addresses: Math.min(addresses, share - ofBlocks), blocks: ofBlocks };
    return { ...tell(cluster, cell, most), unlooked: addresses - most.addresses + blocks - most.blocks };
  });
}

interface Amounts {
  readonly addresses: number;
  readonly blocks: number;
}

/** What there is to look at in a cell. */
function amountsOf(cluster: Cluster, by: MapGroupBy, { range, blocks, inBlocks }: Told): Amounts {
  const addresses = cluster.book.count('live', range);
  if (!inBlocks || by === 'namespace') return { addresses, blocks: 0 };
  // The nodes of the blocks around a cell are no more its objects than those of the cells beside it.
  if (by === 'findings') return { addresses, blocks: blocks.reduce((sum, one) => sum + one.count(range), 0) };
  return { addresses: 0, blocks: blocks.reduce((sum, one) => sum + one.count(range) + wider(one, range).length, 0) };
}

function wider(blocks: NodeBlocks, range: Cidr): Cidr[] {
  return blocks.covering(range).filter(({ prefixLength }) => prefixLength < range.prefixLength);
}

function isKnown(cluster: Cluster, by: MapGroupBy, { inBlocks, useKnown, blocksKnown }: Told): boolean {
  const nodes = cluster.known('Node');
  switch (by) {
    case 'namespace':
      return useKnown;
    case 'findings':
      return useKnown && blocksKnown;
    case 'node':
      return inBlocks ? blocksKnown : useKnown;
    case 'zone':
      return nodes && (inBlocks ? blocksKnown : useKnown);
    case 'age':
      return inBlocks ? blocksKnown && nodes : useKnown;
  }
}

type Teller = (cluster: Cluster, cell: Told, most: Amounts) => Omit<CellGroups, 'unlooked'>;

const tellers: Readonly<Record<Exclude<MapGroupBy, 'findings'>, Teller>> = {
  namespace(cluster, cell, most) {
    const counts: Counts = new Map();
    cluster.book.sample(cell.range, most.addresses, (held) => {
      for (const holder of distinct(held)) count(counts, namespaceOf(cluster, holder));
    });
    return largest(counts);
  },

  node: (cluster, cell, most) => largest(byNode(cluster, cell, most)),

  zone(cluster, cell, most) {
    const counts: Counts = new Map();
    for (const [name, nodes] of byNode(cluster, cell, most)) count(counts, name === null ? null : zoneOf(cluster, name), nodes);
    return largest(counts);
  },

  age(cluster, cell, most) {
    let oldest = Number.POSITIVE_INFINITY;
    let newest = 0;
    const add = (createdAt: number) => {
      if (createdAt === 0) return; // it does not say
      if (createdAt < oldest) oldest = createdAt;
      if (createdAt > newest) newest = createdAt;
    };
    if (cell.inBlocks) eachBlock(cluster, cell, most.blocks, true, (node) => add(cluster.nodes.get(node)?.record?.createdAt ?? 0));
    else
      cluster.book.sample(cell.range, most.addresses, (held) => {
        for (const holder of distinct(held)) add(createdAtOf(cluster, holder));
      });
    const [first, last] = [timeText(newest === 0 ? 0 : oldest), timeText(newest)];
    return { groups: [], more: 0, since: first === null || last === null ? null : { oldest: first, newest: last } };
  },
};

/** Tells the objects of cells apart by the codes that name them. Most objects have none, and are told by their number alone. */
function findingsTeller(cluster: Cluster): Teller {
  const { findings } = cluster;
  const named = findings.named(mostNamed);
  const ranks = named && { IPv4: ranksOf(cluster, named, 'IPv4'), IPv6: ranksOf(cluster, named, 'IPv6') };
  const nodeRules = (name: string): readonly Rule[] => {
    const node = named?.nodes.has(name) === false ? undefined : knownNode(cluster.nodes.get(name));
    return node ? findings.ofNode(node) : [];
  };
  const rulesOf = (kind: Kind, key: string): readonly Rule[] => {
    if (kind === 'Pod') return findings.ofPod(key);
    if (kind === 'Node') return nodeRules(key);
    const service = kind === 'Service' ? knownService(cluster.services.get(key)) : undefined;
    return service ? findings.ofService(service) : [];
  };
  const mayHave = ({ role: as, id }: Held): boolean => {
    if (named && roleKind[as] === 'Pod') return named.pods.has(id);
    if (named && roleKind[as] === 'Service') return named.services.has(id);
    return true;
  };
  return (_, cell, most) => {
    const objects = new Map<Rule, Set<string>>();
    const add = (kind: Kind, key: string, rules: readonly Rule[]) => {
      for (const rule of rules) {
        const having = objects.get(rule) ?? new Set();
        objects.set(rule, having.add(`${kind} ${key}`));
      }
    };
    eachBlock(cluster, cell, most.blocks, false, (node) => add('Node', node, nodeRules(node)));
    const { family } = cell.range;
    const index = cluster.book.index(family, 'live');
    cluster.book.sample(cell.range, most.addresses, (held, rank) => {
      const isQuiet = ranks?.[family].has(rank) === false;
      const ofAddress = isQuiet ? [] : findings.ofAddress({ family, value: index.at(rank) as bigint });
      for (const holder of distinct(held)) {
        if (ofAddress.length === 0 && !mayHave(holder)) continue; // as is nearly every one
        const { kind, key } = cluster.objectOf(holder.role, holder.id);
        add(kind, key, ofAddress);
        add(kind, key, rulesOf(kind, key));
      }
    });
    const groups = [...objects]
      .map(([rule, { size }]) => ({ rank: severityRank(rule), name: rule.code, count: size }))
      .sort((a, b) => a.rank - b.rank || b.count - a.count || (a.name < b.name ? -1 : 1))
      .map(({ name, count: size }) => ({ name, count: size }));
    return { ...cut(groups), since: null };
  };
}

/** The ranks of the addresses that findings name among those that are held, as sample() tells them. */
function ranksOf(cluster: Cluster, { addresses }: Named, family: Family): ReadonlySet<number> {
  const index = cluster.book.index(family, 'live');
  return new Set(addresses.filter((address) => address.family === family).map(({ value }) => index.rank(value)));
}

type Counts = Map<string | null, number>;

function count(counts: Counts, name: string | null, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

/** The largest groups; of equal ones by name, that without one last. */
function largest(counts: Counts): Omit<CellGroups, 'unlooked'> {
  const groups = [...counts].map(([name, size]) => ({ name, count: size }));
  const named = (name: string | null) => (name === null ? 1 : 0);
  groups.sort((a, b) => b.count - a.count || named(a.name) - named(b.name) || ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
  return { ...cut(groups), since: null };
}

function cut(groups: CellGroups['groups']): Pick<CellGroups, 'groups' | 'more'> {
  return { groups: groups.slice(0, mostGroups), more: groups.slice(mostGroups).reduce((sum, group) => sum + group.count, 0) };
}

/** Of a cell with node blocks its blocks, elsewhere its addresses, by the node that they are on. */
function byNode(cluster: Cluster, cell: Told, most: Amounts): Counts {
  const counts: Counts = new Map();
  if (cell.inBlocks) {
    eachBlock(cluster, cell, most.blocks, true, (node) => count(counts, node));
    return counts;
  }
  const index = cluster.book.index(cell.range.family, 'live');
  cluster.book.sample(cell.range, most.addresses, (held, rank) => {
    const names = new Set<string>();
    for (const holder of held) {
      const name = nodeOf(cluster, holder, () => index.at(rank) as bigint, cell.range);
      if (name !== '') names.add(name);
    }
    if (names.size === 0) count(counts, null);
    for (const name of names) count(counts, name);
  });
  return counts;
}

/** The nodes of so many blocks in a cell, and of those around it where these count, each as often as it has one. */
function eachBlock(cluster: Cluster, { range, blocks }: Told, most: number, around: boolean, visit: (node: string) => void): void {
  let left = most;
  const add = (nodes: readonly number[]): boolean => {
    if (left <= 0) return false;
    left--;
    for (const node of nodes) visit(cluster.blockClaims.name(node));
    return left > 0;
  };
  for (const one of blocks) {
    if (around) for (const block of wider(one, range)) add(one.nodes(block));
    if (left > 0) one.scan(range, (_, nodes) => add(nodes));
  }
}

/** An IPAddress object stands for the Service that has the address, where one has. */
function distinct(held: readonly Held[]): readonly Held[] {
  if (held.length < 2) return held;
  const service = held.some((holder) => holder.role === role.clusterIP);
  return service ? held.filter((holder) => holder.role !== role.ipAddress) : held;
}

function namespaceOf(cluster: Cluster, holder: Held): string | null {
  const { key } = cluster.objectOf(holder.role, holder.id);
  const slash = key.indexOf('/');
  return slash < 0 ? null : key.slice(0, slash);
}

/** The node that an object is on or is; '' for none. */
function nodeOf(cluster: Cluster, { role: as, id }: Held, value: () => bigint, { family }: Cidr): string {
  switch (as) {
    case role.podIP:
    case role.hostIP:
      return cluster.podNodes.nodeOf(id);
    case role.nodeAddress:
    case role.nodeExternal:
      return cluster.store.keyOf('Node', id);
    case role.nodeOwn:
    case role.secondary: {
      const holder = cluster.holder(as, id);
      if (!holder) return '';
      const { object } = whoHolds({ role: as, ...holder }, { family, value: value() });
      if (object.kind === 'Node') return object.name;
      const pod = object.kind === 'Pod' ? cluster.store.idOf('Pod', `${object.namespace}/${object.name}`) : undefined;
      return pod === undefined ? '' : cluster.podNodes.nodeOf(pod);
    }
    default:
      return '';
  }
}

function zoneOf(cluster: Cluster, node: string): string | null {
  const zone = cluster.nodes.get(node)?.record?.zone ?? '';
  return zone === '' ? null : zone;
}
