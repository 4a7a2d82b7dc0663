import type { Address, Family } from '../../shared/net/address.ts';
import type { Cidr } from '../../shared/net/cidr.ts';
import type { CreatedOn } from '../../shared/plan/forecast/aliveSeries.ts';
import type { AddressAnswer, SearchAnswer } from '../../shared/wire/addresses.ts';
import type { Audit, AuditList, AuditListName, auditListQuery, Leaving } from '../../shared/wire/audit.ts';
import type { FindingList, findingsQuery } from '../../shared/wire/findings.ts';
import type { MapAddresses, MapAnswer, mapQuery, OutsideAnswer, PastMoment } from '../../shared/wire/map.ts';
import type { NamespaceList, namespacesQuery } from '../../shared/wire/namespaces.ts';
import type { NodePorts, nodePortsQuery } from '../../shared/wire/nodePorts.ts';
import type { NodeDetail, NodeList, nodesQuery } from '../../shared/wire/nodes.ts';
import type { Overview } from '../../shared/wire/overview.ts';
import type {
  blocksQuery,
  FreeList,
  NodeBlockList,
  PoolList,
  poolDetail,
  poolHolderList,
  poolQuery,
  poolsQuery,
} from '../../shared/wire/pools.ts';
import type { RangeList, rangesQuery } from '../../shared/wire/ranges.ts';
import type { predictQuery, ServiceDetail, ServiceList, ServicePrediction, servicesQuery } from '../../shared/wire/services.ts';
import type { Topic } from '../../shared/wire/stream.ts';
import type { topologyQuery, TopologyAnswer as WholeTopology } from '../../shared/wire/topology.ts';
import type { Past, PastMap } from './pastMap.ts';
import type { PlanSpaces } from './planSpaces.ts';

/** What the wire says, without the revision that http adds. */
type Bare<T> = Omit<T, 'revision'>;
/** A query as its schema leaves it, every field optional: a page without a limit has 100 items. */
type Asked<S extends { readonly _output: unknown }> = Partial<S['_output']>;

export type PoolsQuery = Asked<typeof poolsQuery>;
export type PoolQuery = Asked<typeof poolQuery>;
export type BlocksQuery = Asked<typeof blocksQuery>;
export type FreeQuery = { readonly prefix: number; readonly within?: Cidr | undefined; readonly limit?: number | undefined };
export type MapQuery = Omit<Asked<typeof mapQuery>, 'cidr'>;
export type ServicesQuery = Asked<typeof servicesQuery>;
export type PredictQuery = Asked<typeof predictQuery>;
export type NodesQuery = Asked<typeof nodesQuery>;
export type RangesQuery = Asked<typeof rangesQuery>;
export type NamespacesQuery = Asked<typeof namespacesQuery>;

export type AuditListQuery = Asked<typeof auditListQuery>;
export type FindingsQuery = Asked<typeof findingsQuery>;
export type NodePortsQuery = Asked<typeof nodePortsQuery>;
/** Exactly one of service, namespace and node. */
export type TopologyQuery = Asked<typeof topologyQuery>;

export type OverviewAnswer = Bare<Overview>;
export type PoolsAnswer = Bare<PoolList>;
export type PoolAnswer = Bare<(typeof poolDetail)['_output']>;
export type BlocksAnswer = Bare<NodeBlockList>;
export type HoldersAnswer = Bare<(typeof poolHolderList)['_output']>;
export type FreeAnswer = Bare<FreeList>;
export type CellsAnswer = Bare<MapAnswer>;
export type AddressesAnswer = Bare<MapAddresses>;
export type OutsidersAnswer = Bare<OutsideAnswer>;
export type RangesAnswer = Bare<RangeList>;
export type WhoAnswer = Bare<AddressAnswer>;
export type FoundAnswer = Bare<SearchAnswer>;
export type ServicesAnswer = Bare<ServiceList>;
export type ServiceAnswer = Bare<ServiceDetail>;
export type PredictAnswer = Bare<ServicePrediction>;
export type NodesAnswer = Bare<NodeList>;
export type NodeAnswer = Bare<NodeDetail>;
export type NamespacesAnswer = Bare<NamespaceList>;
export type FindingsAnswer = Bare<FindingList>;
export type AuditAnswer = Bare<Audit>;
export type AuditListAnswer = Bare<AuditList>;
export type LeavingAnswer = Bare<Leaving>;
export type NodePortsAnswer = Bare<NodePorts>;
export type TopologyAnswer = Bare<WholeTopology>;
export type CreatedDays = readonly CreatedOn[];

