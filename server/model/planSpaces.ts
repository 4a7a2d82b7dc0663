import type { Family } from '../../shared/net/address.ts';
import { type Cidr, compareCidrs, containsCidr } from '../../shared/net/cidr.ts';
import type { KnownRange } from '../../shared/plan/knownRange.ts';
import { usableOfBlock } from '../../shared/plan/nodeBlock.ts';
import type { HeldBlock } from '../../shared/plan/rehearseMask.ts';
import type { PlanCluster, PodSpace, ServiceSpace } from '../../shared/plan/scenario/planCluster.ts';
import { allocators } from './blockClaims.ts';
import type { Cluster } from './cluster.ts';
import { clusterFamilies } from './clusterFamilies.ts';
import { distinctFamilies } from './families.ts';
import type { BlockOwner } from './ipam/said.ts';
import type { KnownNode } from './nodeStates.ts';
import { type Pool, rangeTexts } from './pool.ts';
import type { PoolTable } from './poolTable.ts';

/** Of a node that never said: the kubelet's default. */
const usualMaxPods = 110;
const families: readonly Family[] = ['IPv4', 'IPv6'];

/** The pools that a space is about, by their ids. */
interface Drawn {
  readonly pools: readonly string[];
}

/** What a plan starts from, without growth, which the model knows nothing of. */
export interface PlanSpaces extends Omit<PlanCluster, 'today' | 'pods' | 'services'> {
  readonly pods: readonly (Omit<PodSpace, 'blockGrowth' | 'podGrowth'> & Drawn)[];
  readonly services: readonly (Omit<ServiceSpace, 'growth'> & Drawn)[];
}

/** A pod space with what is counted in it. */
interface Counted {
  readonly space: Omit<PlanSpaces['pods'][number], 'inUse'>;
  readonly pools: readonly Pool[];
}

/** What only nodes, blocks and ranges change. */
interface Made {
  readonly version: number;
  readonly nodes: number;
  readonly maxPods: number;
  readonly order: readonly Family[];
  readonly pods: readonly Counted[];
  readonly known: readonly KnownRange[];
}

const madeOf = new WeakMap<PoolTable, Made>();

/**
 * The spaces that nodes get blocks and Services get addresses from, as far as their whole ranges are known: an inferred one may go on.
 * Costs a look at each node and each block where one of them or a range changed since it was last asked.
 */
export function planSpaces(cluster: Cluster): PlanSpaces {
  const known = madeOf.get(cluster.pools);
  const made = known?.version === cluster.nodes.version ? known : make(cluster);
  madeOf.set(cluster.pools, made);
  const { nodes, maxPods, order } = made;
  const pods = made.pods.map(({ space, pools }) => ({ ...space, inUse: pools.reduce((sum, pool) => sum + countIn(cluster, pool), 0) }));
  const services = families.flatMap((family) => serviceSpace(cluster, family) ?? []);
  return { families: order, nodes, maxPods, pods: inOrder(pods, order), services: inOrder(services, order), known: made.known };
}

function make(cluster: Cluster): Made {
  const nodes = [...cluster.nodes.all()];
  const maxPods = mostCommon(nodes.flatMap(({ record }) => record.maxPods ?? [])) ?? usualMaxPods;
  return {
    version: cluster.nodes.version,
    nodes: nodes.length,
    maxPods,
    order: clusterFamilies(cluster) ?? guessedFamilies(cluster, nodes[0]),
    pods: families.flatMap((family) => podSpace(cluster, family, nodes, maxPods) ?? []),
    known: knownRanges(cluster),
  };
}

/** Where nothing says which family is first, the order of the nodes' blocks does (KEP-563). */
function guessedFamilies(cluster: Cluster, node: KnownNode | undefined): Family[] {
  return distinctFamilies(
    [...(node?.podCIDRs ?? []), ...cluster.pools.all.filter(({ kind }) => kind === 'service')].map(({ family }) => family),
  );
}

function podSpace(cluster: Cluster, family: Family, nodes: readonly KnownNode[], maxPods: number): Counted | undefined {
  const cut = cluster.pools.all.filter(
    (pool) => pool.kind === 'pod' && pool.family === family && pool.declared && pool.gives && pool.blocks,
  );
  const pools = mostInUse(cluster, cut);
  const [first] = pools;
  if (!first?.blocks) return undefined;
  const { length, of } = first.blocks;
  const ranges = outermost(pools.flatMap(({ cidrs }) => cidrs));
  const space = {
    family,
    ranges,
    blockLength: length,
    held: ranges.flatMap((range) => heldIn(cluster, range, of)),
    around: of === 'host-local' ? steppedAround(cluster, family) : [],
    allocator: allocators[of],
    ofControllerManager: of === 'host-local',
    fit: nodes.reduce((sum, node) => sum + fitOn(node, family, of, maxPods), 0),
    pools: pools.map(({ id }) => id),
  };
  return { space, pools };
}

