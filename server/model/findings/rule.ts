import type { Pool as WirePool } from '../../../shared/wire/pools.ts';
import type { NodeState } from '../nodeStates.ts';
import type { Pool } from '../pool.ts';
import type { ServiceState } from '../serviceStates.ts';

/** What of the whole cluster a rule may ask about. */
export interface Surroundings {
  /** Families that the Service ranges have: 0, 1 or 2. */
  readonly serviceFamilies: number;
  /** Whether any node has a block. */
  readonly anyBlocks: boolean;
  /** Whether the slices have been read whole: half of them say that a family has no endpoints. */
  readonly endpointsKnown: boolean;
}

interface Named {
  /** Stable: scripts and links name it. */
  readonly code: string;
  readonly severity: 'critical' | 'warning' | 'info';
  /** What is wrong with so many of them, in words. */
  readonly title: (count: number) => string;
}

/** A rule about single Services. Checked again whenever the Service or its endpoints change. */
export interface ServiceRule extends Named {
  readonly about: 'Service';
  readonly holds: (state: ServiceState) => boolean;
  readonly when?: (around: Surroundings) => boolean;
}

/** A rule about single nodes. Checked again whenever the node or its pods change. */
export interface NodeRule extends Named {
  readonly about: 'Node';
  readonly holds: (state: NodeState) => boolean;
  readonly when?: (around: Surroundings) => boolean;
}

/** A rule about pools: there are few, and their counts are kept by change, so it looks at each when somebody asks. */
export interface PoolRule extends Named {
  readonly about: 'Pool';
  readonly holds: (pool: Pool, answer: WirePool) => boolean;
}
