import type { Address, Family } from '../../shared/net/address.ts';
import type { Cidr } from '../../shared/net/cidr.ts';
import type { AuditListName } from '../../shared/wire/audit.ts';
import type { PastMoment } from '../../shared/wire/map.ts';
import type { OutsideRange } from '../../shared/wire/rangesFile.ts';
import type { Store } from '../store/store.ts';
import { addressAnswer } from './addressAnswer.ts';
import { auditAnswer } from './audit/auditAnswer.ts';
import { auditListAnswer } from './audit/auditListAnswer.ts';
import { leavingAnswer } from './audit/leavingAnswer.ts';
import { type Clock, withoutTimers } from './clock.ts';
import { BrokenObject, Cluster } from './cluster.ts';
import { createdDays } from './created.ts';
import { findingsAnswer } from './findingAnswers.ts';
import { mapAddressesAnswer } from './mapAddresses.ts';
import { mapAnswer } from './mapCells.ts';
import { namespacesAnswer } from './namespaceAnswers.ts';
import { nodeAnswer, nodesAnswer } from './nodeAnswers.ts';
import { nodePortsAnswer } from './nodePorts.ts';
import { outsideAnswer } from './outside.ts';
import { changedPrefixes, OutsideRanges } from './outsideRanges.ts';
import { overviewAnswer } from './overview.ts';
import { type Past, type PastMap, pastAddressesAnswer, pastMapAnswer, poolsThen } from './pastMap.ts';
import { type PlanSpaces, planSpaces } from './planSpaces.ts';
import { poolsAnswer } from './poolAnswers.ts';
import { blocksAnswer, freeAnswer, holdersAnswer, poolDetail } from './poolParts.ts';
import { predictAnswer } from './predictAnswers.ts';
import {
  type AddressesAnswer,
  type AuditAnswer,
  type AuditListAnswer,
  type AuditListQuery,
  type BlocksAnswer,
  type BlocksQuery,
  type CellsAnswer,
  type CreatedDays,
  everyTopic,
  type FindingsAnswer,
  type FindingsQuery,
  type FoundAnswer,
  type FreeAnswer,
  type FreeQuery,
  type HoldersAnswer,
  type LeavingAnswer,
  type MapQuery,
  type ModelEvent,
  type NamespacesAnswer,
  type NamespacesQuery,
  type NodeAnswer,
  type NodePortsAnswer,
  type NodePortsQuery,
  type NodesAnswer,
  type NodesQuery,
  type OutsidersAnswer,
  type OverviewAnswer,
  type PoolAnswer,
  type PoolQuery,
  type PoolsAnswer,
  type PoolsQuery,
  type PredictAnswer,
  type PredictQuery,
  type Questions,
  type RangesAnswer,
  type RangesQuery,
  type ServiceAnswer,
  type ServicesAnswer,
  type ServicesQuery,
  type TopologyAnswer,
  type TopologyQuery,
  type WhoAnswer,
} from './questions.ts';
import { rangesAnswer } from './rangesAnswer.ts';
import { searchAnswer } from './search.ts';
import { serviceAnswer, servicesAnswer } from './serviceAnswers.ts';
import { topologyAnswer } from './topology/topologyAnswer.ts';

export type { Clock } from './clock.ts';
export { QueryError } from './queryError.ts';
export { everyTopic, type ModelEvent, type Questions } from './questions.ts';

export interface ModelOptions {
  /** Without one, listeners hear of findings only with other changes; every answer is up to date all the same. */
  readonly clock?: Clock;
  /** From how many percent in use on something is nearly full; 80. */
  readonly warnAt?: number;
  /** Told of an object that the model could not take in, and goes on without. */
  readonly fault?: (error: Error) => void;
}

const mostLeftOut = 20;

/** The model of a cluster: constructed on a store, kept up to date by each of its batches, asked by Questions. */
export class Model implements Questions {
  readonly #store: Store;
  readonly #options: Required<ModelOptions>;
  readonly #listeners = new Set<(event: ModelEvent) => void>();
  /** Objects that could not be taken in, as "Kind key", with why. */
  readonly #leftOut = new Map<string, string>();
  #outside = new OutsideRanges(null);
  #cluster: Cluster;

  constructor(store: Store, { clock = withoutTimers, warnAt = 80, fault = () => {} }: ModelOptions = {}) {
    this.#store = store;
    this.#options = { clock, warnAt, fault };
    this.#cluster = this.#build();
  }

  /** Stops following the store. */
  stop(): void {
    this.#cluster.stop();
  }