/** Those of one allocator: of several beside each other the one that most pods have their addresses from. */
function mostInUse(cluster: Cluster, pools: readonly Pool[]): readonly Pool[] {
  const used = (group: readonly Pool[]) => group.reduce((sum, pool) => sum + countIn(cluster, pool), 0);
  const groups = [...Map.groupBy(pools, ({ blocks }) => blocks?.of).values()];
  return groups.reduce<readonly Pool[]>((most, group) => (most.length === 0 || used(group) > used(most) ? group : most), []);
}

/** The blocks of a range by address, each with its node; one that several nodes have is there for each. */
function heldIn(cluster: Cluster, range: Cidr, of: BlockOwner): HeldBlock[] {
  const held: HeldBlock[] = [];
  cluster.blockClaims.of[of].scan(range, (cidr, nodes) => {
    for (const node of cluster.blockClaims.names(nodes)) held.push({ node, cidr });
    return true;
  });
  return held;
}

/** How many pods of a family a node can have: the less of its blocks and its maxPods; blocks that it gets more of are no limit. */
function fitOn({ record, blocks, usable, own }: KnownNode, family: Family, of: BlockOwner, usual: number): number {
  const maxPods = record.maxPods ?? usual;
  if (of === 'host-local') return blocks.some((block) => block.family === family) ? Math.min(Number(usable[family] ?? 0n), maxPods) : 0;
  const ofNode = own.blocks.filter((block) => block.of === of && block.cidr.family === family);
  if (ofNode.length === 0) return 0;
  if (ofNode.some(({ grows }) => grows)) return maxPods;
  const addresses = ofNode.reduce((sum, { cidr }) => sum + usableOfBlock(family, cidr.prefixLength, allocators[of]), 0n);
  return Math.min(Number(addresses), maxPods);
}

/** The Service ranges of the controller's own flag. */
function steppedAround(cluster: Cluster, family: Family): Cidr[] {
  const speaking = cluster.places.filter(({ podRanges }) => podRanges.length > 0);
  const best = Math.min(...speaking.map(({ rank }) => rank));
  return outermost(speaking.filter(({ rank }) => rank === best).flatMap(({ skips }) => skips.filter((range) => range.family === family)));
}

function serviceSpace(cluster: Cluster, family: Family): PlanSpaces['services'][number] | undefined {
  const pools = cluster.pools.all.filter((pool) => pool.kind === 'service' && pool.family === family && pool.declared && pool.gives);
  const distinct = pools.filter(
    (pool, i) =>
      !pools.some((other, j) => i !== j && containsCidr(other.cover, pool.cover) && (i > j || compareCidrs(other.cover, pool.cover) !== 0)),
  );
  if (distinct.length === 0) return undefined;
  return {
    family,
    ranges: distinct.map(({ cover }) => cover),
    inUse: distinct.reduce((sum, pool) => sum + countIn(cluster, pool), 0),
    pools: pools.map(({ id }) => id),
  };
}

/** All that is somebody's, each range once. */
function knownRanges(cluster: Cluster): KnownRange[] {
  const ranges = new Map<string, KnownRange>();
  for (const pool of cluster.pools.all) {
    const texts = rangeTexts(pool);
    for (const [i, range] of pool.ranges.entries()) {
      const what = `${names[pool.kind](pool)} ${texts[i] ?? ''}`;
      if (!ranges.has(what)) ranges.set(what, { range, use: pool.kind, what });
    }
  }
  return [...ranges.values()];
}

const names: Readonly<Record<Pool['kind'], (pool: Pool) => string>> = {
  pod: () => 'pods',
  service: () => 'Services',
  node: () => 'nodes',
  loadBalancer: () => 'load balancers',
  secondary: ({ name }) => `network ${name}`,
};

function countIn(cluster: Cluster, { family, counted, set }: Pool): number {
  const index = cluster.book.index(family, counted);
  return set.runs.reduce((sum, { first, last }) => sum + index.count(first, last), 0);
}

function mostCommon(numbers: readonly number[]): number | undefined {
  let best: readonly [number: number, count: number] | undefined;
  for (const [number, { length }] of Map.groupBy(numbers, (one) => one)) if (!best || length > best[1]) best = [number, length];
  return best?.[0];
}

/** Without twins and without those that lie in another, in address order. */
function outermost(cidrs: readonly Cidr[]): Cidr[] {
  const out: Cidr[] = [];
  for (const cidr of [...cidrs].sort(compareCidrs)) {
    const last = out.at(-1);
    if (!last || !containsCidr(last, cidr)) out.push(cidr);
  }
  return out;
}

function inOrder<T extends { readonly family: Family }>(spaces: readonly T[], order: readonly Family[]): T[] {
  const place = ({ family }: T) => (order.includes(family) ? order.indexOf(family) : order.length);
  return [...spaces].sort((a, b) => place(a) - place(b));
}
