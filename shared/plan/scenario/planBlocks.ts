import type { Family } from '../../net/address.ts';
import { hostLocal } from '../allocator.ts';
import type { Addition } from '../forecast/ends.ts';
import { type Growth, valueOn } from '../forecast/growth.ts';
import type { LimitStep } from '../forecast/series.ts';
import { usableOfBlock } from '../nodeBlock.ts';
import { countFree, whyNotMask } from '../rehearseMask.ts';
import type { NodesWithout, PlanRow, Side } from './plan.ts';
import type { PlanCluster, PodSpace } from './planCluster.ts';
import type { Scenario } from './scenario.ts';
import { growthIn, sideOf } from './side.ts';

/** Blocks for nodes: those that nodes have and those that are left, at the length that new nodes get. */
export function blockRow(
  cluster: PlanCluster,
  scenario: Scenario,
  family: Family,
  now: PodSpace | undefined,
  then: PodSpace | null,
): PlanRow {
  const { today } = cluster;
  return {
    what: 'blocks',
    family,
    limitedBy: 'blocks',
    today: now ? sideOf(today, now.held.length, [{ day: today, limit: blocksOf(now) }], now.blockGrowth) : null,
    scenario: then
      ? sideOf(
          today,
          then.held.length,
          [{ day: today, limit: blocksOf(then) }],
          growthIn(scenario, 'blocks', family, today, then.held.length, then.blockGrowth),
          nodesAdded(cluster, scenario),
        )
      : null,
  };
}

/**
 * Addresses for pods on nodes: of each added node the less of its block and its maxPods. Nodes that come by growth are not counted. None
 * where nobody knows what pods hold.
 */
export function podRows(
  cluster: PlanCluster,
  scenario: Scenario,
  family: Family,
  now: PodSpace | undefined,
  then: PodSpace | null,
  without: readonly NodesWithout[],
): PlanRow[] {
  const inUse = (now ?? then)?.inUse ?? null;
  if (inUse === null) return [];
  const { today } = cluster;
  const maxPods = scenario.maxPods ?? cluster.maxPods;
  const space = then ?? now;
  const usable = space ? Number(usableOfBlock(family, space.blockLength, space.allocator ?? hostLocal)) : 0;
  const aNode = Math.min(usable, maxPods);
  const steps = nodesAdded(cluster, scenario).map(({ day, by }) => ({
    day,
    by: aNode * (by - without.filter((one) => one.day === day).reduce((sum, one) => sum + one.without, 0)),
  }));
  let limit = then?.fit ?? 0;
  const limits = [{ day: today, limit }];
  for (const { day, by } of steps) {
    limit += by;
    limits.push({ day, limit });
  }
  return [
    {
      what: 'pods',
      family,
      limitedBy: usable < maxPods ? 'addresses' : 'maxPods',
      today: now ? sideOf(today, inUse, [{ day: today, limit: now.fit }], now.podGrowth) : null,
      scenario: then ? podSide(today, inUse, then, limits, growthIn(scenario, 'pods', family, today, inUse, then.podGrowth)) : null,
    },
  ];
}

/** Where no node has the family yet, nothing is full. */
function podSide(today: number, inUse: number, { fit }: PodSpace, limits: readonly LimitStep[], growth: Growth | null): Side {
  const side = sideOf(today, inUse, limits, growth);
  return fit === 0 && inUse === 0 && side.ends.kind === 'full' ? { ...side, ends: { kind: 'not-enough', have: 0, need: 7 } } : side;
}

/**
 * Of the nodes that are added, those that get no podCIDR. Nodes that come by growth until then have theirs first; a node for which one
 * family has no block gets none of the other either (measured).
 */
export function nodesWithout(cluster: PlanCluster, scenario: Scenario, spaces: readonly PodSpace[]): NodesWithout[] {
  const without = lacking(cluster, scenario, spaces);
  const [first] = without;
  if (!first) return [];
  const mask = maskThatFits(cluster, scenario, spaces, first.lacks);
  return without.map((one) => ({ ...one, mask }));
}

const masksTried = 8;

/** The next longer mask of a family, of IPv6 by nibbles, with which no node lacks a block. */
function maskThatFits(cluster: PlanCluster, scenario: Scenario, spaces: readonly PodSpace[], lacks: Family): number | null {
  const own = spaces.find(({ family }) => family === lacks);
  if (!own?.ofControllerManager) return null;
  const step = lacks === 'IPv6' ? 4 : 1;
  for (let i = 1; i <= masksTried; i++) {
    const blockLength = own.blockLength + i * step;
    if (whyNotMask(own, blockLength) !== null) return null;
    const masked = spaces.map((space) => (space === own ? { ...own, blockLength } : space));
    if (lacking(cluster, scenario, masked).length === 0) return blockLength;
  }
  return null;
}

function lacking(cluster: PlanCluster, scenario: Scenario, spaces: readonly PodSpace[]): Omit<NodesWithout, 'mask'>[] {
  let given = 0;
  return nodesAdded(cluster, scenario).flatMap(({ day, by: added }) => {
    const left = spaces.map((space) => {
      const { family, held } = space;
      const growth = growthIn(scenario, 'blocks', family, cluster.today, held.length, space.blockGrowth);
      const grown = growth ? Math.max(held.length, Math.floor(valueOn(growth, day).likely)) : held.length;
      return { family, blocks: Math.max(0, blocksOf(space) - grown - given) };
    });
    const fewest = left.reduce<(typeof left)[number] | null>(
      (least, one) => (least === null || one.blocks < least.blocks ? one : least),
      null,
    );
    const get = Math.min(added, fewest?.blocks ?? added);
    given += get;
    return fewest && get < added ? { day, added, without: added - get, lacks: fewest.family } : [];
  });
}

/** The nodes that a scenario adds, in order of their days; those of one day together. */
function nodesAdded({ today }: PlanCluster, { nodes }: Scenario): readonly Addition[] {
  const byDay = new Map<number, number>();
  for (const { count, day } of nodes) {
    const on = Math.max(today, day ?? today);
    byDay.set(on, (byDay.get(on) ?? 0) + count);
  }
  return [...byDay].map(([day, by]) => ({ day, by })).sort((a, b) => a.day - b.day);
}

function blocksOf(space: PodSpace): number {
  return space.held.length + Number(countFree(space, space.blockLength));
}