  subscribe(listener: (event: ModelEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes what a file declares of ranges that the cluster cannot know, in place of what it declared before. */
  declare(ranges: readonly OutsideRange[]): void {
    const outside = new OutsideRanges(ranges);
    const prefixes = changedPrefixes(this.#outside, outside);
    if (prefixes?.length === 0) return;
    this.#outside = outside;
    this.#store.renew();
    this.#cluster.declare(outside);
    this.#tell({ topics: ['pools', 'map', 'addresses', 'overview', 'findings'], prefixes });
  }

  /** One line for each object that is not in the answers because of a fault of ours. */
  warnings(): readonly string[] {
    return [...this.#leftOut].map(([object, why]) => `${object} is left out of all answers, because of a fault in the product: ${why}`);
  }

  /** Made of what the store holds. An object at which that fails is left out, rather than all the others. */
  #build(): Cluster {
    for (;;) {
      try {
        const cluster = new Cluster(this.#store, {
          ...this.#options,
          outside: this.#outside,
          leftOut: new Set(this.#leftOut.keys()),
          broken: (error) => this.#rebuild(error),
        });
        cluster.subscribe((event) => this.#tell(event));
        return cluster;
      } catch (error) {
        this.#leave(error);
      }
    }
  }

  /** A change that was taken in half-way has left the indexes behind what the store has: they are made anew, which is slow and right. */
  #rebuild(error: unknown): void {
    this.#leave(error);
    this.#cluster.stop();
    this.#cluster = this.#build();
    this.#tell({ topics: [...everyTopic], prefixes: null });
  }

  #leave(error: unknown): void {
    if (!(error instanceof BrokenObject) || this.#leftOut.size >= mostLeftOut) throw error;
    this.#leftOut.set(error.object, error.message);
    this.#options.fault(error);
  }

  #tell(event: ModelEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Texts in objects that should be addresses and are not. */
  get unreadable(): number {
    return this.#cluster.unreadable;
  }

  overview(): OverviewAnswer {
    return overviewAnswer(this.#cluster);
  }

  pools(query: PoolsQuery = {}): PoolsAnswer {
    return poolsAnswer(this.#cluster, query);
  }

  pool(id: string, query: PoolQuery = {}): PoolAnswer | undefined {
    const pool = this.#cluster.pools.get(id);
    return pool && poolDetail(this.#cluster, pool, query);
  }

  poolBlocks(id: string, query: BlocksQuery = {}): BlocksAnswer | undefined {
    const pool = this.#cluster.pools.get(id);
    return pool && blocksAnswer(this.#cluster, pool, query);
  }

  poolHolders(id: string, query: PoolQuery = {}): HoldersAnswer | undefined {
    const pool = this.#cluster.pools.get(id);
    return pool && holdersAnswer(this.#cluster, pool, query);
  }

  freeBlocks(id: string, query: FreeQuery): FreeAnswer | undefined {
    const pool = this.#cluster.pools.get(id);
    return pool && freeAnswer(this.#cluster, pool, query);
  }

  map(cidr: Cidr, { bits, pool: id, by }: MapQuery = {}): CellsAnswer | undefined {
    const pool = id === undefined ? undefined : this.#cluster.pools.get(id);
    return id !== undefined && !pool ? undefined : mapAnswer(this.#cluster, cidr, { bits, pool, by });
  }

  mapAddresses(cidr: Cidr): AddressesAnswer {
    return mapAddressesAnswer(this.#cluster, cidr);
  }

  pastMap(cidr: Cidr, { bits, pool: id }: Pick<MapQuery, 'bits' | 'pool'>, past: Past): PastMap | undefined {
    const pool = id === undefined ? undefined : this.#cluster.pools.get(id);
    return id !== undefined && !pool ? undefined : pastMapAnswer(this.#cluster, cidr, { bits, pool }, past);
  }

  pastAddresses(cidr: Cidr, held: Parameters<Questions['pastAddresses']>[1]): Omit<AddressesAnswer, 'past'> {
    return pastAddressesAnswer(this.#cluster, cidr, held);
  }

  poolsThen(cidr: Cidr, sampled: ReadonlySet<string> | null): PastMoment['pools'] {
    return poolsThen(this.#cluster, cidr, sampled);
  }

  outside(): OutsidersAnswer {
    return outsideAnswer(this.#cluster);
  }

  ranges(query: RangesQuery = {}): RangesAnswer {
    return rangesAnswer(this.#cluster, query);
  }

  address(address: Address): WhoAnswer {
    return addressAnswer(this.#cluster, address);
  }

  search(text: string): FoundAnswer {
    return searchAnswer(this.#cluster, text);
  }

  services(query: ServicesQuery = {}): ServicesAnswer {
    return servicesAnswer(this.#cluster, query);
  }

  service(namespace: string, name: string): ServiceAnswer | undefined {
    return serviceAnswer(this.#cluster, `${namespace}/${name}`);
  }

  predict(query: PredictQuery): PredictAnswer | undefined {
    return predictAnswer(this.#cluster, query);
  }

  nodes(query: NodesQuery = {}): NodesAnswer {
    return nodesAnswer(this.#cluster, query);
  }

  node(name: string): NodeAnswer | undefined {
    return nodeAnswer(this.#cluster, name);
  }

  namespaces(query: NamespacesQuery = {}): NamespacesAnswer {
    return namespacesAnswer(this.#cluster, query);
  }

  findings(query: FindingsQuery = {}): FindingsAnswer {
    return findingsAnswer(this.#cluster, query);
  }

  nodePorts(query: NodePortsQuery = {}): NodePortsAnswer {
    return nodePortsAnswer(this.#cluster, query);
  }
  audit(): AuditAnswer {
    return auditAnswer(this.#cluster);
  }

  auditList(list: AuditListName, query: AuditListQuery = {}): AuditListAnswer {
    return auditListAnswer(this.#cluster, list, query);
  }

  auditLeaving(leaving: Family): LeavingAnswer {
    return leavingAnswer(this.#cluster, leaving);
  }

  topology(query: TopologyQuery): TopologyAnswer | undefined {
    return topologyAnswer(this.#cluster, query);
  }

  created(id: string, of: 'blocks' | 'addresses'): CreatedDays | undefined {
    const pool = this.#cluster.pools.get(id);
    return pool && createdDays(this.#cluster, pool, of);
  }

  planSpaces(): PlanSpaces {
    return planSpaces(this.#cluster);
  }
}
