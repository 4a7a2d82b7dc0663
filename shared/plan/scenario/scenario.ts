import type { Family } from '../../net/address.ts';
import type { Cidr } from '../../net/cidr.ts';

/** What grows and can end: blocks for nodes, addresses for pods on them, addresses of Services. */
export const planned = ['blocks', 'pods', 'services'] as const;
export type Planned = (typeof planned)[number];

/** Nodes added on a day; null: today. */
export interface NodesAdded {
  readonly count: number;
  readonly day: number | null;
}

/** Growth as somebody says it will be, in place of what was read from the past. */
export interface GrowthSaid {
  readonly what: Planned;
  readonly family: Family;
  readonly perWeek: number;
}

/** Edits to a cluster that nobody has made yet. What is null or empty stays as it is. */
export interface Scenario {
  readonly nodes: readonly NodesAdded[];
  /** Prefix length of the blocks of new nodes. */
  readonly masks: Readonly<Record<Family, number | null>>;
  /** Of new nodes. */
  readonly maxPods: number | null;
  readonly podRanges: readonly Cidr[];
  readonly serviceRanges: readonly Cidr[];
  readonly growth: readonly GrowthSaid[];
  readonly add: Family | null;
  readonly drop: Family | null;
}

export const noScenario: Scenario = {
  nodes: [],
  masks: { IPv4: null, IPv6: null },
  maxPods: null,
  podRanges: [],
  serviceRanges: [],
  growth: [],
  add: null,
  drop: null,
};
