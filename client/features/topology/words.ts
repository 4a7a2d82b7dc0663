import type { TopologyAnswer, TopologyColumn, TopologyEdge, TopologyNode, TopologyState } from '../../../shared/wire/topology.ts';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { referenceName } from '../../kit/referenceWords.ts';

export const columnNames: Record<TopologyColumn, string> = {
  service: 'Service',
  slice: 'EndpointSlice',
  pod: 'Pod',
  node: 'Node',
  zone: 'Zone',
};
export const columnOrder = ['service', 'slice', 'pod', 'node', 'zone'] as const satisfies readonly TopologyColumn[];

export const stateWords: Record<TopologyState, string> = {
  ready: 'ready',
  partly: 'partly ready',
  notReady: 'not ready',
  serving: 'terminating, still serving',
  terminating: 'terminating',
  missing: 'missing',
  empty: 'no endpoints',
  unknown: 'unknown',
};

/** Who made a slice, where it was not the EndpointSlice controller; '' otherwise. */
export function makerWords({ made, managedBy }: Pick<TopologyNode, 'made' | 'managedBy'>): string {
  if (made === 'mirrored') return 'mirrored from Endpoints';
  if (made !== 'other') return '';
  return managedBy ? `by ${managedBy}` : 'made by hand';
}

/** What an entry is called where it stands: the object, or "+3,907 pods on 141 nodes". */
export function titleOf(entry: TopologyNode): string {
  const { column, name, objects, ref } = entry;
  if (objects === 1 && name !== '') return column === 'service' && ref ? referenceName(ref) : name;
  switch (column) {
    case 'service':
      return `+${counted(objects, 'Service')}`;
    case 'slice':
      return objects === 0 ? 'no slice' : counted(objects, 'slice');
    case 'pod':
      return `+${counted(objects, 'endpoint')}${(entry.nodes ?? 0) > 1 ? ` on ${counted(entry.nodes ?? 0, 'node')}` : ''}`;
    case 'node':
      return `+${counted(objects, 'node')}`;
    default:
      return `+${counted(objects, 'zone')}`;
  }
}

/** "36 of 38 ready"; what is not read is unknown. */
export function readyWords({ endpoints, count, state }: Pick<TopologyNode, 'endpoints' | 'count' | 'state'>): string {
  if (endpoints === null || state === 'unknown') return 'endpoints unknown';
  if (count === 0) return state === 'missing' ? 'nobody answers' : 'no endpoints';
  return `${formatCount(endpoints.ready).short} of ${formatCount(count).short} ready`;
}

/** "2 not ready, 1 terminating"; '' where all is well. */
export function troubleWords({ endpoints }: Pick<TopologyNode, 'endpoints'>): string {
  if (!endpoints) return '';
  return [
    endpoints.notReady > 0 && `${formatCount(endpoints.notReady).short} not ready`,
    endpoints.terminating > 0 && `${formatCount(endpoints.terminating).short} terminating`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Entries that shout: families of a Service that nothing answers on. All else that is not ready only says so. */
export function shoutingOf({ nodes, edges }: Pick<TopologyAnswer, 'nodes' | 'edges'>): ReadonlySet<string> {
  const silent = new Map(nodes.filter(({ silent: of }) => of && of.length > 0).map(({ id, silent: of }) => [id, of ?? []]));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const loud = new Set(nodes.filter(({ state }) => state === 'missing').map(({ id }) => id));
  for (const id of silent.keys()) loud.add(id);
  for (const { from, to } of edges) {
    const family = byId.get(to)?.family;
    if (family && silent.get(from)?.includes(family)) loud.add(to);
  }
  return loud;
}

/** An entry aloud: "Service shop/web, 36 of 38 ready, IPv6 missing". */
export function spokenEntry(entry: TopologyNode): string {
  const words: string[] = [];
  const what = entry.column === 'pod' && entry.ref ? entry.ref.kind : entry.column === 'pod' ? 'Endpoint' : columnNames[entry.column];
  words.push(entry.objects === 1 ? `${what} ${titleOf(entry)}` : titleOf(entry).replace(/^\+/, ''));
  if (entry.family) words.push(entry.family);
  const maker = makerWords(entry);
  if (maker) words.push(maker);
  if (entry.column === 'pod' && entry.objects === 1) words.push(...entry.addresses, stateWords[entry.state]);
  else words.push(readyWords(entry));
  const trouble = entry.objects === 1 && entry.column === 'pod' ? '' : troubleWords(entry);
  if (trouble) words.push(trouble);
  for (const family of entry.silent ?? []) words.push(`${family} ${entry.state === 'missing' ? 'missing' : 'not ready'}`);
  return words.join(', ');
}

/** "Folded: 9,998 endpoints, 140 nodes, 100 slices"; '' where everything stands on its own. */
export function foldedWords({ services, slices, endpoints, nodes, zones }: TopologyAnswer['folded']): string {
  const parts = [
    services > 0 && counted(services, 'Service'),
    endpoints > 0 && counted(endpoints, 'endpoint'),
    nodes > 0 && counted(nodes, 'node'),
    slices > 0 && counted(slices, 'slice'),
    zones > 0 && counted(zones, 'zone'),
  ].filter(Boolean);
  return parts.length === 0 ? '' : `Folded: ${parts.join(', ')}`;
}

/** Whether something passes an edge, or is missing there. */
export function isBroken({ state }: Pick<TopologyEdge, 'state'>): boolean {
  return state === 'missing' || state === 'notReady' || state === 'terminating' || state === 'serving';
}