export const everyTopic: readonly Topic[] = ['pools', 'map', 'addresses', 'services', 'nodes', 'overview', 'findings', 'status'];

/** Told after each batch of the store: what of the answers may differ now. */
export interface ModelEvent {
  readonly topics: Topic[];
  /** Canonical CIDRs of the addresses and blocks that changed; null where there are more than 64. */
  readonly prefixes: string[] | null;
}

/**
 * Everything that can be asked. Answers are wire-shaped, computed in memory, and cost what they show.
 * An unknown thing is undefined; a cursor or sort field that cannot be used throws QueryError.
 */
export interface Questions {
  overview(): OverviewAnswer;
  pools(query?: PoolsQuery): PoolsAnswer;
  pool(id: string, query?: PoolQuery): PoolAnswer | undefined;
  poolBlocks(id: string, query?: BlocksQuery): BlocksAnswer | undefined;
  /** Held addresses of a pool in address order. */
  poolHolders(id: string, query?: PoolQuery): HoldersAnswer | undefined;
  freeBlocks(id: string, query: FreeQuery): FreeAnswer | undefined;
  /** bits: 1…8, cut to what the prefix has left (0 for a single address). Undefined where `pool` names no pool. */
  map(cidr: Cidr, query?: MapQuery): CellsAnswer | undefined;
  /** Every held address of a prefix. Throws a QueryError where it has more than 65,536. */
  mapAddresses(cidr: Cidr): AddressesAnswer;
  /** The map as it was, from what is known of a past moment. Undefined where `pool` names no pool. */
  pastMap(cidr: Cidr, query: Pick<MapQuery, 'bits' | 'pool'>, past: Past): PastMap | undefined;
  pastAddresses(cidr: Cidr, held: readonly { readonly value: bigint; readonly conflict: boolean }[]): Omit<AddressesAnswer, 'past'>;
  /** Whether the ranges of a prefix were there when those with these ids were; null where that is not known. */
  poolsThen(cidr: Cidr, sampled: ReadonlySet<string> | null): PastMoment['pools'];
  /** Held addresses in no known range. */
  outside(): OutsidersAnswer;
  /** What --ranges FILE declares. */
  ranges(query?: RangesQuery): RangesAnswer;
  /** An IPv4-mapped address is answered as the IPv4 address it maps. */
  address(address: Address): WhoAnswer;
  search(text: string): FoundAnswer;
  services(query?: ServicesQuery): ServicesAnswer;
  service(namespace: string, name: string): ServiceAnswer | undefined;
  /** Undefined where `from` names no Service. */
  predict(query: PredictQuery): PredictAnswer | undefined;
  nodes(query?: NodesQuery): NodesAnswer;
  node(name: string): NodeAnswer | undefined;
  namespaces(query?: NamespacesQuery): NamespacesAnswer;
  findings(query?: FindingsQuery): FindingsAnswer;
  nodePorts(query?: NodePortsQuery): NodePortsAnswer;
  /** Who has which family, and what is left to do for two. */
  audit(): AuditAnswer;
  auditList(list: AuditListName, query?: AuditListQuery): AuditListAnswer;
  /** What breaks where a family is taken away. */
  auditLeaving(leaving: Family): LeavingAnswer;
  topology(query: TopologyQuery): TopologyAnswer | undefined;
  /** On which days those were created that have blocks, or hold addresses, of a pool; not for the wire. */
  created(id: string, of: 'blocks' | 'addresses'): CreatedDays | undefined;
  /** What a plan starts from, beside growth; not for the wire. */
  planSpaces(): PlanSpaces;
  /** Returns the undo. */
  subscribe(listener: (event: ModelEvent) => void): () => void;
}
