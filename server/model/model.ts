import type { Address } from '../../shared/net/address.ts';
import type { Cidr } from '../../shared/net/cidr.ts';
import type { Store } from '../store/store.ts';
import { addressAnswer } from './addressAnswer.ts';
import { type Clock, withoutTimers } from './clock.ts';
import { Cluster } from './cluster.ts';
import { findingsAnswer } from './findingAnswers.ts';
import { mapAnswer } from './mapCells.ts';
import { namespacesAnswer } from './namespaceAnswers.ts';
import { nodeAnswer, nodesAnswer } from './nodeAnswers.ts';
import { nodePortsAnswer } from './nodePorts.ts';
import { overviewAnswer } from './overview.ts';
import { poolsAnswer } from './poolAnswers.ts';
import { blocksAnswer, freeAnswer, holdersAnswer, poolDetail } from './poolParts.ts';
import type {
  BlocksAnswer,
  BlocksQuery,
  CellsAnswer,
  FindingsAnswer,
  FindingsQuery,
  FoundAnswer,
  FreeAnswer,
  FreeQuery,
  HoldersAnswer,
  ModelEvent,
  NamespacesAnswer,
  NamespacesQuery,
  NodeAnswer,
  NodePortsAnswer,
  NodePortsQuery,
  NodesAnswer,
  NodesQuery,
  OverviewAnswer,
  PoolAnswer,
  PoolQuery,
  PoolsAnswer,
  PoolsQuery,
  Questions,
  ServiceAnswer,
  ServicesAnswer,
  ServicesQuery,
  WhoAnswer,
} from './questions.ts';
import { searchAnswer } from './search.ts';
import { serviceAnswer, servicesAnswer } from './serviceAnswers.ts';

export type { Clock } from './clock.ts';
export { QueryError } from './queryError.ts';
export type { ModelEvent, Questions } from './questions.ts';

export interface ModelOptions {
  /** Without one, listeners hear of findings only with other changes; every answer is up to date all the same. */
  readonly clock?: Clock;
  /** From how many percent in use on something is nearly full; 80. */
  readonly warnAt?: number;
}

/** The model of a cluster: constructed on a store, kept up to date by each of its batches, asked by Questions. */
export class Model implements Questions {
  readonly #cluster: Cluster;

  constructor(store: Store, { clock = withoutTimers, warnAt = 80 }: ModelOptions = {}) {
    this.#cluster = new Cluster(store, { clock, warnAt });
  }

  /** Stops following the store. */
  stop(): void {
    this.#cluster.stop();
  }

  subscribe(listener: (event: ModelEvent) => void): () => void {
    return this.#cluster.subscribe(listener);
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

  map(cidr: Cidr, bits?: number, poolId?: string): CellsAnswer | undefined {
    const pool = poolId === undefined ? undefined : this.#cluster.pools.get(poolId);
    return poolId !== undefined && !pool ? undefined : mapAnswer(this.#cluster, cidr, bits, pool);
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
}
