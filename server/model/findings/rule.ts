import type { Address } from '../../../shared/net/address.ts';
import type { Cidr } from '../../../shared/net/cidr.ts';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { Finding } from '../../../shared/wire/findings.ts';
import type { Pool as WirePool } from '../../../shared/wire/pools.ts';
import type { CalicoHandleRecord } from '../../records/ipam.ts';
import type { AnyRecord, IPAddressRecord, Kind, PodRecord } from '../../records/records.ts';
import type { TrafficRecordOf } from '../../records/traffic.ts';
import type { Held } from '../addressBook.ts';
import type { Cluster } from '../cluster.ts';
import type { Holding } from '../holders.ts';
import type { HandleGap } from '../ipam/calico.ts';
import type { SaidAllocation } from '../ipam/said.ts';
import type { KnownNode, NodeState } from '../nodeStates.ts';
import type { Pool } from '../pool.ts';
import type { KnownService } from '../serviceStates.ts';
import type { OddText } from './oddTexts.ts';
import type { Facts, Surroundings } from './surroundings.ts';

/** What every rule says of itself. */
export interface Rule {
  /** Stable: scripts and links name it. */
  readonly code: string;
  readonly severity: Finding['severity'];
  /** What is wrong with so many of them, in words. */
  readonly title: (count: number) => string;
  /** What a platform engineer would do about it. */
  readonly remedy: string;
  /** Kinds that must have been read whole: what is missing is no finding where nobody has looked. */
  readonly needs?: readonly Kind[];
  /** What must be so in the cluster for the rule to speak at all. */
  readonly when?: (around: Surroundings) => boolean;
}

/** What a rule says of one thing. */
export interface Told {
  readonly title: string;
  /** The numbers, and what follows from them. */
  readonly detail: string;
  /** The one it is about before all others. */
  readonly objects: readonly Reference[];
  readonly pools?: readonly string[];
  /** An address or a CIDR, canonical: where the map shows it. */
  readonly address?: string;
  /** Where it differs from what the rule says in general. */
  readonly remedy?: string;
}

/**
 * A rule about single things, kept by change. `holds` looks at one of them, and is asked again when it changes; `tell` puts it into
 * words, and is asked for those that are shown.
 */
interface RuleAbout<S> extends Rule {
  readonly holds: (state: S, facts: Facts) => boolean;
  readonly tell: (state: S, cluster: Cluster) => Told;
}

export type ServiceRule = RuleAbout<KnownService>;

export type NodeRule = RuleAbout<KnownNode>;

/** A pod with the node that it names, where that exists. */
export interface PodOnNode {
  readonly record: PodRecord;
  readonly node: NodeState | undefined;
  /** Those of its addresses that its node's blocks do not have, though the node has blocks of their family. */
  readonly outside: readonly Address[];
  /** Whether a block of any node covers an address. */
  readonly inBlock: (address: Address) => boolean;
}
export type PodRule = RuleAbout<PodOnNode>;

/** An address with its live holders: one that is shared by whom should not share it, or that a Service or an IPAddress object has. */
export interface HeldAddress {
  readonly address: Address;
  readonly held: readonly Held[];
  /** Whether holders share it that should not. */
  readonly conflict: boolean;
  /** The holders with their records, by role and name. */
  readonly holdings: () => Holding[];
  readonly ipAddress: IPAddressRecord | undefined;
}
export type AddressRule = RuleAbout<HeldAddress>;

/** A podCIDR with the names of the nodes that have exactly this one. */
export interface HeldBlock {
  readonly block: Cidr;
  readonly nodes: readonly string[];
}
export type BlockRule = RuleAbout<HeldBlock>;

/** An object with those of its addresses and CIDRs that are written in an odd way. */
export interface OddObject {
  readonly record: AnyRecord;
  readonly texts: readonly OddText[];
}
export type TextRule = RuleAbout<OddObject>;

/** One address that an allocator's object has written down. */
export interface RecordedAddress {
  readonly record: AnyRecord;
  readonly said: SaidAllocation;
}
export type RecordRule = RuleAbout<RecordedAddress>;

/** A handle of Calico, and what it counts beyond what its blocks have. */
export interface CountedHandle {
  readonly record: CalicoHandleRecord;
  readonly gaps: readonly HandleGap[];
}
export type HandleRule = RuleAbout<CountedHandle>;

/** What lets traffic in or keeps it out. */
export type TrafficRecord = TrafficRecordOf[keyof TrafficRecordOf];
export type TrafficRule = RuleAbout<TrafficRecord>;

/** A pool with its counts, as they are in answers. */
export interface CountedPool {
  readonly pool: Pool;
  readonly answer: WirePool;
}

/** A rule about single pools: there are few, and their counts are kept by change, so each is looked at anew. */
export interface PoolRule extends Rule {
  readonly holds: (counted: CountedPool, facts: Facts) => boolean;
  readonly tell: (counted: CountedPool, cluster: Cluster) => Told;
}

/** One thing that a look at the cluster found; `subject` is what it is about, unique and the same as long as it holds. */
export interface Found extends Told {
  readonly subject: string;
}

/** What a look at the cluster starts from. */
export interface View {
  readonly cluster: Cluster;
  readonly pools: readonly CountedPool[];
  readonly around: Surroundings;
  readonly facts: Facts;
}

/** A rule about the cluster. Its look costs what there are of pools and of findings, never of pods, nodes or Services. */
export interface ClusterRule extends Rule {
  readonly find: (view: View) => Iterable<Found>;
}
