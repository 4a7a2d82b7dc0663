import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AddressAnswer, SearchAnswer } from '../../shared/wire/addresses.ts';
import type { Audit, AuditList, AuditListName, Leaving } from '../../shared/wire/audit.ts';
import type { FindingList } from '../../shared/wire/findings.ts';
import type { AddressHistory, PoolHistory, PoolsThen } from '../../shared/wire/history.ts';
import type { MapAddresses, MapAnswer, MapGroupBy, OutsideAnswer } from '../../shared/wire/map.ts';
import type { NamespaceList } from '../../shared/wire/namespaces.ts';
import type { NodePorts } from '../../shared/wire/nodePorts.ts';
import type { NodeDetail, NodeList } from '../../shared/wire/nodes.ts';
import type { ObjectAnswer } from '../../shared/wire/objects.ts';
import type { Overview } from '../../shared/wire/overview.ts';
import type { ForecastAnswer, ForecastList, FoundRangesAnswer, MaskAnswer, PlanAnswer } from '../../shared/wire/plan.ts';
import type { FreeList, NodeBlockList, PoolDetail, PoolList } from '../../shared/wire/pools.ts';
import type { RangeList } from '../../shared/wire/ranges.ts';
import type { ServiceDetail, ServiceList, ServicePrediction } from '../../shared/wire/services.ts';
import type { Status } from '../../shared/wire/status.ts';
import type { TopologyAnswer } from '../../shared/wire/topology.ts';
import type { Api, Params } from './api.ts';
import { ApiError, isWorthRetrying } from './apiError.ts';

// One entry a route. The first part of every key is the route's name: invalidation.ts maps topics to these names.
// An answer to other parameters stays on screen until the new one is there (keepPreviousData), so that nothing jumps.

/** Rows asked for at a time; at most 1000 (the API's limit). */
const page = 200;

/** Declared ranges that are drawn and listed beside the cluster's own. */
const mostRanges = 300;

/** Filters of /services as the API names them. */
export interface ServiceFilters extends Params {
  namespace?: string;
  policy?: string;
  family?: string;
  type?: string;
  finding?: string;
  problems?: boolean;
  q?: string;
  sort?: string;
  group?: string;
}

/** Fields of /services/predict: one left out is kept, an empty one is taken away. */
export interface PredictFields {
  type?: string;
  policy?: string;
  families?: string;
  clusterIPs?: string;
  headless?: string;
}

/** Filters of /nodes as the API names them. */
export interface NodeFilters extends Params {
  zone?: string;
  family?: string;
  finding?: string;
  problems?: boolean;
  q?: string;
  sort?: string;
}

/** Filters of /findings as the API names them. */
export interface FindingFilters extends Params {
  severity?: string;
  code?: string;
  namespace?: string;
  pool?: string;
  kind?: string;
  q?: string;
  sort?: string;
}

/** Filters of /audit/{list} as the API names them. */
export interface AuditFilters extends Params {
  families?: string;
  namespace?: string;
  todo?: boolean;
  leaving?: string;
  q?: string;
  sort?: string;
}

/** Filters of /forecast as the API names them. */
export interface ForecastFilters extends Params {
  kind?: string;
  family?: string;
  q?: string;
  sort?: string;
  limit?: number;
}

/** What of /topology is asked for: exactly one of service, namespace and node. */
export interface TopologyScope extends Params {
  service?: string;
  namespace?: string;
  node?: string;
  family?: string;
  problems?: boolean;
  matrix?: boolean;
}

