import { formatCidr } from '../../../shared/net/cidr.ts';
import type { TopologyEdge, TopologyNode } from '../../../shared/wire/topology.ts';
import type { Cluster } from '../cluster.ts';
import { referenceTo } from '../holders.ts';
import type { TopologyAnswer, TopologyQuery } from '../questions.ts';
import { familiesOf } from '../serviceStates.ts';
import { busiest } from './busiest.ts';
import { addTally, countEndpoint, countsOf, type EndpointTally, noEndpoints, stateOf } from './endpointTally.ts';
import { matrixOf } from './matrix.ts';
import { type Member, type Scope, scopeOf, silentOf } from './scope.ts';
import { type SliceGroup, sliceGroups } from './sliceGroups.ts';
import { restOfNodes, targetGroups } from './targetGroups.ts';
import { addressesOf, type Target, targetsOf } from './targets.ts';

/**
 * What is shown of each column at most, about as much as a screen is high; what is left over is folded into few more. All of it is far
 * below the 500 of an answer, and a Service of 5,000 endpoints is as quickly drawn as one of 50.
 */
const most = { services: 16, slices: 48, targets: 22, nodes: 22, zones: 12 };
const mostRows = 60; // of the matrix
const mostColumns = 28;
/** Endpoints that are read for one answer, unless a single Service has more. */
const mostEndpoints = 20_000;

/** The way from Services to zones: of one Service, of a namespace, or over one node. Undefined where there is nothing of that name. */
export function topologyAnswer(cluster: Cluster, query: TopologyQuery): TopologyAnswer | undefined {
  const asMatrix = query.matrix === 'true';
  const scope = scopeOf(cluster, query, { services: asMatrix ? mostRows : most.services, endpoints: mostEndpoints });
  if (!scope) return undefined;
  const counts = {
    services: scope.counts.services,
    IPv4: scope.counts.IPv4 && countsOf(scope.counts.IPv4),
    IPv6: scope.counts.IPv6 && countsOf(scope.counts.IPv6),
  };
  const { ref, rest } = scope;
  if (asMatrix) {
    const folded = { services: rest.services, slices: rest.slices, endpoints: rest.tally.all, nodes: 0, zones: 0 };
    return { scope: ref, nodes: [], edges: [], matrix: matrixOf(cluster, scope.members, query, mostColumns), counts, folded };
  }
  return { scope: ref, matrix: null, counts, ...new Drawing(cluster, query, scope).answer() };
}

/** Endpoints that pass somewhere, and of which families they are. */
interface Sum {
  readonly tally: EndpointTally;
  readonly families: Set<SliceGroup['family']>;
}

/** The nodes behind one entry, and what leads from there to zones. */
interface Machines {
  readonly names: Set<string>;
  readonly tally: EndpointTally;
  readonly zones: Map<string, Sum>;
}

/** The nodes and edges of one answer as they come together. */
class Drawing {
  readonly #cluster: Cluster;
  readonly #query: TopologyQuery;
  readonly #scope: Scope;
  readonly #nodes: TopologyNode[] = [];
  readonly #edges = new Map<string, { from: string; to: string; tally: EndpointTally; families: Set<'IPv4' | 'IPv6' | undefined> }>();
  readonly #folded: TopologyAnswer['folded'] = { services: 0, slices: 0, endpoints: 0, nodes: 0, zones: 0 };

  constructor(cluster: Cluster, query: TopologyQuery, scope: Scope) {
    this.#cluster = cluster;
    this.#query = query;
    this.#scope = scope;
  }

