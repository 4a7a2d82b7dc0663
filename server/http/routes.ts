import { z } from 'zod';
import { type Address, parseAddress, whyNotAddress } from '../../shared/net/address.ts';
import { type Cidr, parseCidr, whyNotCidr } from '../../shared/net/cidr.ts';
import { addressAnswer, searchAnswer, searchQuery } from '../../shared/wire/addresses.ts';
import { audit, auditList, auditListName, auditListQuery, leaving, leavingQuery } from '../../shared/wire/audit.ts';
import { findingList, findingsQuery } from '../../shared/wire/findings.ts';
import {
  addressHistory,
  addressHistoryQuery,
  poolHistory,
  poolHistoryQuery,
  poolsThen,
  poolsThenQuery,
} from '../../shared/wire/history.ts';
import { mapAddresses, mapAddressesQuery, mapAnswer, mapQuery, outsideAnswer } from '../../shared/wire/map.ts';
import { namespaceList, namespacesQuery } from '../../shared/wire/namespaces.ts';
import { nodePorts, nodePortsQuery } from '../../shared/wire/nodePorts.ts';
import { nodeDetail, nodeList, nodesQuery } from '../../shared/wire/nodes.ts';
import { objectAnswer, objectQuery } from '../../shared/wire/objects.ts';
import { overview } from '../../shared/wire/overview.ts';
import {
  forecastAnswer,
  forecastList,
  forecastsQuery,
  foundRanges,
  foundRangesQuery,
  maskAnswer,
  maskQuery,
  planAnswer,
  planQuery,
} from '../../shared/wire/plan.ts';
import {
  blocksQuery,
  freeList,
  freeQuery,
  nodeBlockList,
  poolDetail,
  poolHolderList,
  poolList,
  poolQuery,
  poolsQuery,
} from '../../shared/wire/pools.ts';
import { rangeList, rangesQuery } from '../../shared/wire/ranges.ts';
import { predictQuery, serviceDetail, serviceList, servicePrediction, servicesQuery } from '../../shared/wire/services.ts';
import { status } from '../../shared/wire/status.ts';
import { topologyAnswer, topologyQuery } from '../../shared/wire/topology.ts';
import type { HistoryReply } from '../history/answers.ts';
import type { OutlookReply } from '../outlook/reply.ts';
import { ProblemError } from './problem.ts';
import { type Route, route } from './route.ts';

/** Of a past moment something may still become known without a change of the cluster. */
const isOfNow = (search: ReadonlyMap<string, string>) => !search.has('at');

const noQuery = z.object({});
const poolId = { about: 'id of the pool: kind/name/range', whole: true };

