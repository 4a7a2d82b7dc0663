import type { Family } from '../../net/address.ts';
import type { Cidr } from '../../net/cidr.ts';
import type { Growth } from '../forecast/growth.ts';
import type { KnownRange } from '../knownRange.ts';
import type { BlockSpace } from '../rehearseMask.ts';

/** Pods of one family. */
export interface PodSpace extends BlockSpace {
  /** Addresses that pods hold, null where that is not known, and how many pods could on the nodes there are: of each node the less of its block and its maxPods. */
  readonly inUse: number | null;
  readonly fit: number;
  /** Of nodes that have a block; of pods. Null where not enough is known. */
  readonly blockGrowth: Growth | null;
  readonly podGrowth: Growth | null;
}

/** Service addresses of one family. */
export interface ServiceSpace {
  readonly family: Family;
  readonly ranges: readonly Cidr[];
  readonly inUse: number;
  readonly growth: Growth | null;
}

/** What a plan starts from. */
export interface PlanCluster {
  readonly today: number; // days from 1970-01-01
  /** Families that Services can have, the primary one first. */
  readonly families: readonly Family[];
  /** Null where they are not read. */
  readonly nodes: number | null;
  /** Of a new node. */
  readonly maxPods: number;
  /** At most one a family. */
  readonly pods: readonly PodSpace[];
  readonly services: readonly ServiceSpace[];
  /** Everything that a new range must not lie over, these ranges included. */
  readonly known: readonly KnownRange[];
}