  answer(): Pick<TopologyAnswer, 'nodes' | 'edges' | 'folded'> {
    const { family, problems } = this.#query;
    const groups = sliceGroups(this.#scope.members, most.slices).filter((group) => !family || group.family === family);
    const silent = new Map(this.#scope.members.map((member) => [member, this.#silent(member)]));
    const worth = groups.filter(
      (group) =>
        problems !== 'true' ||
        (group.family !== undefined && silent.get(group.member)?.includes(group.family)) ||
        group.slices.some(({ endpoints }) => endpoints.some(({ ready }) => !ready)),
    );
    for (const member of this.#scope.members) this.#service(member, worth, silent.get(member) ?? []);
    this.#restOfServices();
    this.#targets(targetsOf(worth, ({ ready }) => problems !== 'true' || !ready));
    return {
      nodes: this.#nodes,
      edges: [...this.#edges.values()].map(({ from, to, tally, families }): TopologyEdge => {
        const [only] = families;
        return { from, to, family: families.size === 1 && only ? only : null, state: this.#edgeState(to, tally), count: tally.all };
      }),
      folded: this.#folded,
    };
  }

  #edgeState(to: string, tally: EndpointTally): TopologyEdge['state'] {
    const target = tally.all === 0 ? this.#nodes.find(({ id }) => id === to) : undefined;
    return target?.state ?? stateOf(tally);
  }

  #silent({ state }: Member): ('IPv4' | 'IPv6')[] {
    const { family } = this.#query;
    if (!state || !this.#cluster.known('EndpointSlice')) return [];
    return silentOf(state).filter((one) => !family || one === family);
  }

  #service(member: Member, groups: readonly SliceGroup[], silent: readonly ('IPv4' | 'IPv6')[]): void {
    const { key, state } = member;
    const own = groups.filter((group) => group.member === member);
    const tally = noEndpoints();
    const id = `service/${key}`;
    const drafts = own.map((group) => ({ group, tally: tallyOf(group) }));
    for (const draft of drafts) addTally(tally, draft.tally);
    // A family that the Service has, and no slice: nothing to draw but that it is missing.
    const missing = silent.filter((family) => state?.[family].slices === 0);
    if (state) {
      this.#nodes.push({
        id,
        column: 'service',
        ref: referenceTo('Service', key),
        name: state.record.name,
        objects: 1,
        state: !this.#cluster.known('EndpointSlice')
          ? 'unknown'
          : silent.some((family) => state[family].endpoints === 0)
            ? 'missing'
            : silent.length > 0
              ? 'notReady'
              : stateOf(tally),
        count: tally.all,
        endpoints: this.#cluster.known('EndpointSlice') ? countsOf(tally) : null,
        addresses: state.clusterIPs.slice(0, 4),
        silent: [...silent],
      });
    }
    const order = state ? familiesOf(state.record) : [];
    drafts.sort((a, b) => orderOf(order, a.group.family) - orderOf(order, b.group.family));
    for (const draft of drafts) {
      const { group } = draft;
      const [first] = group.slices;
      const isMissing =
        draft.tally.all === 0 && group.family !== undefined && silent.includes(group.family) && state?.[group.family].endpoints === 0;
      if (group.slices.length > 1) this.#folded.slices += group.slices.length;
      this.#nodes.push({
        id: group.id,
        column: 'slice',
        ref: group.slices.length === 1 && first ? referenceTo('EndpointSlice', first.key) : null,
        name: group.slices.length === 1 && first ? first.record.name : '',
        objects: group.slices.length,
        ...(group.family ? { family: group.family } : {}),
        state: isMissing ? 'missing' : stateOf(draft.tally),
        count: draft.tally.all,
        endpoints: countsOf(draft.tally),
        addresses: [],
        ...(group.made ? { made: group.made } : {}),
        managedBy: managerOf(group),
      });
      if (state) this.#edge(id, group.id, [group.family], draft.tally);
    }
    for (const family of missing) {
      const missingId = `missing/${key}/${family}`;
      this.#nodes.push({
        id: missingId,
        column: 'slice',
        ref: null,
        name: '',
        objects: 0,
        family,
        state: 'missing',
        count: 0,
        endpoints: countsOf(noEndpoints()),
        addresses: [],
      });
      this.#edge(id, missingId, [family], noEndpoints());
    }
  }

  #restOfServices(): void {
    const { rest } = this.#scope;
    if (rest.services === 0) return;
    this.#folded.services = rest.services;
    this.#folded.slices += rest.slices;
    this.#folded.endpoints += rest.tally.all;
    const known = this.#cluster.known('EndpointSlice');
    this.#nodes.push({
      id: 'rest/service',
      column: 'service',
      ref: null,
      name: '',
      objects: rest.services,
      state: !known ? 'unknown' : rest.anySilent ? 'notReady' : stateOf(rest.tally),
      count: rest.tally.all,
      endpoints: known ? countsOf(rest.tally) : null,
      addresses: [],
    });
  }

  #targets(targets: readonly Target[]): void {
    const shown = busiest(targets, most.nodes);
    const nodeOf = ({ node }: Target) => (node === '' ? undefined : shown.has(node) ? `node/${node}` : restOfNodes);
    const machines = new Map<string, Machines>();
    for (const { id, targets: of, state } of targetGroups(targets, nodeOf, most.targets)) {
      const [one] = of;
      const tally = noEndpoints();
      for (const target of of) addTally(tally, target.tally);
      if (of.length > 1) this.#folded.endpoints += tally.all;
      const isFolded = of.length > 1;
      this.#nodes.push({
        id,
        column: 'pod',
        ref: isFolded ? null : (one?.ref ?? null),
        name: isFolded ? '' : (one?.name ?? ''),
        objects: of.length,
        state,
        count: tally.all,
        endpoints: countsOf(tally),
        addresses: isFolded || !one ? [] : addressesOf(one),
        ...(isFolded ? { nodes: new Set(of.flatMap(({ node }) => (node === '' ? [] : [node]))).size } : {}),
      });
      this.#lead(id, of, nodeOf, machines);
    }
    this.#machines(machines);
  }

  /** The edges into and out of one entry, each summed up before it is drawn. */
  #lead(id: string, targets: readonly Target[], nodeOf: (target: Target) => string | undefined, machines: Map<string, Machines>): void {
    const into = new Map<SliceGroup, EndpointTally>();
    const out = new Map<string, Sum>();
    for (const target of targets) {
      for (const { group, tally } of target.from) addTally(tallyIn(into, group), tally);
      const node = nodeOf(target);
      if (node === undefined) continue;
      addTarget(sumIn(out, node), target);
      let on = machines.get(node);
      if (!on) {
        on = { names: new Set(), tally: noEndpoints(), zones: new Map() };
        machines.set(node, on);
      }
      on.names.add(target.node);
      addTally(on.tally, target.tally);
      const zone = this.#zoneOf(target);
      if (zone !== '') addTarget(sumIn(on.zones, zone), target);
    }
    for (const [group, tally] of into) this.#edge(group.id, id, [group.family], tally);
    for (const [node, { families, tally }] of out) this.#edge(id, node, families, tally);
  }

  #machines(machines: ReadonlyMap<string, Machines>): void {
    const shown = busiest(
      [...machines.values()].flatMap(({ zones }) => [...zones].map(([node, { tally }]) => ({ node, tally }))),
      most.zones,
    );
    const inZone = new Map<string, { readonly tally: EndpointTally; readonly names: Set<string> }>();
    for (const [id, { names, tally, zones }] of machines) {
      const [name = ''] = names;
      const isFolded = id === restOfNodes;
      if (isFolded) this.#folded.nodes = names.size;
      this.#nodes.push({
        id,
        column: 'node',
        ref: isFolded ? null : { kind: 'Node', name },
        name: isFolded ? '' : name,
        objects: names.size,
        state: stateOf(tally),
        count: tally.all,
        endpoints: countsOf(tally),
        addresses: isFolded ? [] : (this.#cluster.nodes.get(name)?.podCIDRs ?? []).slice(0, 4).map(formatCidr),
      });
      for (const [zone, sum] of zones) {
        const zoneId = shown.has(zone) ? `zone/${zone}` : 'rest/zone';
        this.#edge(id, zoneId, sum.families, sum.tally);
        const within = inZone.get(zoneId) ?? { tally: noEndpoints(), names: new Set() };
        inZone.set(zoneId, within);
        addTally(within.tally, sum.tally);
        within.names.add(zone);
      }
    }
    for (const [id, { tally, names }] of inZone) {
      const isFolded = id === 'rest/zone';
      const [name = ''] = names;
      if (isFolded) this.#folded.zones = names.size;
      this.#nodes.push({
        id,
        column: 'zone',
        ref: null,
        name: isFolded ? '' : name,
        objects: names.size,
        state: stateOf(tally),
        count: tally.all,
        endpoints: countsOf(tally),
        addresses: [],
      });
    }
  }

  /** The node's own label goes before what the endpoint says. */
  #zoneOf({ node, zone }: Target): string {
    return this.#cluster.nodes.get(node)?.record?.zone || zone;
  }

  #edge(from: string, to: string, families: Iterable<SliceGroup['family']>, tally: EndpointTally): void {
    const key = `${from} ${to}`;
    const edge = this.#edges.get(key) ?? { from, to, tally: noEndpoints(), families: new Set() };
    this.#edges.set(key, edge);
    for (const family of families) edge.families.add(family);
    addTally(edge.tally, tally);
  }
}

