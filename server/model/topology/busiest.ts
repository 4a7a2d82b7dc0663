import { type EndpointTally, gravityOf, stateOf } from './endpointTally.ts';

/** At most so many of the nodes that targets are on: those with trouble first, then those with the most endpoints, then by name. */
export function busiest(targets: Iterable<{ readonly node: string; readonly tally: EndpointTally }>, most: number): ReadonlySet<string> {
  const nodes = new Map<string, { endpoints: number; gravity: number }>();
  for (const { node, tally } of targets) {
    if (node === '') continue;
    const known = nodes.get(node) ?? { endpoints: 0, gravity: gravityOf.ready };
    nodes.set(node, known);
    known.endpoints += tally.all;
    known.gravity = Math.min(known.gravity, gravityOf[stateOf(tally)]);
  }
  const ranked = [...nodes].sort(([a, x], [b, y]) => x.gravity - y.gravity || y.endpoints - x.endpoints || (a < b ? -1 : 1));
  return new Set(ranked.slice(0, most).map(([name]) => name));
}