/** Every route that answers with JSON, in the order they are tried: the longer of two that overlap stands first. */
export const routes: readonly Route[] = [
  route({
    path: '/overview',
    operation: 'overview',
    summary: 'Pools that run out first, families, policies, and what wants attention',
    params: {},
    query: noQuery,
    answer: overview,
    give: ({ model }) => model.overview(),
  }),
  route({
    path: '/pools',
    operation: 'pools',
    summary: 'Ranges of Services, pods, nodes and load balancers',
    params: {},
    query: poolsQuery,
    answer: poolList,
    problems: ['invalid-cursor', 'invalid-sort'],
    give: ({ model }, _params, query) => model.pools(query),
  }),
  route({
    path: '/pools/{id}/blocks',
    operation: 'poolBlocks',
    summary: 'The node blocks of a pod pool',
    params: { id: poolId },
    query: blocksQuery,
    answer: nodeBlockList,
    problems: ['invalid-cursor', 'invalid-sort', 'not-found'],
    give: ({ model }, { id }, query) => model.poolBlocks(id, query),
  }),
  route({
    path: '/pools/{id}/holders',
    operation: 'poolHolders',
    summary: 'The addresses of a pool that somebody holds, in address order',
    params: { id: poolId },
    query: poolQuery,
    answer: poolHolderList,
    problems: ['invalid-cursor', 'not-found'],
    give: ({ model }, { id }, query) => model.poolHolders(id, query),
  }),
  route({
    path: '/pools/{id}/free',
    operation: 'poolFree',
    summary: 'Free aligned prefixes of one length in a pool, lowest first',
    params: { id: poolId },
    query: freeQuery,
    answer: freeList,
    problems: ['invalid-cidr', 'out-of-range', 'not-found'],
    give: ({ model }, { id }, { within, ...query }) =>
      model.freeBlocks(id, { ...query, within: within === undefined ? undefined : cidrIn(within) }),
  }),
  route({
    path: '/pools/{id}',
    operation: 'pool',
    summary: 'One pool, with the head of its blocks or holders',
    params: { id: poolId },
    query: poolQuery,
    answer: poolDetail,
    problems: ['invalid-cursor', 'not-found'],
    give: ({ model }, { id }, query) => model.pool(id, query),
  }),
  route({
    path: '/map',
    operation: 'map',
    summary: 'The cells of one prefix in address order, empty runs left out',
    params: {},
    query: mapQuery,
    answer: mapAnswer,
    problems: ['invalid-cidr', 'not-found', 'out-of-range', 'history-unavailable'],
    byRevision: isOfNow,
    give({ model, history }, _params, { cidr: text, at, ...query }) {
      const cidr = cidrIn(text);
      if (at === undefined) return model.map(cidr, query);
      if (query.by !== undefined)
        throw new ProblemError(
          'invalid-parameter',
          query.by,
          'by tells apart what is there now: leave it out where "at" names a past moment.',
        );
      return history.map(cidr, at, query).then((reply) => reply && answerIn(reply));
    },
  }),
  route({
    path: '/map/addresses',
    operation: 'mapAddresses',
    summary: 'Every held address of a prefix of at most 65,536, as runs of offsets',
    params: {},
    query: mapAddressesQuery,
    answer: mapAddresses,
    problems: ['invalid-cidr', 'out-of-range', 'history-unavailable'],
    byRevision: isOfNow,
    give({ model, history }, _params, { cidr: text, at }) {
      const cidr = cidrIn(text);
      return at === undefined ? model.mapAddresses(cidr) : history.mapAddresses(cidr, at).then(answerIn);
    },
  }),
  route({
    path: '/outside',
    operation: 'outside',
    summary: 'Addresses that somebody holds and that lie in no known range',
    params: {},
    query: noQuery,
    answer: outsideAnswer,
    give: ({ model }) => model.outside(),
  }),
  route({
    path: '/ranges',
    operation: 'ranges',
    summary: 'Ranges outside of what the cluster knows, as --ranges FILE declares them, with the pools that they overlap',
    params: {},
    query: rangesQuery,
    answer: rangeList,
    problems: ['invalid-cursor', 'invalid-sort'],
    give: ({ model }, _params, query) => model.ranges(query),
  }),
  route({
    path: '/history',
    operation: 'history',
    summary: 'How full a pool was: at most 1000 points, rolled up where they would be more, gaps left out',
    params: {},
    query: poolHistoryQuery,
    answer: poolHistory,
    problems: ['out-of-range', 'not-found', 'history-unavailable'],
    byRevision: false, // it grows with time, not with changes
    async give({ history }, _params, query) {
      const reply = await history.pool(query);
      return reply && answerIn(reply);
    },
  }),
  route({
    path: '/history/pools',
    operation: 'poolsThen',
    summary: 'How full every pool was around one past moment',
    params: {},
    query: poolsThenQuery,
    answer: poolsThen,
    problems: ['out-of-range', 'history-unavailable'],
    byRevision: false,
    give: async ({ history }, _params, { at }) => answerIn(await history.pools(at)),
  }),
  route({
    path: '/addresses/{ip}/history',
    operation: 'addressHistory',
    summary: 'Who held an address from when to when, the latest first, with how sure that is',
    params: { ip: { about: 'the address', whole: true } },
    query: addressHistoryQuery,
    answer: addressHistory,
    problems: ['invalid-address', 'invalid-cursor', 'history-unavailable'],
    byRevision: false,
    give: async ({ history }, { ip }, query) => answerIn(await history.address(addressIn(ip), query)),
  }),
  route({
    path: '/addresses/{ip}',
    operation: 'address',
    summary: 'Who holds an address, in any spelling of RFC 4291',
    params: { ip: { about: 'the address', whole: true } },
    query: noQuery,
    answer: addressAnswer,
    problems: ['invalid-address'],
    give: ({ model }, { ip }) => model.address(addressIn(ip)),
  }),
  route({
    path: '/search',
    operation: 'search',
    summary: 'What a text means: an address, a prefix, or names that contain it',
    params: {},
    query: searchQuery,
    answer: searchAnswer,
    give: ({ model }, _params, { q }) => model.search(q),
  }),
  route({
    path: '/services',
    operation: 'services',
    summary: 'Services with their families, addresses and endpoints',
    params: {},
    query: servicesQuery,
    answer: serviceList,
    problems: ['invalid-cursor', 'invalid-sort'],
    give: ({ model }, _params, query) => model.services(query),
  }),
  route({
    path: '/services/predict',
    operation: 'predictService',
    summary: 'What the API server would do with a new Service or a change of one, without asking it',
    params: {},
    query: predictQuery,
    answer: servicePrediction,
    problems: ['not-found'],
    give: ({ model }, _params, query) => model.predict(query),
  }),
  route({
    path: '/services/{namespace}/{name}',
    operation: 'service',
    summary: 'One Service: why it has its families, what changes would do, and its slices',
    params: { namespace: { about: 'its namespace' }, name: { about: 'its name' } },
    query: noQuery,
    answer: serviceDetail,
    problems: ['not-found'],
    give: ({ model }, { namespace, name }) => model.service(namespace, name),
  }),
  route({
    path: '/topology',
    operation: 'topology',
    summary: 'The way from Services over slices, pods and nodes to zones: of one Service, of a namespace, or over one node',
    params: {},
    query: topologyQuery,
    answer: topologyAnswer,
    problems: ['not-found'],
    give({ model }, _params, query) {
      checkScope(query);
      return model.topology(query);
    },
  }),
  route({
    path: '/nodes',
    operation: 'nodes',
    summary: 'Nodes with their addresses, blocks and what still fits',
    params: {},
    query: nodesQuery,
    answer: nodeList,
    problems: ['invalid-cursor', 'invalid-sort'],
    give: ({ model }, _params, query) => model.nodes(query),
  }),
  route({
    path: '/nodes/{name}',
    operation: 'node',
    summary: 'One node',
    params: { name: { about: 'its name' } },
    query: noQuery,
    answer: nodeDetail,
    problems: ['not-found'],
    give: ({ model }, { name }) => model.node(name),
  }),
  route({
    path: '/namespaces',
    operation: 'namespaces',
    summary: 'Namespaces with their count of Services',
    params: {},
    query: namespacesQuery,
    answer: namespaceList,
    problems: ['invalid-cursor', 'invalid-sort'],
    give: ({ model }, _params, query) => model.namespaces(query),
  }),
  route({
    path: '/nodeports',
    operation: 'nodePorts',
    summary: 'NodePorts as a pool of numbers, and those that Services hold',
    params: {},
    query: nodePortsQuery,
    answer: nodePorts,
    problems: ['invalid-cursor'],
    give: ({ model }, _params, query) => model.nodePorts(query),
  }),
  route({
    path: '/findings',
    operation: 'findings',
    summary: 'What is wrong, with what, since when and what to do about it, the gravest first',
    params: {},
    query: findingsQuery,
    answer: findingList,
    problems: ['invalid-cursor', 'invalid-sort'],
    give: ({ model }, _params, query) => model.findings(query),
  }),
  route({
    path: '/object',
    operation: 'object',
    summary: 'One object of a kind that is read, as YAML: as the API server gives it now, without what may hold secrets',
    params: {},
    query: objectQuery,
    answer: objectAnswer,
    problems: ['not-found', 'forbidden', 'cluster-unavailable'],
    byRevision: false, // the API server is asked each time
    async give(sources, _params, query) {
      const reply = await sources.object(query);
      if ('object' in reply) {
        const { kind, namespace = null, name } = query;
        const { yaml, leftOut } = reply.object;
        return { kind, namespace, name, yaml, leftOut: [...leftOut] };
      }
      const { code, value, detail } = reply.refused;
      throw new ProblemError(code, value, detail, code === 'too-many-requests' ? { 'Retry-After': '1' } : {});
    },
  }),
  route({
    path: '/audit',
    operation: 'audit',
    summary: 'Who has which family, what is left to do for two, and what is wrong about families',
    params: {},
    query: noQuery,
    answer: audit,
    give: ({ model }) => model.audit(),
  }),
  route({
    path: '/audit/leaving',
    operation: 'auditLeaving',
    summary: 'What breaks where a family is taken away; nothing is changed by asking',
    params: {},
    query: leavingQuery,
    answer: leaving,
    give: ({ model }, _params, query) => model.auditLeaving(query.leaving),
  }),
  route({
    path: '/audit/{list}',
    operation: 'auditList',
    summary: 'The objects of one kind with their families; pods by workload',
    params: { list: { about: `one of ${auditListName.options.join(', ')}` } },
    query: auditListQuery,
    answer: auditList,
    problems: ['invalid-cursor', 'invalid-sort', 'not-found'],
    give({ model }, { list }, query) {
      const name = auditListName.safeParse(list);
      return name.success ? model.auditList(name.data, query) : undefined;
    },
  }),
  route({
    path: '/forecast',
    operation: 'forecasts',
    summary: 'When each range ends, with an earliest and a latest day, what ends first, first; families are never added up',
    params: {},
    query: forecastsQuery,
    answer: forecastList,
    problems: ['invalid-cursor', 'invalid-sort'],
    byRevision: false, // the days move, and what is counted grows, without a revision
    give: ({ outlook }, _params, query) => outlook.forecasts(query),
  }),
  route({
    path: '/forecast/{id}',
    operation: 'forecast',
    summary: 'When one of them ends, with its past, its limits and its path',
    params: { id: { about: 'its id in /forecast: of a pool, or service/IPv4', whole: true } },
    query: noQuery,
    answer: forecastAnswer,
    problems: ['not-found'],
    byRevision: false,
    give: ({ outlook }, { id }) => outlook.forecast(id),
  }),
  route({
    path: '/plan/mask',
    operation: 'rehearseMask',
    summary: 'What another node mask does with the nodes that are there; nothing is changed by asking',
    params: {},
    query: maskQuery,
    answer: maskAnswer,
    problems: ['out-of-range'],
    give: ({ outlook }, _params, { family, prefix }) => answerIn(outlook.mask(family, prefix)),
  }),
  route({
    path: '/plan/ranges',
    operation: 'findRanges',
    summary: 'Free ranges for a wish in words, best first, with their reasons',
    params: {},
    query: foundRangesQuery,
    answer: foundRanges,
    problems: ['invalid-wish'],
    byRevision: false, // of what is declared outside the cluster no revision tells
    give: ({ outlook }, _params, { wish }) => answerIn(outlook.ranges(wish)),
  }),
  route({
    path: '/plan',
    operation: 'plan',
    summary: 'Today and a scenario side by side: what ends first, which nodes get no block, what overlaps, what to apply',
    params: {},
    query: planQuery,
    answer: planAnswer,
    problems: ['invalid-scenario'],
    byRevision: false,
    give: async ({ outlook }, _params, { scenario }) => answerIn(await outlook.plan(scenario)),
  }),
  route({
    path: '/status',
    operation: 'status',
    summary: 'The cluster, and what of it is read',
    params: {},
    query: noQuery,
    answer: status,
    byRevision: false, // ages, memory and uptime move without a revision
    give: (sources) => sources.status(),
  }),
];