function tallyIn<K>(sums: Map<K, EndpointTally>, key: K): EndpointTally {
  const known = sums.get(key);
  if (known) return known;
  const tally = noEndpoints();
  sums.set(key, tally);
  return tally;
}

function sumIn(sums: Map<string, Sum>, key: string): Sum {
  const known = sums.get(key);
  if (known) return known;
  const sum: Sum = { tally: noEndpoints(), families: new Set() };
  sums.set(key, sum);
  return sum;
}

function addTarget({ tally, families }: Sum, target: Target): void {
  addTally(tally, target.tally);
  for (const { group } of target.from) families.add(group.family);
}

function tallyOf({ slices }: SliceGroup): EndpointTally {
  const tally = noEndpoints();
  for (const { endpoints } of slices) for (const endpoint of endpoints) countEndpoint(tally, endpoint);
  return tally;
}

/** The label that all of them have. */
function managerOf({ slices }: SliceGroup): string | null {
  const managers = new Set(slices.map(({ record }) => record.managedBy));
  const [only] = managers;
  return managers.size === 1 && only ? only : null;
}

/** In the Service's own order of families; others behind. */
function orderOf(families: readonly string[], family: string | undefined): number {
  const at = family === undefined ? -1 : families.indexOf(family);
  return at < 0 ? families.length : at;
}
