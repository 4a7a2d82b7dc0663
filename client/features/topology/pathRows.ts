import type { TopologyAnswer, TopologyNode, TopologyState } from '../../../shared/wire/topology.ts';
import { parseSort } from '../../kit/sortField.ts';
import { titleOf } from './words.ts';

/** One way from a Service to a zone, as far as it leads; the entries are those of the picture. */
export interface PathRow {
  readonly id: string;
  readonly service: TopologyNode | null;
  readonly slice: TopologyNode | null;
  readonly target: TopologyNode | null;
  readonly node: TopologyNode | null;
  readonly zone: string;
  readonly state: TopologyState;
  readonly count: number;
}

/** The picture as rows: one for each slice and target, and one for what leads no further. */
export function pathRows({ nodes, edges }: Pick<TopologyAnswer, 'nodes' | 'edges'>): PathRow[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const after = Map.groupBy(edges, ({ from }) => from);
  const nextOf = (id: string) => (after.get(id) ?? []).flatMap((edge) => byId.get(edge.to) ?? []);
  const serviceOf = new Map(edges.flatMap(({ from, to }) => (byId.get(from)?.column === 'service' ? [[to, byId.get(from)] as const] : [])));
  const rows: PathRow[] = [];
  const none = { service: null, slice: null, target: null, node: null, zone: '' };
  for (const entry of nodes) {
    if (entry.column === 'service' && !after.has(entry.id))
      rows.push({ ...none, id: entry.id, service: entry, state: entry.state, count: entry.count });
    if (entry.column !== 'slice') continue;
    const service = serviceOf.get(entry.id) ?? null;
    const ways = after.get(entry.id) ?? [];
    if (ways.length === 0) rows.push({ ...none, id: entry.id, service, slice: entry, state: entry.state, count: entry.count });
    for (const way of ways) {
      const target = byId.get(way.to) ?? null;
      const [node = null] = nextOf(way.to);
      const zone = node ? nextOf(node.id).map(titleOf).join(', ') : '';
      rows.push({ id: `${way.from} ${way.to}`, service, slice: entry, target, node, zone, state: way.state, count: way.count });
    }
  }
  return rows;
}

const keys: Record<string, (row: PathRow) => string | number> = {
  service: ({ service }) => (service ? titleOf(service) : ''),
  slice: ({ slice }) => (slice ? titleOf(slice) : ''),
  family: ({ slice }) => slice?.family ?? '',
  target: ({ target }) => (target ? titleOf(target) : ''),
  node: ({ node }) => (node ? titleOf(node) : ''),
  zone: ({ zone }) => zone,
  state: ({ state }) => state,
  count: ({ count }) => count,
};

/** The rows that a text stands in, in the order asked for; without one, as the picture has them. */
export function shownRows(rows: readonly PathRow[], q: string | undefined, sort: string | undefined): PathRow[] {
  const needle = q?.trim().toLowerCase() ?? '';
  const fitting = needle === '' ? [...rows] : rows.filter((row) => textOf(row).includes(needle));
  const wanted = parseSort(sort);
  const key = wanted && keys[wanted.field];
  if (!wanted || !key) return fitting;
  const turn = wanted.descending ? -1 : 1;
  return fitting.sort((a, b) => turn * compare(key(a), key(b)));
}

function textOf({ service, slice, target, node, zone }: PathRow): string {
  return [...[service, slice, target, node].flatMap((entry) => (entry ? [titleOf(entry), ...entry.addresses] : [])), zone]
    .join(' ')
    .toLowerCase();
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
}
