import type { Family } from '../../net/address.ts';
import type { Cidr } from '../../net/cidr.ts';
import type { Addition, Ends } from '../forecast/ends.ts';
import type { Growth } from '../forecast/growth.ts';
import type { LimitStep } from '../forecast/series.ts';
import type { KnownRange, Overlap } from '../knownRange.ts';
import type { Planned } from './scenario.ts';

/** One thing that can end, today or in a scenario. Counts of IPv6 addresses are as near as a double is. */
export interface Side {
  readonly used: number;
  /** What there is of it over time: the first step is today's. */
  readonly limits: readonly LimitStep[];
  /** What the scenario adds to the growth. */
  readonly additions: readonly Addition[];
  readonly left: number; // today
  readonly ends: Ends;
  /** What to draw; null where not enough is known. */
  readonly growth: Growth | null;
}

export interface PlanRow {
  readonly what: Planned;
  readonly family: Family;
  /** What ends it: of pods, what binds on a new node. */
  readonly limitedBy: 'blocks' | 'addresses' | 'maxPods' | 'service';
  /** Null where the cluster has no such family; where the scenario drops it. */
  readonly today: Side | null;
  readonly scenario: Side | null;
}

/** Nodes of those that are added that get no podCIDR, in no family: a node gets all of its blocks or none (measured). */
export interface NodesWithout {
  readonly day: number;
  readonly added: number;
  readonly without: number;
  /** The family whose blocks are gone. */
  readonly lacks: Family;
  /** The next longer mask of that family with which every added node gets a block; null where none near does, or it is no flag. */
  readonly mask: number | null;
}

export interface FoundOverlap {
  readonly proposed: Cidr;
  readonly of: 'pods' | 'services';
  /** How the proposed range lies to the known one. */
  readonly how: Overlap;
  readonly known: KnownRange;
}

export interface PlanNote {
  readonly code: string; // stable
  readonly severity: 'critical' | 'warning' | 'info';
  readonly text: string;
}

/** A cluster today and in a scenario, side by side; families are never added up. */
export interface Plan {
  readonly rows: readonly PlanRow[];
  /** Of each family, the range that ends first; pods on nodes where no range does; null where nothing is known to end. */
  readonly first: readonly { readonly family: Family; readonly today: Planned | null; readonly scenario: Planned | null }[];
  readonly nodesWithout: readonly NodesWithout[];
  readonly overlaps: readonly FoundOverlap[];
  readonly notes: readonly PlanNote[];
}