export const queries = {
  overview: (api: Api) => queryOptions({ queryKey: ['overview'], queryFn: ({ signal }) => api.get<Overview>('/overview', {}, signal) }),

  /** Asked again every ten seconds: ages must move on even where nothing changes, and a dead connection must be noticed. */
  status: (api: Api) =>
    queryOptions({
      queryKey: ['status'],
      queryFn: ({ signal }) => api.get<Status>('/status', {}, signal),
      refetchInterval: 10_000,
      retry: false,
    }),

  pools: (api: Api) =>
    queryOptions({
      queryKey: ['pools'],
      queryFn: ({ signal }) => api.get<PoolList>('/pools', { limit: 1000 }, signal),
      placeholderData: keepPreviousData,
    }),

  pool: (api: Api, id: string) =>
    queryOptions({
      queryKey: ['pool', { id }],
      queryFn: ({ signal }) => api.get<PoolDetail>(`/pools/${poolPath(id)}`, {}, signal),
      placeholderData: keepPreviousData,
    }),

  blocks: (api: Api, id: string, filters: { sort?: string; q?: string } = {}) =>
    infiniteQueryOptions({
      queryKey: ['blocks', { id, ...filters }],
      queryFn: ({ pageParam, signal }) =>
        api.get<NodeBlockList>(`/pools/${poolPath(id)}/blocks`, { ...filters, limit: page, cursor: pageParam ?? undefined }, signal),
      initialPageParam: firstPage,
      getNextPageParam: nextCursor,
      placeholderData: keepPreviousData,
    }),

  /** `within`: a prefix that the free ones have to lie in; all of the pool without it. */
  free: (api: Api, id: string, prefix: number, { within, limit = 20 }: { within?: string; limit?: number } = {}) =>
    queryOptions({
      queryKey: ['free', { id, prefix, within, limit }],
      queryFn: ({ signal }) => api.get<FreeList>(`/pools/${poolPath(id)}/free`, { prefix, within, limit }, signal),
      placeholderData: keepPreviousData,
    }),

  map: (api: Api, cidr: string, options: { bits?: number; pool?: string; by?: MapGroupBy } = {}) =>
    queryOptions({
      queryKey: ['map', { cidr, ...options }],
      queryFn: ({ signal }) => api.get<MapAnswer>('/map', { cidr, ...options }, signal),
      placeholderData: keepPreviousData,
    }),

  /** Every held address of a prefix of at most 65,536; at a past moment, or now. */
  mapAddresses: (api: Api, cidr: string, at?: string) =>
    queryOptions({
      queryKey: ['map', { cidr, addresses: true, at }],
      queryFn: ({ signal }) => api.get<MapAddresses>('/map/addresses', { cidr, at }, signal),
      placeholderData: keepPreviousData,
    }),

  /** How full a pool was from a time up to now, in steps of so many seconds, or as the server chooses. Five minutes later there is one sample more. */
  poolHistory: (api: Api, pool: string, from: string, step?: number) =>
    queryOptions({
      queryKey: ['poolHistory', { pool, from, step }],
      queryFn: ({ signal }) => api.get<PoolHistory>('/history', { pool, from, step }, signal),
      refetchInterval: 300_000,
      retry: false,
    }),

  /** How full every pool was at a moment that is over: an answer that stays. Asked again where the server could not tell yet. */
  poolsThen: (api: Api, at: string) =>
    queryOptions({
      queryKey: ['poolsThen', { at }],
      queryFn: ({ signal }) => api.get<PoolsThen>('/history/pools', { at }, signal),
      refetchInterval: ({ state }) => (state.status === 'error' && isWorthRetrying(state.error) ? 15_000 : false),
    }),

  outside: (api: Api) =>
    queryOptions({
      queryKey: ['outside'],
      queryFn: ({ signal }) => api.get<OutsideAnswer>('/outside', {}, signal),
      placeholderData: keepPreviousData,
    }),

  /** What --ranges FILE declares: of very many those that overlap the most pools. */
  ranges: (api: Api) =>
    queryOptions({
      queryKey: ['ranges'],
      queryFn: ({ signal }) => api.get<RangeList>('/ranges', { limit: mostRanges, sort: '-overlaps' }, signal),
      placeholderData: keepPreviousData,
      retry: false,
    }),

  /** Asked of the API server each time: it is not kept, and not asked again by itself. */
  object: (api: Api, reference: { kind: string; group?: string | undefined; namespace?: string | undefined; name: string }) =>
    queryOptions({
      queryKey: ['object', reference],
      queryFn: ({ signal }) => api.get<ObjectAnswer>('/object', { ...reference }, signal),
      gcTime: 0,
      retry: false,
    }),

  address: (api: Api, address: string) =>
    queryOptions({
      queryKey: ['address', { address }],
      queryFn: ({ signal }) => api.get<AddressAnswer>(`/addresses/${encodeURIComponent(address)}`, {}, signal),
      placeholderData: keepPreviousData,
    }),

  /** Who held an address, the latest first; the next page is what came before. Where the history fails it is asked again by itself. */
  addressHistory: (api: Api, address: string) =>
    infiniteQueryOptions({
      queryKey: ['addressHistory', { address }],
      queryFn: ({ pageParam, signal }) =>
        api.get<AddressHistory>(
          `/addresses/${encodeURIComponent(address)}/history`,
          { cursor: pageParam ?? undefined, limit: tenanciesAtOnce },
          signal,
        ),
      initialPageParam: firstPage,
      getNextPageParam: ({ next }: AddressHistory) => next,
      refetchInterval: ({ state }) => (state.status === 'error' ? 15_000 : 60_000), // what it rests on grows without a change
      retry: false,
    }),

  search: (api: Api, text: string) =>
    queryOptions({
      queryKey: ['search', { text }],
      queryFn: ({ signal }) => api.get<SearchAnswer>('/search', { q: text }, signal),
      enabled: text !== '',
      placeholderData: keepPreviousData,
    }),

  services: (api: Api, filters: ServiceFilters) =>
    infiniteQueryOptions({
      queryKey: ['services', filters],
      queryFn: ({ pageParam, signal }) =>
        api.get<ServiceList>('/services', { ...filters, limit: page, cursor: pageParam ?? undefined }, signal),
      initialPageParam: firstPage,
      getNextPageParam: nextCursor,
      placeholderData: keepPreviousData,
    }),

  service: (api: Api, namespace: string, name: string) =>
    queryOptions({
      queryKey: ['service', { namespace, name }],
      queryFn: ({ signal }) => api.get<ServiceDetail>(`/services/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`, {}, signal),
      placeholderData: keepPreviousData,
    }),

  topology: (api: Api, scope: TopologyScope) =>
    queryOptions({
      queryKey: ['topology', scope],
      queryFn: ({ signal }) => api.get<TopologyAnswer>('/topology', scope, signal),
      placeholderData: keepPreviousData,
    }),

  /** What the API server would do with a change of a Service; without `from`, with a new one. */
  predict: (api: Api, from: string | undefined, fields: PredictFields) =>
    queryOptions({
      queryKey: ['predict', { from, ...fields }],
      // Written here, for an empty field says something else than none.
      queryFn: ({ signal }) =>
        api.get<ServicePrediction>(`/services/predict?${new URLSearchParams({ ...(from && { from }), ...fields })}`, {}, signal),
      placeholderData: keepPreviousData,
    }),

  nodes: (api: Api, filters: NodeFilters) =>
    infiniteQueryOptions({
      queryKey: ['nodes', filters],
      queryFn: ({ pageParam, signal }) => api.get<NodeList>('/nodes', { ...filters, limit: page, cursor: pageParam ?? undefined }, signal),
      initialPageParam: firstPage,
      getNextPageParam: nextCursor,
      placeholderData: keepPreviousData,
    }),

  /** One node; null where there is none of that name, which a link or the map may still name. */
  node: (api: Api, name: string) =>
    queryOptions({
      queryKey: ['node', { name }],
      queryFn: async ({ signal }): Promise<NodeDetail | null> => {
        try {
          return await api.get<NodeDetail>(`/nodes/${encodeURIComponent(name)}`, {}, signal);
        } catch (error) {
          if (error instanceof ApiError && error.code === 'not-found') return null;
          throw error;
        }
      },
      placeholderData: keepPreviousData,
    }),

  findings: (api: Api, filters: FindingFilters) =>
    infiniteQueryOptions({
      queryKey: ['findings', filters],
      queryFn: ({ pageParam, signal }) =>
        api.get<FindingList>('/findings', { ...filters, limit: page, cursor: pageParam ?? undefined }, signal),
      initialPageParam: firstPage,
      getNextPageParam: nextCursor,
      placeholderData: keepPreviousData,
    }),

  /** How many findings there are, by severity and by code, and the first of them. */
  findingCounts: (api: Api, filters: FindingFilters) =>
    queryOptions({
      queryKey: ['findings', { ...filters, limit: 1 }],
      queryFn: ({ signal }) => api.get<FindingList>('/findings', { ...filters, limit: 1 }, signal),
      placeholderData: keepPreviousData,
    }),

  /** The first of those that name an address or an object: their words are searched. */
  findingsNaming: (api: Api, q: string) =>
    queryOptions({
      queryKey: ['findings', { q, limit: 20 }],
      queryFn: ({ signal }) => api.get<FindingList>('/findings', { q, limit: 20 }, signal),
    }),

  audit: (api: Api) => queryOptions({ queryKey: ['audit'], queryFn: ({ signal }) => api.get<Audit>('/audit', {}, signal) }),

  auditLeaving: (api: Api, leaving: 'IPv4' | 'IPv6') =>
    queryOptions({
      queryKey: ['auditLeaving', { leaving }],
      queryFn: ({ signal }) => api.get<Leaving>('/audit/leaving', { leaving }, signal),
      placeholderData: keepPreviousData,
    }),

  auditList: (api: Api, list: AuditListName, filters: AuditFilters) =>
    infiniteQueryOptions({
      queryKey: ['auditList', { list, ...filters }],
      queryFn: ({ pageParam, signal }) =>
        api.get<AuditList>(`/audit/${list}`, { ...filters, limit: page, cursor: pageParam ?? undefined }, signal),
      initialPageParam: firstPage,
      getNextPageParam: nextCursor,
      placeholderData: keepPreviousData,
    }),

  /** What ends first, first: one page of it. Asked again as counts come, of which no message tells; where the first ones are on their way, soon. */
  forecasts: (api: Api, filters: ForecastFilters) =>
    queryOptions({
      queryKey: ['forecasts', filters],
      queryFn: ({ signal }) => api.get<ForecastList>('/forecast', filters, signal),
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (isYoung(state.data?.since, state.dataUpdatedAt) ? 10_000 : 300_000),
    }),

  /** One of them, with its past and its path. */
  forecast: (api: Api, id: string) =>
    queryOptions({
      queryKey: ['forecast', { id }],
      queryFn: ({ signal }) => api.get<ForecastAnswer>(`/forecast/${poolPath(id)}`, {}, signal),
    }),

  /** Today and a scenario side by side. */
  plan: (api: Api, scenario: string) =>
    queryOptions({
      queryKey: ['plan', { scenario }],
      queryFn: ({ signal }) => api.get<PlanAnswer>('/plan', { scenario: scenario === '' ? undefined : scenario }, signal),
      placeholderData: keepPreviousData,
    }),

  /** Another node mask with the nodes that are there. */
  rehearsal: (api: Api, family: string, prefix: number) =>
    queryOptions({
      queryKey: ['rehearsal', { family, prefix }],
      queryFn: ({ signal }) => api.get<MaskAnswer>('/plan/mask', { family, prefix }, signal),
      placeholderData: keepPreviousData,
    }),

  /** Free ranges for a wish in words. */
  foundRanges: (api: Api, wish: string) =>
    queryOptions({
      queryKey: ['foundRanges', { wish }],
      queryFn: ({ signal }) => api.get<FoundRangesAnswer>('/plan/ranges', { wish }, signal),
      placeholderData: keepPreviousData,
    }),

  nodePorts: (api: Api) =>
    infiniteQueryOptions({
      queryKey: ['nodePorts'],
      queryFn: ({ pageParam, signal }) => api.get<NodePorts>('/nodeports', { limit: page, cursor: pageParam ?? undefined }, signal),
      initialPageParam: firstPage,
      getNextPageParam: nextCursor,
      placeholderData: keepPreviousData,
    }),

  /** Namespaces by name: the first 1000, which is as many as one can choose from. */
  namespaces: (api: Api) =>
    queryOptions({
      queryKey: ['namespaces'],
      queryFn: ({ signal }) => api.get<NamespaceList>('/namespaces', { limit: 1000 }, signal),
    }),
};

/** As many as a month has of an address that changes hands every day; earlier ones are asked for when they are wanted. */
const tenanciesAtOnce = 40;
const firstPage: string | null = null;
const nextCursor = (last: { next: string | null }) => last.next;

/** Whether counting has just begun, a quarter of an hour ago at most: what rests on it is another in a moment. */
export function isYoung(since: string | null | undefined, now: number): boolean {
  return since === null || (since !== undefined && now - Date.parse(since) < 900_000);
}

/** A pool's id has slashes of its own (kind/name/range): they stay, each part is encoded. */
function poolPath(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}