function addressIn(text: string): Address {
  const address = parseAddress(text);
  if (!address) throw new ProblemError('invalid-address', text, `This is not an address: ${whyNotAddress(text)}.`);
  return address;
}

/** The answer of a reply; throws the problem that it is instead. */
function answerIn<T>(reply: HistoryReply<T> | OutlookReply<T>): Omit<T, 'revision'> {
  if ('answer' in reply) return reply.answer;
  const { code, value, detail } = reply.refused;
  throw new ProblemError(code, value, detail);
}

function cidrIn(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new ProblemError('invalid-cidr', text, `This is not a CIDR: ${whyNotCidr(text)}.`);
  return cidr;
}

/** Exactly one of the three, and a Service by its namespace and name. */
function checkScope({ service, namespace, node }: z.infer<typeof topologyQuery>): void {
  const given = Object.entries({ service, namespace, node }).filter(([, value]) => value !== undefined);
  const [, second] = given;
  if (given.length === 0) throw new ProblemError('missing-parameter', 'service', 'Add one of service, namespace and node.');
  if (second) throw new ProblemError('invalid-parameter', second[0], 'Give one of service, namespace and node, not several.');
  if (service !== undefined && !/^[^/]+\/[^/]+$/.test(service))
    throw new ProblemError('invalid-parameter', service, 'service must be a namespace and a name, as in shop/web.');
}
